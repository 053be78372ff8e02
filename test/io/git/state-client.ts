/** State branches in real repositories, for the tests: places to put them, clients, and a clock that stands still. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import type { StateStore } from '../../../src/app/state-port.ts';
import { writeStateCommit } from '../../../src/io/git/state-commit.ts';
import { openStateStore, type StateStoreOptions } from '../../../src/io/git/state-store.ts';
import { isGraphId } from '../../../src/model/ids.ts';
import type { Inventory, InventoryEntry } from '../../../src/model/inventory.ts';
import type { StateReading, StateSnapshot } from '../../../src/model/inventory-state.ts';

export const BRANCH = 'postilion-state';

/** A folder for one test, with what must be closed before it goes. */
export class Workshop {
  readonly root: string;
  readonly #stores: { close(): Promise<void> }[] = [];

  private constructor(root: string) {
    this.root = root;
  }

  static async open(): Promise<Workshop> {
    return new Workshop(await mkdtemp(join(tmpdir(), 'postilion-state-test-')));
  }

  path(name: string): string {
    return join(this.root, name);
  }

  /** A client of the repository `state.git` in the workshop, unless the options say otherwise. */
  client(options: Partial<StateStoreOptions> = {}): StateStore {
    const store = openStateStore({
      root: this.root,
      repo: 'state.git',
      branch: BRANCH,
      clock: { now: () => '2026-09-01T08:00:00.000Z' },
      ...options,
    });
    this.#stores.push(store);
    return store;
  }

  /** Somebody changes files of the branch in `state.git` behind everybody's back (null: deletes); gives the new tip. */
  async meddle(changes: Readonly<Record<string, string | null>>): Promise<string> {
    const bare = this.path('state.git');
    const parent = await git(bare, 'rev-parse', BRANCH);
    const author = { name: 'Somebody', email: 'somebody@contoso.com' };
    const files = new Map(Object.entries(changes));
    const tip = await writeStateCommit(bare, { parent, files, author, seconds: 0, message: 'x', nonce: 'x' });
    await git(bare, 'update-ref', `refs/heads/${BRANCH}`, tip);
    return tip;
  }

  async close(): Promise<void> {
    await Promise.all(this.#stores.map((store) => store.close()));
    await rm(this.root, { recursive: true, force: true });
  }
}

/** A clock that goes when it's told to. */
export function handClock(start: string) {
  let time = Date.parse(start);
  return {
    now: () => new Date(time).toISOString(),
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
  };
}

/** A repository with one commit, as people work in it. */
export async function profilesRepository(folder: string, origin?: string): Promise<void> {
  const git = simpleGit({ baseDir: folder });
  await git.raw(['init', '-q', '--initial-branch=main']);
  await git.raw(['-c', 'user.name=T', '-c', 'user.email=t@contoso.com', 'commit', '-q', '--allow-empty', '-m', 'x']);
  if (origin !== undefined) await git.raw(['remote', 'add', 'origin', origin]);
}

export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  return (await simpleGit({ baseDir: folder }).raw([...args])).trim();
}

export function entry(id: string, parts: Partial<InventoryEntry> = {}): InventoryEntry {
  if (!isGraphId(id)) throw new Error(`${id} is not an id`);
  return {
    kind: 'ios-mail',
    id,
    created: '2026-01-05T08:00:00Z',
    type: '#microsoft.graph.iosEasEmailProfileConfiguration',
    generation: 1,
    protect: false,
    tombstone: null,
    applied: null,
    ...parts,
  };
}

export function inventory(entries: Readonly<Record<string, InventoryEntry>>): Inventory {
  return { version: 1, entries };
}

/** The state of a reading that must have found one. */
export function found(reading: StateReading): StateSnapshot {
  if (reading.status !== 'found') throw new Error(JSON.stringify(reading));
  return reading.state;
}

/** Where the next write goes: the revision of a reading, null before the first. */
export function revisionOf(reading: StateReading): string | null {
  return reading.status === 'none' ? null : found(reading).revision;
}

export const WISH = { who: 'apply of main', run: null, commit: null, seconds: 300 } as const;
