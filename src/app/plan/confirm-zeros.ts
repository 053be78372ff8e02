/** Where a change seems to concern nobody, the rest of what the tenant says must agree: otherwise its people are unknown. */

import type { ProposedChange } from '../../core/diff/proposed-change.ts';
import type { Audience, AudienceFacts } from '../../core/people/audience.ts';
import { isDoubtful, judgeZero, UNKNOWN_PEOPLE } from '../../core/people/zero.ts';
import { listReachReads, wasReached } from '../../core/status/reach.ts';
import type { TenantReader } from '../ports/tenant.ts';

/** The audiences, with unknown people where nobody was found and that isn't believed. `recorded`: people of the last count. */
export async function confirmZeros(
  proposals: readonly ProposedChange[],
  audiences: ReadonlyMap<string, Audience>,
  facts: AudienceFacts,
  recorded: ReadonlyMap<string, number>,
  reader: TenantReader,
): Promise<ReadonlyMap<string, Audience>> {
  const doubtful = proposals.filter((one) => isDoubtful(one, audiences.get(one.key)));
  const judged = doubtful.map((one) => ({ one, verdict: judgeZero(one, facts, recorded.get(one.key) ?? null) }));
  const asked = judged.flatMap(({ one: { key, live }, verdict }) =>
    verdict === 'ask' && live !== null ? [{ key, reads: listReachReads(live) }] : [],
  );
  const answers = await reader.batch(asked.flatMap(({ reads }) => reads));
  const reached = new Set<string>();
  let next = 0;
  for (const { key, reads } of asked) {
    const own = answers.slice(next, next + reads.length);
    next += reads.length;
    // Without counts beside the object nothing speaks for the zero but a list that shows other devices.
    const isSure =
      reads.length > 0
        ? own.every((answer) => !wasReached(answer))
        : (facts.devices ?? []).length > 0 || facts.hasOthers === true;
    if (!isSure) reached.add(key);
  }
  const unknown = judged.filter(({ one, verdict }) => verdict === 'unknown' || reached.has(one.key));
  return new Map([...audiences, ...unknown.map(({ one }) => [one.key, UNKNOWN_PEOPLE] as const)]);
}
