/** The files of the state branch: their names, and the state as their texts. */

import { compareText, type Finding, finding } from '../../../model/finding.ts';
import type { Result } from '../../../model/result.ts';
import { EMPTY_INVENTORY, readInventory, writeInventory, writeStateFile } from '../../../model/state/inventory.ts';
import { type Lock, lockJson, readLock } from '../../../model/state/lock.ts';
import {
  type Intent,
  intentsJson,
  type RunRecord,
  readIntents,
  readRunRecord,
  runJson,
} from '../../../model/state/log.ts';
import type { StateChange, StateSnapshot } from '../../../model/state/snapshot.ts';
import { instantOf, instantText } from '../../../model/time.ts';
import { readListing, readStateObjects, type StateListing, type StateObject, textOf } from './objects.ts';

const INVENTORY = 'inventory.json';
const LOCK = 'lock.json';
const INTENTS = 'intents.json';
const RUNS = 'runs';
const README = 'README.md';

/** Name → text of the files beside the runs that are there. */
export type StateTexts = ReadonlyMap<string, string>;

/** Run records that are kept. */
const RUNS_KEPT = 200;

const README_TEXT = `# State of Postilion

This branch is written by Postilion and by nobody else: which objects of the tenant are its own (\`inventory.json\`), what it
last applied to them, who is at work (\`lock.json\`), what was about to be sent (\`intents.json\`), and the last ${RUNS_KEPT} runs
that wrote something (\`runs/\`). There is no secret in it and no approval is read from it. Limit pushes to the identity that
applies. \`postilion state show\` explains it; \`postilion state rebuild\` makes it anew from the tenant.
`;

/** A reading, and what even a damaged branch still says, and whether it's a state branch at all. */
export type StateAt = Result<StateSnapshot> & {
  readonly lock: Lock | null;
  readonly intents: readonly Intent[] | null;
  readonly isState: boolean;
  /** A version that is newer than this program wrote it: nothing of it may be written anew. */
  readonly isNewer: boolean;
  readonly texts: StateTexts;
};

/** What a write names, and the lock behind it. */
export type StateWrite = StateChange & { readonly lock: Lock };

/** A commit, the state there, and what lies in its `runs/`. */
export interface CommitReading {
  readonly revision: string;
  readonly state: StateAt;
  readonly runs: StateListing;
}

const NAMES = [INVENTORY, LOCK, INTENTS, README];
const PATHS = [...NAMES, RUNS];

/** What a commit holds; null when its objects aren't here. Throws when git can't read them. */
export async function readCommitAt(folder: string, revision: string): Promise<CommitReading | null> {
  const [commit = null, ...found] = await readStateObjects(folder, namesAt(revision));
  return commit?.type === 'commit' ? commitReading(revision, found) : null;
}

/**
 * What the commit holds that a ref stands at, by one process; null where there is no such ref. Throws unless git says
 * one or the other.
 */
export async function readTip(folder: string, ref: string): Promise<CommitReading | null> {
  const [before = null, ...found] = await readStateObjects(folder, [...namesAt(ref), ref]);
  const after = found.pop() ?? null;
  if (after === null && before === null) return null;
  if (after?.type !== 'commit') throw new Error(`git does not say where ${ref} stands`);
  // Git looks the ref up anew for each name: one that moved meanwhile is read where it stood last.
  return before?.id === after.id ? commitReading(after.id, found) : readCommitAt(folder, after.id);
}

function namesAt(start: string): readonly string[] {
  return [start, ...PATHS.map((path) => `${start}:${path}`)];
}

function commitReading(revision: string, found: readonly (StateObject | null)[]): CommitReading {
  const texts = NAMES.flatMap((name, index) => {
    const file = found[index];
    return file?.type === 'blob' ? [[name, textOf(file)] as const] : [];
  });
  return { revision, state: stateOf(revision, new Map(texts)), runs: readListing(found[NAMES.length] ?? null) };
}

/** What lies in `runs/` at a commit. Throws when git can't read it. */
export async function listRuns(folder: string, revision: string): Promise<StateListing> {
  const [commit, runs] = await readStateObjects(folder, [revision, `${revision}:${RUNS}`]);
  if (commit?.type !== 'commit') throw new Error(`git has no commit ${revision}`);
  return readListing(runs ?? null);
}

/** The state that texts at a commit say. */
export function stateOf(revision: string, texts: StateTexts): StateAt {
  const inventory = readWith(texts, INVENTORY, readInventory);
  const lock = readWith(texts, LOCK, readLock);
  const intents = readWith(texts, INTENTS, readIntents);
  const legible = {
    lock: lock.ok ? lock.value : null,
    intents: intents.ok ? intents.value : null,
    isState: [INVENTORY, LOCK, INTENTS].some((name) => texts.has(name)),
    isNewer: [...inventory.findings, ...lock.findings, ...intents.findings].some(({ code }) => code === 'STA-004'),
    texts,
  };
  if (inventory.ok && lock.ok && intents.ok) {
    const value = { revision, inventory: inventory.value, lock: lock.value, intents: intents.value };
    return { ok: true, value, findings: [], ...legible };
  }
  return { ok: false, findings: [...inventory.findings, ...lock.findings, ...intents.findings], ...legible };
}

function readWith<T>(texts: ReadonlyMap<string, string>, name: string, read: (text: string) => Result<T>): Result<T> {
  const text = texts.get(name);
  if (text !== undefined) return read(text);
  return { ok: false, findings: [finding('STA-001', `the state branch has no ${name}`)] };
}

/** The texts beside the runs that a write changes: what it names, the lock, and those that aren't there yet. */
export function readChangedTexts(before: StateTexts, change: StateWrite, writtenBy: string): StateTexts {
  const texts = new Map<string, string>([[LOCK, writeStateFile({ ...lockJson(change.lock), writtenBy })]]);
  if (!before.has(README)) texts.set(README, README_TEXT);
  const inventory = change.inventory ?? (before.has(INVENTORY) ? undefined : EMPTY_INVENTORY);
  if (inventory !== undefined) texts.set(INVENTORY, writeInventory(inventory));
  const intents = change.intents ?? (before.has(INTENTS) ? undefined : []);
  if (intents !== undefined) texts.set(INTENTS, writeStateFile(intentsJson(intents)));
  return texts;
}

/** The files of `runs/` that a record changes: its own, and null for each that is one too many. */
export function listChangedRuns(before: StateListing, run: RunRecord): ReadonlyMap<string, string | null> {
  const own = runFile(run.started, run.nonce);
  const all = [...new Set([...before.keys(), own])].sort(compareText);
  const old = all.slice(0, -RUNS_KEPT).map((name) => [`${RUNS}/${name}`, null] as const);
  return new Map<string, string | null>([[`${RUNS}/${own}`, writeStateFile(runJson(run))], ...old]);
}

/** Records in a listing of `runs/` that started at or after `since`, oldest first. Throws when git can't read them. */
export async function readRuns(
  folder: string,
  listing: StateListing,
  since: string,
): Promise<Result<readonly RunRecord[]>> {
  const files = [...listing]
    .filter(([name, { type }]) => type === 'blob' && name >= stamp(since))
    .sort(([a], [b]) => compareText(a, b));
  const ids = files.map(([, { id }]) => id);
  const objects = await readStateObjects(folder, ids);
  const gone = ids.find((_, index) => objects[index] === null);
  if (gone !== undefined) throw new Error(`git has no blob ${gone}`);
  const read = files.map(([name], index) => {
    const object = objects[index] ?? null;
    return readRunRecord(`${RUNS}/${name}`, object === null ? '' : textOf(object));
  });
  const findings: readonly Finding[] = read.flatMap((one) => one.findings);
  if (read.some((one) => !one.ok)) return { ok: false, findings };
  return { ok: true, value: read.flatMap((one) => (one.ok ? [one.value] : [])), findings };
}

/** `runs/20260105T080000.000Z-<nonce>.json`: sorts by time, and is a file name everywhere. */
function runFile(started: string, nonce: string): string {
  return `${stamp(started)}-${nonce.replaceAll(/[^A-Za-z0-9]/g, '')}.json`;
}

function stamp(time: string): string {
  const instant = instantOf(time);
  return instant === undefined ? '' : instantText(instant).replaceAll(/[-:]/g, '');
}
