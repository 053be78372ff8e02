/** `postilion import`: YAML for objects that nobody manages yet, and their ids into adopt.yaml. */

import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Imported, importProfiles } from '../../app/import.ts';
import { withAdoptions } from '../../core/import/adopt-text.ts';
import { describeCertificate } from '../../io/files/parse-certificate.ts';
import { renderFindings } from '../../report/findings/render.ts';
import { renderImport, renderImportJson, renderRefused } from '../../report/import.ts';
import { problemsExitCode, renderProblems } from '../../report/problems.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';
import { openLog } from '../wiring/log.ts';
import { loadRepository, type Repository } from '../wiring/repository.ts';
import { openState } from '../wiring/state.ts';
import { openReader } from '../wiring/tenant.ts';
import { refuse } from './plan.ts';

interface ImportOptions extends CommonOptions {
  readonly out: string;
  readonly all: boolean;
  readonly id: readonly string[];
}

type Usable = NonNullable<Repository['usable']>;

/** Imports. Writes everything or nothing: no file that exists is touched but adopt.yaml, which grows. */
export async function importCommand(options: ImportOptions, terminal: Terminal): Promise<number> {
  if (options.all === options.id.length > 0) {
    throw new ExitError(10, 'say what to import: --all, or --id with the id of an object (repeatable)');
  }
  const repository = await loadRepository(options, terminal);
  const { usable } = repository;
  if (usable === null) return refuse(repository, options, terminal);
  const connection = await openReader(usable, terminal, await openLog(options.logLevel));
  const state = openState(usable, terminal);
  try {
    const { config, profiles, root } = usable;
    const folder = resolve(terminal.cwd, options.out);
    const place = {
      file: (key: string) => slashed(relative(root, join(folder, `${key}.yaml`))),
      schema: slashed(join(relative(folder, root), 'schemas', 'profile.schema.json')),
    };
    const selection = options.all ? 'all' : options.id;
    const request = { config, profiles, selection, place, describe: describeCertificate } as const;
    const imported = await importProfiles(request, connection.tenant, state.store);
    if (imported.problems.length > 0) {
      terminal.error(`${renderProblems(imported.problems)}nothing was written\n`);
      return problemsExitCode(imported.problems);
    }
    refuseSelection(imported, options);
    await write(imported, usable);
    print(imported, options, terminal);
    await warnAboutGlobs(imported, options, terminal);
    return 0;
  } finally {
    await state.close();
    await connection.close();
  }
}

/** What was asked for by its id has to be possible; of everything, what is impossible is told and left. */
function refuseSelection({ unknown, refused }: Imported, options: ImportOptions): void {
  if (options.all) return;
  const [missing] = unknown;
  if (missing !== undefined) {
    throw new ExitError(10, `--id ${missing}: no profile of the tenant has this id; nothing was written`);
  }
  const [first] = refused;
  if (first !== undefined) throw new ExitError(10, `--id ${first.id}: ${first.reason}; nothing was written`);
}

async function write({ written }: Imported, { root }: Usable): Promise<void> {
  if (written.length === 0) return;
  const adoptPath = join(root, 'adopt.yaml');
  const adopted = withAdoptions(await textAt(adoptPath), written);
  if (adopted === null) {
    throw new ExitError(10, 'adopt.yaml: no line can be put behind what is there: write key: id lines, without braces');
  }
  const files = written
    .flatMap(({ file, text, files: beside }) => [
      { file, content: Buffer.from(text, 'utf8') },
      ...beside.map((one) => ({ file: one.file, content: Buffer.from(one.base64, 'base64') })),
    ])
    .map((one) => ({ ...one, path: resolve(root, one.file) }));
  const existing: string[] = [];
  for (const { file, path } of files) if (await isThere(path)) existing.push(file);
  if (existing.length > 0) {
    throw new ExitError(10, `${existing.join(', ')} exists already: move it away, or choose another --out`);
  }
  const made: string[] = [];
  try {
    for (const { path, content } of files) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content, { flag: 'wx' });
      made.push(path);
    }
    const proposed = `${adoptPath}.${process.pid}`;
    made.push(proposed);
    await writeFile(proposed, adopted, { flag: 'wx' });
    await rename(proposed, adoptPath);
  } catch (error) {
    // Profiles without their lines in adopt.yaml would look like new ones.
    for (const path of made) await rm(path, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExitError(10, `the files could not be written (${reason}); none was left behind`);
  }
}

function print(imported: Imported, options: ImportOptions, terminal: Terminal): void {
  terminal.error(renderRefused(imported));
  // Warnings about files are told by every plan; an error stops one, and what concerns no file is told here alone.
  const told = imported.findings.filter(({ severity, file }) => severity === 'error' || file === null);
  if (told.length > 0) {
    terminal.error(renderFindings(told, { width: terminal.width, color: false, profiles: imported.written.length }));
  }
  terminal.print(options.format === 'json' ? renderImportJson(imported) : renderImport(imported));
}

/** A profile that no pattern reaches isn't planned. */
async function warnAboutGlobs({ written }: Imported, options: ImportOptions, terminal: Terminal): Promise<void> {
  const { usable } = await loadRepository(options, terminal);
  const keys = new Set<string>(usable?.profiles.map(({ key }) => key));
  const [lost] = written.filter(({ key }) => !keys.has(key));
  if (lost === undefined) return;
  terminal.error(`${lost.file} is reached by none of "profiles" in postilion.yaml: move the files, or add a pattern\n`);
}

async function textAt(path: string): Promise<string | null> {
  return (await isThere(path)) ? readFile(path, 'utf8') : null;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
