/** Where a site keeps its state: in a real repository in the deep run, else in memory, which keeps the same contract. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StateStore } from '../../src/app/ports/state.ts';
import type { Clock } from '../../src/app/ports/tenant.ts';
import { openStateStore } from '../../src/io/git/state/store.ts';
import { DEEP } from '../deep.ts';
import { type Branch, MemoryBranch, memoryState } from '../faults/memory-state.ts';

export interface RepositoryState extends StateStore {
  /** What is in memory of it. */
  commits(): Branch;
  /** Closes it, and nothing of it is left. */
  lose(): Promise<void>;
  close(): Promise<void>;
}

const REPO = '.postilion/state.git';

/** The state of the site in `root`. That of `before` comes along: in memory from there, in git with the folder's files. */
export function repositoryState(root: string, clock: Clock, before: RepositoryState | null): RepositoryState {
  return DEEP ? inGit(root, clock) : inMemory(clock, before?.commits() ?? []);
}

/** The same in a real repository, for what happens to its files. */
export function inGit(root: string, clock: Clock): RepositoryState {
  const store = openStateStore({ root, repo: REPO, branch: 'postilion-state', clock });
  const lose = async (): Promise<void> => {
    await store.close();
    rmSync(join(root, REPO), { recursive: true });
  };
  return { ...store, commits: () => [], lose };
}

function inMemory(clock: Clock, commits: Branch): RepositoryState {
  const branch = new MemoryBranch(() => clock.now(), commits);
  const done = async (): Promise<void> => {};
  return { ...memoryState(branch), commits: () => branch.commits, lose: done, close: done };
}
