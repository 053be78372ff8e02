/** State branches in real repositories, for the tests: places to put them, clients, and a clock that stands still. */

import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { simpleGit } from 'simple-git';
import type { StateStore } from '../../../src/app/ports/state.ts';
import { writeStateCommit } from '../../../src/io/git/state/commit.ts';
import { openStateStore, type StateStoreOptions } from '../../../src/io/git/state/store.ts';
import { isGraphId } from '../../../src/model/ids.ts';
import { EMPTY_INVENTORY, type Inventory, type InventoryEntry } from '../../../src/model/state/inventory.ts';
import type { StateReading, StateSnapshot } from '../../../src/model/state/snapshot.ts';

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

  /** Makes `state.git` as the first write does, an empty one of its own included; gives the tip. */
  async opened(): Promise<string> {
    first ??= firstWrite();
    for (const [path, content] of await first) await put(this.path(`state.git/${path}`), content);
    await mkdir(this.path('state.git/hooks'));
    return tipIn(this.path('state.git'));
  }

  /** Somebody changes files of the branch in `state.git` behind everybody's back (null: deletes); gives the new tip. */
  async meddle(changes: Readonly<Record<string, string | null>>): Promise<string> {
    const bare = this.path('state.git');
    const parent = await tipIn(bare);
    const author = { name: 'Somebody', email: 'somebody@contoso.com' };
    const files = new Map(Object.entries(changes));
    const tip = await writeStateCommit(bare, { parent, files, author, seconds: 0, message: 'x', nonce: 'x' });
    await moveTo(bare, tip);
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

/** The files of a repository behind the first write, without what git puts there for people to read. */
let first: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

async function firstWrite(): Promise<ReadonlyMap<string, Uint8Array>> {
  const shop = await Workshop.open();
  const answer = await shop.client().commit({}, 'first', null);
  if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
  const files = new Map<string, Uint8Array>();
  for (const path of await readdir(shop.path('state.git'), { recursive: true })) {
    const file = shop.path(`state.git/${path}`);
    if (!/^(?:hooks|info)/.test(path) && (await stat(file)).isFile()) files.set(path, await readFile(file));
  }
  await shop.close();
  return files;
}

async function put(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** Where the state branch of a repository stands, as git's own file has it. */
export async function tipIn(folder: string): Promise<string> {
  return (await readFile(join(folder, 'refs', 'heads', BRANCH), 'utf8')).trim();
}

/** Moves the state branch of a repository, whoever holds it. */
export async function moveTo(folder: string, tip: string): Promise<void> {
  await put(join(folder, 'refs', 'heads', BRANCH), `${tip}\n`);
}

/** What `git init` makes, without starting it; `more` is configuration. */
export async function emptyRepository(folder: string, bare: boolean, more = ''): Promise<void> {
  const own = bare ? folder : join(folder, '.git');
  for (const name of ['objects/pack', 'refs', 'hooks']) await mkdir(join(own, name), { recursive: true });
  await put(join(own, 'HEAD'), 'ref: refs/heads/main\n');
  const version = more.includes('[extensions]') ? 1 : 0;
  await put(join(own, 'config'), `[core]\n\trepositoryformatversion = ${version}\n\tbare = ${bare}\n${more}`);
}

/** Makes git name the longer ids. */
export const LONGER_IDS = '[extensions]\n\tobjectformat = sha256\n';

/** A repository with one commit, as people work in it. */
export async function profilesRepository(folder: string, origin?: string): Promise<void> {
  const remote =
    origin === undefined ? '' : `[remote "origin"]\n\turl = ${origin}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`;
  await emptyRepository(folder, false, `[user]\n\tname = T\n\temail = t@contoso.com\n${remote}`);
  await git(folder, 'commit', '-q', '--allow-empty', '-m', 'x');
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
    people: null,
    provisional: null,
    ...parts,
  };
}

export function inventory(entries: Readonly<Record<string, InventoryEntry>>): Inventory {
  return { ...EMPTY_INVENTORY, entries };
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
