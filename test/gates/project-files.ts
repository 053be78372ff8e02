/** What the text gates read: every file of the project that people write, without build results and canaries. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { REPOSITORY } from './canary-workshop.ts';

export interface ProjectFile {
  /** Path from the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The files of a folder, the project's unless told otherwise, that match; in order of path. */
export function projectFiles(patterns: readonly string[], cwd: string = REPOSITORY): readonly ProjectFile[] {
  const ignore = [
    '**/node_modules/**',
    '.git/**',
    'dist/**',
    'bundle/**',
    'coverage/**',
    '**/.postilion/**',
    'test/canaries/**',
  ];
  const paths = globSync([...patterns], { cwd, ignore, dot: true });
  return paths.sort().map((path) => ({ path, text: readFileSync(join(cwd, path), 'utf8') }));
}
