/** What rules say about a profile of ours that stands on one which is not managed: only the tenant knows that one. */

import { isOurs } from '../../model/change.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { REFERENCE_RULES } from '../../rules/catalogue.ts';
import { linksOf } from '../dependencies/graph.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';

/** The codes of the rules. */
export const REFERENCE_CODES = REFERENCE_RULES.map(({ id }) => id);

/** Findings at the profiles of ours; the pairs within the repository were judged before anything was read. */
export function referenceFindings(proposals: readonly ProposedChange[]): readonly Finding[] {
  const byKey = new Map(proposals.map((proposed) => [proposed.key, proposed]));
  const used = linksOf(proposals).after.filter(({ isUsed }) => isUsed);
  return used.flatMap(({ user: above, field, target: below }) => {
    const [user, target] = [byKey.get(above), byKey.get(below)];
    if (user === undefined || user.desired === null || target === undefined || isOurs(target)) return [];
    const label = `"${target.live?.name ?? below}" (not managed here)`;
    const standing = { user: judged(user), field, target: { ...judged(target), label } };
    const where = { key: user.key, at: user.desired.at };
    return REFERENCE_RULES.flatMap((rule) => {
      const message = rule.check(standing);
      return message === null ? [] : [finding(rule.id, message, where)];
    });
  });
}

function judged({ kind, settings }: ProposedChange) {
  return { kind, settings };
}
