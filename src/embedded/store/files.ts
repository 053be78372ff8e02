/** File writes that a kill can't tear: a reader finds the old text or the new one. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A folder that holds no embedded tenant, or one that was changed by hand; the message says which and what. */
export class TenantFolderError extends Error {
  override readonly name = 'TenantFolderError';
}

/** Makes a folder and those that hold it, one at a time: with `recursive` Node 20 never ends below /proc. Throws what the system says. */
export function makeTenantFolder(path: string): void {
  if (existsSync(path) || dirname(path) === path) return;
  makeTenantFolder(dirname(path));
  mkdirSync(path);
}

/** Writes beside the file and renames over it. */
export function writeAtomically(file: string, text: string): void {
  const beside = `${file}.new`;
  writeFileSync(beside, text);
  renameSync(beside, file);
}

export function appendLine(file: string, line: string): void {
  appendFileSync(file, `${line}\n`);
}

/** The lines of a log as values. A last line without its line end was cut by a kill and was never answered for. */
export function readLines(file: string): readonly unknown[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeAtomically(file, whole);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parsed(line, file));
}

/** JSON of a file of the tenant. */
export function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TenantFolderError(`${file} is not a file of an embedded tenant, or was cut off`);
  }
}
