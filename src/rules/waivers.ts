/** Findings that a profile waives, with the reason and for a time. */

import type { Kind } from '../catalogue/kind.ts';
import { type Finding, finding, sortFindings } from '../model/finding.ts';
import { findingEntryOf, isFindingCode, isRuleCode } from '../model/findings/table.ts';
import type { DesiredProfile, Waiver } from '../model/profile.ts';
import { withNewJudged } from './run-rules.ts';

/** The findings; those that a profile waives on that day (ISO 8601) stop nothing, and are counted on their own. */
export function withWaived(
  findings: readonly Finding[],
  profiles: readonly Pick<DesiredProfile, 'key' | 'waive'>[],
  day: string,
): readonly Finding[] {
  const waivers = new Map<string, readonly Waiver[]>(profiles.map(({ key, waive = [] }) => [key, waive]));
  return findings.map((one) => {
    const waiver = waivers.get(one.key ?? '')?.find(({ rule, until }) => rule === one.code && !isOver(until, day));
    if (waiver === undefined || one.hard === true || one.waived !== undefined || !isWaivable(one.code)) return one;
    const { because, until } = waiver;
    return { ...one, severity: 'info', waived: { severity: one.severity, because, until } };
  });
}

/** Waivers whose day is over, and those of rules that have nothing to say about the profile, neither as it is nor made anew. */
export function waiverFindings(
  findings: readonly Finding[],
  profiles: readonly DesiredProfile[],
  catalogue: readonly Kind[],
  day: string,
): readonly Finding[] {
  const waiving = profiles.filter(({ waive = [] }) => waive.length > 0);
  if (waiving.length === 0) return [];
  const said = [...findings, ...withNewJudged([], waiving, catalogue, day)].map(({ key, code }) => `${key} ${code}`);
  const told = new Set(said);
  const found = waiving.flatMap(({ key, waive = [] }) =>
    waive.flatMap(({ rule, until, at }) => {
      if (isOver(until, day))
        return [
          finding('WAI-001', `waive: the waiver of ${rule} ended on ${until}: take it away, or agree on another day`, {
            key,
            at,
          }),
        ];
      // What other findings say shows in plans only, and not in each of them.
      if (!isFindingCode(rule) || !isRuleCode(rule) || told.has(`${key} ${rule}`)) return [];
      return [finding('WAI-002', `waive: ${rule} has nothing to say about ${key}: take the waiver away`, { key, at })];
    }),
  );
  return sortFindings(found);
}

/** True where a profile may waive the code. */
export function isWaivable(code: string): boolean {
  return isFindingCode(code) && findingEntryOf(code).isWaivable;
}

/** A waiver holds through its last day. */
function isOver(until: string | null, day: string): until is string {
  return until !== null && until < day;
}
