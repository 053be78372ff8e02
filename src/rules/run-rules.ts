/** Applies the rules to all profiles of a repository. */

import { fieldsIn, type Kind } from '../catalogue/kind.ts';
import { type Finding, finding, sortFindings } from '../model/finding.ts';
import { findingEntryOf } from '../model/findings/table.ts';
import { nearestPlace } from '../model/nearest-span.ts';
import type { DesiredProfile, Settings } from '../model/profile.ts';
import { REFERENCE_RULES, RULES } from './catalogue.ts';
import { findReferenceUses } from './reference-uses.ts';
import type { Rule } from './rule.ts';

/**
 * What the rules have to say on a day (ISO 8601), in reading order, each at the place of the hit or of the nearest thing
 * around it. `catalogue` holds the kinds of the profiles. Advice (info) comes once per profile and rule at most.
 */
export function runRules(
  profiles: readonly DesiredProfile[],
  catalogue: readonly Kind[],
  day: string,
): readonly Finding[] {
  const kinds = new Map(catalogue.map((kind) => [kind.name, kind]));
  const alone = profiles.flatMap((profile) => {
    const kind = kinds.get(profile.kind);
    return kind === undefined ? [] : RULES.flatMap((rule) => fileFindingsOf(rule, profile, kind, day));
  });
  return sortFindings([...alone, ...referenceFindings(profiles, kinds)]);
}

/**
 * The findings of a repository where some of its profiles are made anew: people get the kind's default for what such a
 * profile leaves out, so it is judged with that. What else was found stays. What is found so holds the profile and stops
 * nobody else: files were good enough to be read.
 */
export function withNewJudged(
  findings: readonly Finding[],
  created: readonly DesiredProfile[],
  catalogue: readonly Kind[],
  day: string,
): readonly Finding[] {
  const kinds = new Map(catalogue.map((kind) => [kind.name, kind]));
  const keys = new Set<string>(created.map(({ key }) => key));
  const codes = new Set<string>(RULES.map(({ id }) => id));
  const others = findings.filter(({ key, code }) => key === null || !keys.has(key) || !codes.has(code));
  const judged = created.flatMap((profile) => {
    const kind = kinds.get(profile.kind);
    if (kind === undefined) return [];
    const whole = { ...profile, settings: withDefaults(profile, kind) };
    return RULES.flatMap((rule) => findingsOf(rule, whole, kind, day));
  });
  return sortFindings([...others, ...judged]);
}

function withDefaults({ settings, unmanaged }: DesiredProfile, kind: Kind): Settings {
  const defaults = fieldsIn(kind).filter(([name, { initial }]) => initial !== null && !unmanaged.includes(name));
  return { ...Object.fromEntries(defaults.map(([name, field]) => [name, field.normalise(null)])), ...settings };
}

/** About profiles that refer to others of the repository; those of the tenant are known to a plan alone. */
function referenceFindings(profiles: readonly DesiredProfile[], kinds: ReadonlyMap<string, Kind>): readonly Finding[] {
  return findReferenceUses(profiles, kinds).flatMap(({ profile, use }) =>
    REFERENCE_RULES.flatMap((rule) => {
      const message = rule.check(use);
      const at = nearestPlace(profile.places, `/settings/${use.field}`);
      return message === null ? [] : [finding(rule.id, message, { key: profile.key, at })];
    }),
  );
}

/** What can't be waived makes the files invalid. */
function fileFindingsOf(rule: Rule, profile: DesiredProfile, kind: Kind, day: string): readonly Finding[] {
  const found = findingsOf(rule, profile, kind, day);
  return findingEntryOf(rule.id).isWaivable ? found : found.map((one) => ({ ...one, hard: true }));
}

function findingsOf(rule: Rule, profile: DesiredProfile, kind: Kind, day: string): readonly Finding[] {
  const hits = rule.check(profile, kind, day);
  const { severity, otherwise } = findingEntryOf(rule.id);
  const told = severity === 'info' ? hits.slice(0, 1) : hits;
  return told.map((hit) => {
    const at = nearestPlace(profile.places, hit.pointer);
    return {
      ...finding(rule.id, hit.message, { key: profile.key, at }),
      severity: hit.isOtherCase === true ? (otherwise ?? severity) : severity,
    };
  });
}
