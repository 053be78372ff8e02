/** What profiles are bound to: from the record where nothing can have changed, else asked for, one reference a request. */

import { type ReferenceRead, recordedAnswer } from '../../core/tenant/references.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import type { InventoryEntry } from '../../model/state/inventory.ts';
import type { TenantReader } from '../ports/tenant.ts';
import type { Memory } from './read-state.ts';

/**
 * Answers to the reads, in their order. The record answers for an object that has the version and the time of then, unless a
 * run died at it, or everything is to be read (`isFull`). `known` are answers of the same plan by path; new ones are added.
 */
export async function readReferences(
  reads: readonly ReferenceRead[],
  { inventory, intents }: Pick<Memory, 'inventory' | 'intents'>,
  reader: TenantReader,
  isFull: boolean,
  known: Map<string, ReadAnswer>,
): Promise<readonly ReadAnswer[]> {
  const begun = new Set(intents.map(({ key }) => key));
  const kept = new Map<string, InventoryEntry>();
  const settled = new Map<string, InventoryEntry>();
  for (const [key, entry] of Object.entries(inventory?.entries ?? {})) {
    kept.set(entry.id, entry);
    if (!begun.has(key) && !isFull) settled.set(entry.id, entry);
  }
  const recorded = reads.map(
    (read) => recordedAnswer(read, settled.get(read.id)) ?? known.get(read.request.path) ?? null,
  );
  const open = reads.filter((_, index) => recorded[index] === null);
  const asked = await readAnew(open, kept, reader);
  open.forEach(({ request: { path } }, index) => {
    const answer = asked[index];
    if (answer !== undefined && answer.status !== 'unreadable') known.set(path, answer);
  });
  let next = 0;
  return recorded.flatMap((answer) => answer ?? asked[next++] ?? []);
}

/**
 * Nothing bound answers 404, and so does a replica that is late or a gateway; people would lose the certificate below their
 * mail on the strength of it. So what the last run recorded as bound is read again, and the second answer counts.
 */
async function readAnew(
  reads: readonly ReferenceRead[],
  entries: ReadonlyMap<string, InventoryEntry>,
  reader: TenantReader,
): Promise<readonly ReadAnswer[]> {
  const answers = await reader.batch(reads.map(({ request }) => request));
  const wasBound = ({ id, field }: ReferenceRead): boolean =>
    (entries.get(id)?.applied?.normal.settings[field] ?? null) !== null;
  const doubted = reads.filter((read, index) => answers[index]?.status === 'missing' && wasBound(read));
  if (doubted.length === 0) return answers;
  const again = await reader.batch(doubted.map(({ request }) => request));
  const second = new Map(doubted.map((read, place) => [read, again[place]]));
  return answers.map((answer, index) => {
    const read = reads[index];
    return (read === undefined ? undefined : second.get(read)) ?? answer;
  });
}
