/** Where a change seems to concern nobody, the rest of what the tenant says must agree: otherwise its people are unknown. */

import type { ProposedChange } from '../../core/diff/proposed-change.ts';
import type { Audience, AudienceFacts, GroupMembers } from '../../core/people/audience.ts';
import {
  isDoubtful,
  isEmpty,
  isEmptyForSure,
  judgeZero,
  UNKNOWN_PEOPLE,
  visibilityRead,
} from '../../core/people/zero.ts';
import { listReachReads, wasReached } from '../../core/status/reach.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import type { TenantReader } from '../ports/tenant.ts';

/** Groups without rows are asked for their visibility, unless it is `known`; those that may hide members have unknown ones. */
export async function confirmEmptyGroups(
  groups: ReadonlyMap<string, GroupMembers | null>,
  countOf: ReadonlyMap<string, ReadAnswer | undefined>,
  known: ReadonlyMap<string, ReadAnswer>,
  reader: TenantReader,
): Promise<ReadonlyMap<string, GroupMembers | null>> {
  const empty = [...groups].flatMap(([id, members]) => (isEmpty(members) ? [id] : []));
  if (empty.length === 0) return groups;
  const open = empty.filter((id) => !known.has(id));
  const answers = await reader.batch(open.map(visibilityRead));
  const answerOf = new Map([...known, ...open.map((id, index) => [id, answers[index]] as const)]);
  const doubted = empty.filter((id) => !isEmptyForSure(answerOf.get(id), countOf.get(id)));
  return new Map([...groups, ...doubted.map((id) => [id, null] as const)]);
}

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
