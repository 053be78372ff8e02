/**
 * The heartbeat: one commit without a parent on a ref of its own, replaced by each run, so that the state branch grows only
 * with writes. A ref that is no branch is outside of branch rules, starts no workflow and shows in no list; where a server refuses
 * such refs, a branch beside the state branch takes its place.
 */

import {
  HEARTBEAT_FILE,
  type Heartbeat,
  type HeartbeatReading,
  heartbeatJson,
  readHeartbeat,
} from '../../../model/state/heartbeat.ts';
import { writeStateFile } from '../../../model/state/inventory.ts';
import { instantOf } from '../../../model/time.ts';
import { gitFault } from '../open.ts';
import { type StateBranch, type StateBranchOptions, unreachable } from './branch.ts';
import { writeStateCommit } from './commit.ts';
import { readTipHere } from './local.ts';
import { readStateObjects, textOf } from './objects.ts';
import { openStateGit } from './place.ts';
import { fetchRef, pushRef, readTipsThere, refOf, type StateRemote } from './remote.ts';

/** How often a run tries again that found another one's heartbeat in the place of the one it read. */
const ATTEMPTS = 3;

const AUTHOR = { name: 'Postilion', email: 'postilion@localhost' };

interface Beat {
  readonly ref: string;
  readonly tip: string | null;
  readonly reading: HeartbeatReading;
}

/** The service tells its time in whole seconds: of two runs within so long nobody knows which one ended first. */
const WITHIN_MS = 2_000;

/** The keeper of the heartbeat beside the branch; a `HeartbeatKeeper`. */
export function heartbeatKeeper(branch: StateBranch, options: StateBranchOptions) {
  return {
    read: async (): Promise<HeartbeatReading> => {
      try {
        const place = await branch.place(false);
        return place === null ? { status: 'none' } : latestOf(await beatsIn(place));
      } catch (error) {
        return { status: 'unreadable', message: unreachable(options, error).message, findings: [] };
      }
    },
    replace: async (next: (before: HeartbeatReading) => Heartbeat): Promise<string | null> => {
      try {
        const place = await branch.place(true);
        return place === null ? 'there is no repository' : await replaceIn(place, next, () => branch.nonce());
      } catch (error) {
        return unreachable(options, error).message;
      }
    },
  };
}

/** The refs that may hold it, the preferred one first. */
function refsOf(branch: string): readonly string[] {
  return [`refs/postilion-last/${branch}`, refOf(`${branch}-last`)];
}

/** What the places hold, the preferred one first. Throws when out of reach. */
async function beatsIn(place: StateRemote): Promise<readonly Beat[]> {
  const refs = refsOf(place.branch);
  const tips = await tipsIn(place, refs);
  return Promise.all(refs.map((ref) => beatAt(place, ref, tips.get(ref) ?? null)));
}

async function tipsIn(
  { folder, remote, here }: StateRemote,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (!here) return readTipsThere(folder, remote, refs);
  const tips = await Promise.all(refs.map(async (ref) => [ref, await readTipHere(folder, ref)] as const));
  return new Map(tips.flatMap(([ref, tip]) => (tip === null ? [] : [[ref, tip] as const])));
}

/** Of both places the one that a run wrote last. */
function latestOf(beats: readonly Beat[]): HeartbeatReading {
  const [last] = beats.filter(({ tip }) => tip !== null).toSorted((a, b) => endOf(b.reading) - endOf(a.reading));
  return last?.reading ?? { status: 'none' };
}

async function replaceIn(
  place: StateRemote,
  next: (before: HeartbeatReading) => Heartbeat,
  nonce: () => string,
): Promise<string | null> {
  let fault: string | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const beats = await beatsIn(place);
    const before = latestOf(beats);
    const heartbeat = next(before);
    const seconds = (instantOf(heartbeat.ended) ?? 0) / 1000;
    if (endOf(before) > seconds * 1000 + WITHIN_MS) return null;
    const files = new Map([[HEARTBEAT_FILE, writeStateFile(heartbeatJson(heartbeat))]]);
    const message = `last run: ${heartbeat.who}`;
    const time = Math.floor(seconds);
    const commit = { parent: null, files, author: AUTHOR, seconds: time, message, nonce: nonce() };
    const revision = await writeStateCommit(place.folder, commit);
    fault = await moveAny(place, beats, revision);
    if (fault === null) return null;
  }
  return fault;
}

/** Puts the commit in the first of the places that takes it. A ref that holds something else is somebody's. */
async function moveAny(place: StateRemote, beats: readonly Beat[], commit: string): Promise<string | null> {
  let fault: string | null = 'no place takes it';
  for (const { ref, tip, reading } of beats) {
    const isOther = tip !== null && reading.status === 'none';
    const move = place.here ? moveHere : pushed;
    fault = isOther ? `${ref} holds something else` : await move(place, ref, commit, tip);
    if (fault === null) return null;
    const now = (await tipsIn(place, [ref])).get(ref) ?? null;
    // It wasn't refused: another run was there first.
    if (now !== tip) return fault;
  }
  return fault;
}

async function pushed(place: StateRemote, ref: string, commit: string, old: string | null): Promise<string | null> {
  const answer = await pushRef(place, ref, commit, old);
  if (answer.status === 'landed') return null;
  return answer.status === 'failed' ? answer.message : 'another run wrote there meanwhile';
}

async function moveHere({ folder }: StateRemote, ref: string, commit: string, old: string | null) {
  try {
    const git = await openStateGit(folder);
    await git.raw(['update-ref', ref, commit, old ?? '0'.repeat(commit.length)]);
    return null;
  } catch (error) {
    return gitFault(error);
  }
}

/** What a ref holds: nothing, a heartbeat, or something that is none. Throws when out of reach. */
async function beatAt(place: StateRemote, ref: string, tip: string | null): Promise<Beat> {
  const { folder, here } = place;
  if (tip === null) return { ref, tip, reading: { status: 'none' } };
  const names = [tip, `${tip}:${HEARTBEAT_FILE}`];
  let [commit = null, file = null] = await readStateObjects(folder, names);
  if (commit === null && !here) {
    await fetchRef(place, ref);
    [commit = null, file = null] = await readStateObjects(folder, names);
  }
  if (commit === null) throw new Error(`git has no commit ${tip}`);
  if (file?.type !== 'blob') return { ref, tip, reading: { status: 'none' } };
  const read = readHeartbeat(textOf(file));
  if (read.ok) return { ref, tip, reading: { status: 'found', heartbeat: read.value } };
  const [first] = read.findings;
  const message = first?.message ?? 'the heartbeat can not be read';
  return { ref, tip, reading: { status: 'unreadable', message, findings: read.findings } };
}

/** A heartbeat that nobody can read gives way to any. */
function endOf(reading: HeartbeatReading): number {
  return reading.status === 'found' ? (instantOf(reading.heartbeat.ended) ?? 0) : 0;
}
