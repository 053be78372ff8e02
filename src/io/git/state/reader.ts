/** Where the state branch is and what it holds, asked of git once: places don't move and commits don't change. */

import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Result } from '../../../model/result.ts';
import type { RunRecord } from '../../../model/state/log.ts';
import {
  type CommitReading,
  listRuns,
  readCommitAt,
  readRuns,
  readTip,
  type StateAt,
  type StateTexts,
  stateOf,
} from './files.ts';
import type { StateListing } from './objects.ts';
import { createBare, createScratch, findPlace, type PlaceOptions, StatePlaceError } from './place.ts';
import { fetchState, readTipOf, refOf, type StateRemote } from './remote.ts';

export interface GitStateReader {
  /** The repository; null while there's nothing. Throws when it's no place for a branch. */
  remote(): Promise<StateRemote | null>;
  /** Makes the repository. */
  create(): Promise<StateRemote>;
  /** Where the branch stands now; null: nowhere yet. Throws when out of reach. */
  tip(): Promise<string | null>;
  /** The state at a commit, or what's wrong with it. Throws when out of reach. */
  at(revision: string): Promise<StateAt>;
  /** What lies in `runs/` at a commit; null when that isn't known yet and `ask` is false. Throws when out of reach. */
  runs(revision: string, ask: boolean): Promise<StateListing | null>;
  /** The runs recorded at a commit that started at or after `since`. Throws when out of reach. */
  records(revision: string, since: string): Promise<Result<readonly RunRecord[]>>;
  /** What a commit holds that this run made itself. */
  readState(revision: string, texts: StateTexts, runs: StateListing | null): void;
  /** Removes what was made for this run only. */
  close(): Promise<void>;
}

/** The reading that a run decides on is also the one that it writes on. */
interface Known {
  readonly revision: string;
  readonly state: StateAt;
  readonly runs: StateListing | null;
}

/** Opens a reader; nothing is touched before the first question. */
export function createStateReader(options: PlaceOptions): GitStateReader {
  let scratch: Promise<string> | null = null;
  let place: StateRemote | null = null;
  let last: Known | null = null;
  const remote = async (): Promise<StateRemote | null> =>
    (place ??= await remoteOf(options, () => (scratch ??= createScratch())));
  const there = async (): Promise<StateRemote> => {
    const found = await remote();
    if (found === null) throw new StatePlaceError('nothing is there any more');
    return found;
  };
  const known = async (revision: string): Promise<Known> => {
    if (last?.revision === revision) return last;
    last = await readAt(await there(), revision);
    return last;
  };
  const listing = async (revision: string): Promise<StateListing> => {
    const { state, runs } = await known(revision);
    if (runs !== null) return runs;
    const asked = await listRuns((await there()).folder, revision);
    last = { revision, state, runs: asked };
    return asked;
  };
  return {
    remote,
    create: async () => {
      await createBare(resolve(options.root, options.repo), options.branch);
      return there();
    },
    tip: async () => {
      const found = await remote();
      if (found === null) return null;
      if (!found.here) return readTipOf(found);
      const now = await readTip(found.folder, refOf(found.branch));
      if (now !== null) last = now;
      return now?.revision ?? null;
    },
    at: async (revision) => (await known(revision)).state,
    runs: async (revision, ask) => (ask ? listing(revision) : (await known(revision)).runs),
    records: async (revision, since) => readRuns((await there()).folder, await listing(revision), since),
    readState: (revision, texts, runs) => {
      last = { revision, state: stateOf(revision, texts), runs };
    },
    close: async () => {
      // One that couldn't be made has been reported and is gone.
      await scratch?.then((folder) => rm(folder, { recursive: true, force: true })).catch(() => {});
      scratch = null;
      place = null;
      last = null;
    },
  };
}

async function remoteOf(options: PlaceOptions, scratch: () => Promise<string>): Promise<StateRemote | null> {
  const { remote, ...place } = await findPlace(options, scratch);
  return remote === null ? null : { ...place, remote, branch: options.branch };
}

async function readAt(place: StateRemote, revision: string): Promise<CommitReading> {
  const found = await readCommitAt(place.folder, revision);
  if (found !== null) return found;
  await fetchState(place, revision);
  const fetched = await readCommitAt(place.folder, revision);
  if (fetched === null) throw new Error(`git has no commit ${revision}`);
  return fetched;
}
