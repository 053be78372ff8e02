/** Runs the checks of the registry: those of changes before people are counted, those of people after. */

import { isOurs } from '../../model/change.ts';
import type { Finding } from '../../model/finding.ts';
import { heldBack, type ProposedChange } from '../diff/proposed-change.ts';
import type { PeopleFacts } from './check.ts';
import { conflictsIn } from './conflicting-profiles.ts';
import { appDependenciesAmong } from './missing-apps.ts';
import { type CertificateDependency, certificateDependenciesAmong } from './missing-certificates.ts';
import { CHANGE_CHECKS, HOLDING_CHECKS, PEOPLE_CHECKS } from './registry.ts';

/** What the checks say, and the proposed changes that may be planned. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** Keys of changes that must not be planned. */
  readonly held: ReadonlySet<string>;
  /** The others, and the held ones as the tenant has them. */
  readonly proposals: readonly ProposedChange[];
}

/** Runs the checks of changes. A change that would make a duplicate object, or that no write can make, is held. */
export function runChecks(proposals: readonly ProposedChange[]): Checked {
  const unmanaged = proposals.flatMap(({ action, live }) => (live === null || isOurs({ action }) ? [] : [live]));
  const holding = HOLDING_CHECKS.flatMap(({ check }) => check({ proposals, unmanaged }));
  const held = new Set<string>(holding.flatMap(({ key }) => key ?? []));
  const kept = proposals.filter(({ key }) => !held.has(key));
  const others = CHANGE_CHECKS.flatMap(({ check }) => check({ proposals, kept, unmanaged }));
  const asTheyAre = proposals.flatMap((one) => (held.has(one.key) ? (heldBack(one) ?? []) : [one]));
  return { findings: [...holding, ...others], held, proposals: asTheyAre };
}

/** The pairs of profiles that the checks of people look at. */
export interface CheckedPairs extends Pick<PeopleFacts, 'conflicts' | 'certificateDependencies' | 'appDependencies'> {
  /** Whose members must be read for them, besides those of the changes themselves and the rivals of `conflicts`. */
  readonly beside: readonly ProposedChange[];
}

/** Finds the pairs among the proposed changes. */
export function pairsToCheck(proposals: readonly ProposedChange[]): CheckedPairs {
  const conflicts = conflictsIn(proposals);
  const certificateDependencies = certificateDependenciesAmong(proposals);
  const appDependencies = appDependenciesAmong(proposals);
  const beside = [
    ...certificateDependencies.flatMap((one) => (isAboutPeople(one) ? [one.user, one.target] : [])),
    ...appDependencies.flatMap(({ user, apps }) => [user, ...apps]),
  ];
  return { conflicts, certificateDependencies, appDependencies, beside };
}

/** Whether the two profiles of a pair tell nothing without their members. */
function isAboutPeople({ isCovered, isEdited, isAlike }: CertificateDependency): boolean {
  return !isCovered || isEdited || !isAlike;
}

/** Runs the checks of people. */
export function runPeopleChecks(facts: PeopleFacts): readonly Finding[] {
  return PEOPLE_CHECKS.flatMap(({ check }) => check(facts));
}
