/** A certificate that a profile is suddenly no longer bound to may only be late: it is asked for once more. */

import type { ReferenceRead } from '../../core/tenant/references.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import type { Inventory, InventoryEntry } from '../../model/state/inventory.ts';
import type { TenantReader } from '../ports/tenant.ts';

/**
 * Answers to the reads, in their order. Nothing bound answers 404, and so does a replica that is late or a gateway; people
 * would lose the certificate below their mail on the strength of it. So what the last run recorded as bound is read again,
 * and the second answer counts.
 */
export async function readReferences(
  reads: readonly ReferenceRead[],
  inventory: Inventory | null,
  reader: TenantReader,
): Promise<readonly ReadAnswer[]> {
  const answers = await reader.batch(reads.map(({ request }) => request));
  const entries = new Map<string, InventoryEntry>(
    Object.values(inventory?.entries ?? {}).map((entry) => [entry.id, entry]),
  );
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
