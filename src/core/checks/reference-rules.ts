/** What rules say about a profile of ours that stands on one which is not managed: only the tenant knows that one. */

import { type Finding, finding } from '../../model/finding.ts';
import { STANDING_RULES } from '../../rules/catalogue.ts';
import { linksOf } from '../dependencies/graph.ts';
import type { Draft } from '../diff/proposed-change.ts';

/** Findings at the profiles of ours; the pairs within the repository were judged before anything was read. */
export function standingFindings(drafts: readonly Draft[]): readonly Finding[] {
  const byKey = new Map(drafts.map((draft) => [draft.key, draft]));
  const used = linksOf(drafts).after.filter(({ isUsed }) => isUsed);
  return used.flatMap(({ user: above, field, target: below }) => {
    const [user, target] = [byKey.get(above), byKey.get(below)];
    if (user === undefined || user.desired === null || target?.action !== 'unmanaged') return [];
    const label = `"${target.live?.name ?? below}" (not managed here)`;
    const standing = { user: judged(user), field, target: { ...judged(target), label } };
    const where = { key: user.key, at: user.desired.at };
    return STANDING_RULES.flatMap((rule) => {
      const message = rule.check(standing);
      return message === null ? [] : [finding(rule.id, rule.severity, message, where)];
    });
  });
}

function judged({ kind, settings }: Draft) {
  return { kind: kind.name, settings };
}
