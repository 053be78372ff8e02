/** One state branch: its snapshots, and writes that happen on the expected commit or not at all. */

import { randomBytes } from 'node:crypto';
import { withoutCredentials } from '../../../model/repository-address.ts';
import type { Result } from '../../../model/result.ts';
import type { RunRecord } from '../../../model/state/log.ts';
import type { StateFault } from '../../../model/state/snapshot.ts';
import { onOneLine } from '../../../model/text.ts';
import { instantOf } from '../../../model/time.ts';
import { gitFault } from '../open.ts';
import { writeStateCommit } from './commit.ts';
import { listChangedRuns, readChangedTexts, type StateAt, type StateWrite } from './files.ts';
import { type PlaceOptions, StatePlaceError } from './place.ts';
import { createStateReader } from './reader.ts';
import { leaveWitness, pushState, type StateRemote, wasThere } from './remote.ts';

export interface StateBranchOptions extends PlaceOptions {
  readonly clock: { now(): string };
  /** This program and its version, for a later reader that is too old. */
  readonly tool?: string;
  /** Of the commits; git's own configuration is not asked. */
  readonly author?: { readonly name: string; readonly email: string };
  /** Random by default. Two commits with one nonce can be equal, and then nobody knows who pushed. */
  readonly nonce?: () => string;
}

export interface StateBranch {
  /** Where the branch stands; null: nowhere yet. */
  tip(): Promise<string | null>;
  /** True where it stood somewhere once. Throws when out of reach. */
  wasThere(): Promise<boolean>;
  /** The state at a commit, or what's wrong with it. Throws when out of reach. */
  at(revision: string): Promise<StateAt>;
  /** The runs recorded at a commit that started at or after `since`. Throws when out of reach. */
  runs(revision: string, since: string): Promise<Result<readonly RunRecord[]>>;
  /** One commit on `expected`; with its history forgotten it has no parent, and takes the branch's place there. */
  write(change: StateWrite, message: string, expected: string | null, history?: History): Promise<WriteAnswer>;
  /** The repository; made where it isn't there and `make` is true, else null. Throws when it's no place for a branch. */
  place(make: boolean): Promise<StateRemote | null>;
  nonce(): string;
  now(): string;
  /** Removes what was made for this run only. */
  close(): Promise<void>;
}

/** Whether what the branch held before stays in it. */
export type History = 'kept' | 'forgotten';

type WriteAnswer =
  | { readonly status: 'ok'; readonly revision: string }
  | { readonly status: 'moved' }
  | Extract<StateFault, { status: 'unreachable' }>;

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

const AUTHOR = { name: 'Postilion', email: 'postilion@localhost' };

/** Opens the branch; nothing is touched before the first reading. */
export function stateBranch(options: StateBranchOptions): StateBranch {
  const { clock } = options;
  const nonce = options.nonce ?? (() => randomBytes(16).toString('hex'));
  const reader = createStateReader(options);
  const push = async (
    change: StateWrite,
    message: string,
    expected: string | null,
    history: History,
  ): Promise<WriteAnswer> => {
    const { run } = change;
    const place = (await reader.remote()) ?? (await reader.create());
    const parent = history === 'kept' ? expected : null;
    const before = parent === null ? NONE : (await reader.at(parent)).texts;
    const runs = parent === null ? NONE : await reader.runs(parent, run !== undefined);
    const texts = readChangedTexts(before, change, options.tool ?? 'postilion');
    const files = new Map([...texts, ...(run === undefined ? NONE : listChangedRuns(runs ?? NONE, run))]);
    const seconds = Math.floor((instantOf(clock.now()) ?? 0) / 1000);
    const author = options.author ?? AUTHOR;
    const commit = { parent, files, author, seconds, message, nonce: nonce() };
    const revision = await writeStateCommit(place.folder, commit);
    const pushed = await pushState(place, revision, expected);
    if (pushed.status === 'failed') return unreachable(options, pushed.message);
    if (pushed.status === 'moved') return pushed;
    if (expected === null) await leaveWitness(place, revision);
    reader.readState(revision, new Map([...before, ...texts]), run === undefined ? runs : null);
    return { status: 'ok', revision };
  };
  return {
    tip: () => reader.tip(),
    wasThere: async () => {
      const place = await reader.remote();
      return place !== null && wasThere(place);
    },
    at: (revision) => reader.at(revision),
    runs: (revision, since) => reader.records(revision, since),
    write: async (change, message, expected, history = 'kept') => {
      try {
        return await push(change, message, expected, history);
      } catch (error) {
        return unreachable(options, error);
      }
    },
    place: async (make) => (await reader.remote()) ?? (make ? await reader.create() : null),
    nonce,
    now: () => clock.now(),
    close: () => reader.close(),
  };
}

/** A fault as an answer; never an empty state. */
export function unreachable(
  { repo, branch }: Pick<PlaceOptions, 'repo' | 'branch'>,
  error: unknown,
): Extract<StateFault, { status: 'unreachable' }> {
  const said = typeof error === 'string' ? error : error instanceof StatePlaceError ? error.message : gitFault(error);
  const message = `the state branch ${branch} in ${shown(repo)} is out of reach: ${withoutCredentials(said)}`;
  return { status: 'unreachable', message };
}

/** What a reading of a damaged branch says; `isState` is false where the branch holds something else altogether. */
export function unreadableBranch(
  { repo, branch }: Pick<PlaceOptions, 'repo' | 'branch'>,
  revision: string,
  { findings, isState, isNewer }: Pick<StateAt, 'findings' | 'isState' | 'isNewer'>,
): Extract<StateFault, { status: 'unreadable' }> {
  const advice = isNewer
    ? 'a newer version wrote it: use that one or a later one'
    : isState
      ? 'look at its last commits, or make it anew with postilion state rebuild'
      : 'it holds something else: correct state.branch';
  const message = `the state branch ${branch} in ${shown(repo)} can not be read at ${revision.slice(0, 12)}: ${advice}`;
  return { status: 'unreadable', message, findings, revision };
}

function shown(repo: string): string {
  return onOneLine(withoutCredentials(repo));
}
