/** The README of a folder: five to fifteen lines that say what comes in, what goes out and what must hold. */

import { dirname } from 'node:path/posix';
import type { ProjectFile } from './project-files.ts';

const PARTS = ['- **Comes in:** ', '- **Goes out:** ', '- **Must hold:** '];

/** What is wrong with the READMEs of the folders in which source files stand, and of the folders above these. */
export function readmeFaults(files: readonly ProjectFile[]): readonly string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const sources = files.filter(({ path }) => path.endsWith('.ts')).map(({ path }) => dirname(path));
  const folders = [...new Set(sources.flatMap(withParents))].sort();
  return folders.flatMap((folder) => {
    const text = texts.get(`${folder}/README.md`);
    return text === undefined ? [`${folder} has no README.md`] : faultsOf(folder, text, texts);
  });
}

function faultsOf(folder: string, text: string, files: ReadonlyMap<string, string>): readonly string[] {
  const path = `${folder}/README.md`;
  const lines = text.trimEnd().split('\n');
  const missing = PARTS.filter((part) => !lines.some((line) => line.startsWith(part)));
  const named = [...text.matchAll(/`([\w./-]+\.ts)`/g)].flatMap(([, name]) => name ?? []);
  const gone = named.filter((name) => !files.has(`${folder}/${name}`) && !files.has(name) && !name.startsWith('test/'));
  return [
    ...(lines.length < 5 || lines.length > 15 ? [`${path} has ${lines.length} lines: write 5 to 15`] : []),
    ...missing.map((part) => `${path} lacks a line that begins with "${part.trim()}"`),
    ...gone.map((name) => `${path} names ${name}, which is not there`),
  ];
}

/** `src/core/diff` → `src`, `src/core`, `src/core/diff`. */
function withParents(folder: string): readonly string[] {
  const parts = folder.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
