/** Applies the rules to all profiles of a repository. */

import type { Kind } from '../catalogue/kind.ts';
import { type Finding, finding, sortFindings } from '../model/finding.ts';
import { findingEntryOf } from '../model/findings/table.ts';
import { nearestPlace } from '../model/nearest-span.ts';
import type { DesiredProfile } from '../model/profile.ts';
import { REFERENCE_RULES, RULES } from './catalogue.ts';
import { referenceUsesIn } from './reference-uses.ts';
import type { Rule } from './rule.ts';

/**
 * What the rules have to say, in reading order, each at the place of the hit or of the nearest thing around it.
 * `catalogue` holds the kinds of the profiles. Advice (info) comes once per profile and rule at most.
 */
export function runRules(profiles: readonly DesiredProfile[], catalogue: readonly Kind[]): readonly Finding[] {
  const kinds = new Map(catalogue.map((kind) => [kind.name, kind]));
  const alone = profiles.flatMap((profile) => {
    const kind = kinds.get(profile.kind);
    return kind === undefined ? [] : RULES.flatMap((rule) => findingsOf(rule, profile, kind));
  });
  return sortFindings([...alone, ...referenceFindings(profiles, kinds)]);
}

/** About profiles that refer to others of the repository; those of the tenant are known to a plan alone. */
function referenceFindings(profiles: readonly DesiredProfile[], kinds: ReadonlyMap<string, Kind>): readonly Finding[] {
  return referenceUsesIn(profiles, kinds).flatMap(({ profile, standing }) =>
    REFERENCE_RULES.flatMap((rule) => {
      const message = rule.check(standing);
      const at = nearestPlace(profile.places, `/settings/${standing.field}`);
      return message === null ? [] : [finding(rule.id, message, { key: profile.key, at })];
    }),
  );
}

function findingsOf(rule: Rule, profile: DesiredProfile, kind: Kind): readonly Finding[] {
  const hits = rule.check(profile, kind);
  const { severity, otherwise, isWaivable } = findingEntryOf(rule.id);
  const told = severity === 'info' ? hits.slice(0, 1) : hits;
  return told.map((hit) => {
    const at = nearestPlace(profile.places, hit.pointer);
    const found = {
      ...finding(rule.id, hit.message, { key: profile.key, at }),
      severity: hit.isOtherCase === true ? (otherwise ?? severity) : severity,
    };
    return isWaivable ? found : { ...found, hard: true };
  });
}
