/** The files of the state branch: their names, and the state as their texts. */

import { compareText, type Finding, finding } from '../../model/finding.ts';
import { EMPTY_INVENTORY, readInventory, writeInventory, writeStateFile } from '../../model/inventory.ts';
import { type Lock, lockJson, readLock } from '../../model/inventory-lock.ts';
import {
  type Intent,
  intentsJson,
  type RunRecord,
  readIntents,
  readRunRecord,
  runJson,
} from '../../model/inventory-log.ts';
import type { StateChange, StateSnapshot } from '../../model/inventory-state.ts';
import { instantOf, instantText } from '../../model/inventory-time.ts';
import type { Result } from '../../model/result.ts';
import {
  readStateBlobs,
  readStateTree,
  type StateFile,
  type StateTree,
  writeStateBlob,
  writeStateTree,
} from './state-objects.ts';

const INVENTORY = 'inventory.json';
const LOCK = 'lock.json';
const INTENTS = 'intents.json';
const RUNS = 'runs';
const README = 'README.md';

const NO_FILES: StateTree = new Map();

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
  readonly tree: StateTree;
};

/** The state at a commit whose objects are here. Throws when git can't read them. */
export async function readState(folder: string, revision: string): Promise<StateAt> {
  const tree = await readStateTree(folder, revision);
  const names = [INVENTORY, LOCK, INTENTS].filter((name) => tree.get(name)?.type === 'blob');
  const blobs = await readStateBlobs(
    folder,
    names.flatMap((name) => tree.get(name)?.id ?? []),
  );
  const texts = new Map(names.map((name, index) => [name, blobs[index] ?? '']));
  const inventory = readWith(texts, INVENTORY, readInventory);
  const lock = readWith(texts, LOCK, readLock);
  const intents = readWith(texts, INTENTS, readIntents);
  const legible = {
    lock: lock.ok ? lock.value : null,
    intents: intents.ok ? intents.value : null,
    isState: names.length > 0,
    tree,
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
  return { ok: false, findings: [finding('STA-001', 'error', `the state branch has no ${name}`)] };
}

/**
 * Stores the tree that follows `parent` (null: the first): what the change names is new, the lock is `lock`, all else
 * stays, files of later versions included. Gives the tree's id.
 */
export async function writeState(
  folder: string,
  parent: { readonly tree: StateTree } | null,
  change: StateChange & { readonly lock: Lock },
): Promise<string> {
  const before = parent?.tree ?? NO_FILES;
  const texts = new Map<string, string>([[LOCK, writeStateFile(lockJson(change.lock))]]);
  if (!before.has(README)) texts.set(README, README_TEXT);
  const inventory = change.inventory ?? (before.has(INVENTORY) ? undefined : EMPTY_INVENTORY);
  if (inventory !== undefined) texts.set(INVENTORY, writeInventory(inventory));
  const intents = change.intents ?? (before.has(INTENTS) ? undefined : []);
  if (intents !== undefined) texts.set(INTENTS, writeStateFile(intentsJson(intents)));
  const blobs = [...texts].map(async ([name, text]) => [name, await writeStateBlob(folder, text)] as const);
  const after = new Map<string, StateFile>([...before, ...(await Promise.all(blobs))]);
  if (change.run !== undefined) after.set(RUNS, await withRun(folder, before.get(RUNS), change.run));
  return (await writeStateTree(folder, after)).id;
}

async function withRun(folder: string, before: StateFile | undefined, run: RunRecord): Promise<StateFile> {
  const runs = before?.type === 'tree' ? await readStateTree(folder, before.id) : NO_FILES;
  const record = await writeStateBlob(folder, writeStateFile(runJson(run)));
  const all = [...new Map([...runs, [runFile(run.started, run.nonce), record]])];
  const kept = all.sort(([a], [b]) => compareText(a, b)).slice(-RUNS_KEPT);
  return writeStateTree(folder, new Map(kept));
}

/** Records of runs that started at or after `since`, oldest first. Throws when git can't read them. */
export async function readRuns(folder: string, revision: string, since: string): Promise<Result<readonly RunRecord[]>> {
  const folderOfRuns = (await readStateTree(folder, revision)).get(RUNS);
  if (folderOfRuns?.type !== 'tree') return { ok: true, value: [], findings: [] };
  const files = [...(await readStateTree(folder, folderOfRuns.id))]
    .filter(([name, { type }]) => type === 'blob' && name >= stamp(since))
    .sort(([a], [b]) => compareText(a, b));
  const texts = await readStateBlobs(
    folder,
    files.map(([, { id }]) => id),
  );
  const read = files.map(([name], index) => readRunRecord(`${RUNS}/${name}`, texts[index] ?? ''));
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
