/** The files of a site's repository: in a folder in the deep run, else in memory, and read alike. */

import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Repository } from '../../src/app/load-repository.ts';
import { openRepository } from '../../src/cli/wiring/repository.ts';
import { DEEP } from '../deep.ts';
import { type Files, filesBelow, readFiles } from '../scenarios/memory-repository.ts';

export interface RepositoryFiles {
  write(path: string, text: string): void;
  remove(path: string): void;
  /** Replaces the profiles by those in a folder. */
  useProfiles(folder: string): void;
  read(): Promise<Repository>;
  /** What is in memory of them. */
  all(): Files;
}

/** The files of the site in `root`. Those of `before` come along. */
export function repositoryFiles(
  root: string,
  before: { readonly root: string; readonly files: RepositoryFiles } | null,
): RepositoryFiles {
  if (!DEEP) return inMemory(before?.files.all() ?? new Map());
  if (before !== null) cpSync(before.root, root, { recursive: true });
  return inFolder(root);
}

function inMemory(before: Files): RepositoryFiles {
  const files = new Map(before);
  return {
    write: (path, text) => void files.set(path, Buffer.from(text)),
    remove: (path) => void files.delete(path),
    useProfiles: (folder) => {
      for (const path of files.keys()) if (path.startsWith('profiles/')) files.delete(path);
      for (const [path, content] of filesBelow(folder)) files.set(`profiles/${path}`, content);
    },
    read: () => readFiles(files),
    all: () => files,
  };
}

function inFolder(root: string): RepositoryFiles {
  const nothing = (): void => {};
  const terminal = { env: {}, cwd: root, width: 100, color: false, print: nothing, error: nothing, onStop: nothing };
  return {
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    remove: (path) => rmSync(join(root, path)),
    useProfiles: (folder) => {
      rmSync(join(root, 'profiles'), { recursive: true, force: true });
      cpSync(folder, join(root, 'profiles'), { recursive: true });
    },
    read: () => openRepository({}, terminal),
    all: () => new Map(),
  };
}
