/** The verdict on a whole change: the worst for anyone, the worst for those who have mail today, and how many. */

import { judge } from '../../catalogue/effects.ts';
import { arriving, isAssigned } from '../../model/assignment.ts';
import { type ChangeEffect, isWriting } from '../../model/change.ts';
import type { EffectOverride } from '../../model/config.ts';
import { compareLevels, type EffectVerdict, gateLevel, worstLevel } from '../../model/effect.ts';
import { surelyCovers } from '../assignments/algebra.ts';
import { type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { Difference } from '../diff/three-way.ts';
import type { Audience } from '../people/audience.ts';
import { lockOutVerdict } from './compliance-lock-out.ts';

/**
 * A proposed change with its people counted. `gainsAnother`: who loses this profile and gains another of the platform;
 * `movedAway`: of those the people whose account stays the same by server and address.
 */
export interface AssessedChange extends ProposedChange {
  readonly audience: Audience;
  readonly movedAway: ReadonlySet<string>;
  readonly gainsAnother: ReadonlySet<string>;
  /** Of those who gain it, the people who lose the same account by another change: they are moved, not set up for the first time. */
  readonly movedHere: ReadonlySet<string>;
}

/** Differences with the tenant's own observations in place of the catalogue's verdicts. */
export function withOverrides(
  kind: string,
  found: readonly Difference[],
  overrides: readonly EffectOverride[],
): readonly Difference[] {
  return found.map((difference) => {
    const name = difference.field ?? difference.path.slice(1);
    const override = overrides.find((one) => one.kind === kind && one.field === name);
    return override === undefined || isHeldBack(difference.verdict, override)
      ? difference
      : { ...difference, verdict: overridden(difference.verdict, override) };
  });
}

/** A line that nobody approved makes nothing milder. */
function isHeldBack(verdict: EffectVerdict, { atLeast, level }: EffectOverride): boolean {
  return atLeast === 'catalogue' && compareLevels(gateLevel(verdict), level) >= 0;
}

function overridden(verdict: EffectVerdict, override: EffectOverride): EffectVerdict {
  return {
    ...verdict,
    level: override.level,
    outage: false,
    confidence: 'practitioner',
    reason: `${override.because} (set in postilion.yaml; the catalogue says ${verdict.level})`,
    mayAlso: [],
  };
}

/** Composes the effect of one change; nothing happens to anybody when it neither differs nor is re-assigned. */
export function effectOf(proposed: AssessedChange): ChangeEffect {
  const { audience } = proposed;
  const some = (people: ReadonlySet<string>): boolean => people.size > 0 || audience.basis === 'unknown';
  const onKept = proposed.action === 'create' ? [] : verdictsOnKept(proposed);
  const takes = isNarrowing(proposed) || uninstalls(proposed);
  const onLost = takes && some(audience.lost) ? [lossOf(proposed), ...lockOutOf(proposed)] : [];
  const onGained =
    isWidening(proposed) && (some(audience.gained) || proposed.action === 'create') ? [setUpOf(proposed)] : [];
  const onThoseWithMail = [...(some(audience.kept) ? onKept : []), ...onLost];
  const all = [...onKept, ...onLost, ...onGained];
  const level = worstLevel(all.map((verdict) => verdict.level));
  const worst = all.filter((verdict) => verdict.level === level || verdict.outage);
  const known = audience.basis !== 'unknown';
  const counted = onKept.length > 0 ? [audience.kept] : [];
  return {
    level,
    outage: all.some((verdict) => verdict.outage),
    mayAlso: unique(all.flatMap((verdict) => verdict.mayAlso)),
    confidence: worst.toSorted((a, b) => compareLevels(a.level, b.level)).at(-1)?.confidence ?? 'documented',
    reasons: unique(worst.map((verdict) => verdict.reason)),
    disturbs: worstLevel(onThoseWithMail.map(gateLevel)),
    setUp: worstLevel(onGained.map((verdict) => verdict.level)),
    basis: audience.basis,
    people: known ? union([...counted, audience.gained, audience.lost]).size : null,
    kept: known ? audience.kept.size : null,
    gained: known ? audience.gained.size : null,
    lost: known ? audience.lost.size : null,
    ...(known && proposed.movedHere.size > 0 ? { movedHere: proposed.movedHere.size } : {}),
    devices: audience.devices,
  };
}

/** What happens to those who keep the profile: by its settings, and by the terms on which an app arrives. */
function verdictsOnKept({ differences, kind: { install }, audience }: AssessedChange): readonly EffectVerdict[] {
  const found = differences.map(({ verdict }) => verdict);
  const { otherTerms, basis } = audience;
  const isFelt = otherTerms !== undefined && (otherTerms.size > 0 || basis === 'unknown');
  return install !== undefined && isFelt ? [...found, install.changed] : found;
}

/** People concerned by the change: those who keep it count only when something about it changes. */
export function peopleConcerned(proposed: AssessedChange): ReadonlySet<string> {
  const kept = proposed.differences.length > 0 ? [proposed.audience.kept] : [];
  return union([
    ...kept,
    proposed.audience.otherTerms ?? new Set<string>(),
    proposed.audience.gained,
    proposed.audience.lost,
  ]);
}

/** People who have mail today and notice the change: those who keep it while a setting changes, and those who lose it. */
export function peopleDisturbed(proposed: AssessedChange): ReadonlySet<string> {
  const noticed = proposed.differences.some(
    ({ verdict }) => verdict.outage || compareLevels(verdict.level, 'silent') > 0,
  );
  const { kept, lost, otherTerms } = proposed.audience;
  return union([...(noticed ? [kept] : []), otherTerms ?? new Set<string>(), lost]);
}

/**
 * People whose mail goes: those who lose the profile, or the app that shows it, without gaining another, and all when a
 * setting removes mail.
 */
export function peopleLosingMail(proposed: AssessedChange): ReadonlySet<string> {
  if (proposed.kind.delivers !== 'mail' && proposed.kind.delivers !== 'app') return new Set();
  const removes =
    proposed.action !== 'create' && proposed.differences.some(({ verdict }) => verdict.level === 'mail-removed');
  const takes = removalOf(proposed).level === 'mail-removed';
  const gone = new Set([...proposed.audience.lost].filter((person) => takes && !proposed.movedAway.has(person)));
  return removes ? union([proposed.audience.kept, gone]) : gone;
}

/**
 * True where a certificate, a root or an app is deleted, or taken from somebody who gets no other in its place: more may stand
 * on it than can be seen from here, also on devices that nobody is known to use.
 */
export function takesFoundation(proposed: AssessedChange): boolean {
  const { kind, action, audience, movedAway, assignments } = proposed;
  if (kind.delivers !== 'certificate' && kind.delivers !== 'app') return false;
  if (action === 'delete') return true;
  if (assignments === null || !isWriting(proposed)) return false;
  const left = [...audience.lost].filter((person) => !movedAway.has(person));
  if (left.length > 0) return true;
  if (surelyCovers(arriving(plannedAssignments(proposed)), arriving(assignments.before))) return false;
  const { basis, kept, gained, lost } = audience;
  return basis !== 'exact' || kept.size + gained.size + lost.size === 0;
}

/** All members of the sets. */
export function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const set of sets) for (const member of set) all.add(member);
  return all;
}

function lossOf(proposed: AssessedChange): EffectVerdict {
  const lost = [...proposed.audience.lost];
  const areMoved = lost.length > 0 && lost.every((person) => proposed.movedAway.has(person));
  return areMoved ? moveOf(proposed) : removalOf(proposed);
}

/** What those go through who lose it and get nothing in its place. */
export function removalOf(proposed: ProposedChange): EffectVerdict {
  const { install, effects } = proposed.kind;
  return install !== undefined && uninstalls(proposed) ? install.uninstalled : effects.removal;
}

/** What those go through who get another one of its sort in its place. */
export function moveOf(proposed: ProposedChange): EffectVerdict {
  const { install, effects } = proposed.kind;
  return install !== undefined && uninstalls(proposed) ? install.replaced : effects.moved;
}

/** An app goes from devices only where an assignment says so; without one it stays where it is. */
function uninstalls(proposed: ProposedChange): boolean {
  return plannedAssignments(proposed).some(
    ({ install, intent }) => intent === 'include' && install?.intent === 'uninstall',
  );
}

/** People who get another profile of the platform, of whatever account, keep managed mail, so nothing locks them out. */
function lockOutOf({ audience, gainsAnother }: AssessedChange): readonly EffectVerdict[] {
  const { lockOut } = audience;
  if (lockOut === undefined) return [];
  const open = lockOut.people.size === 0 || [...lockOut.people].some((person) => !gainsAnother.has(person));
  return open ? [lockOutVerdict(lockOut.policies)] : [];
}

function setUpOf(proposed: ProposedChange): EffectVerdict {
  const after = proposed.settings;
  return judge(proposed.kind.effects.firstDelivery, { from: null, to: null, before: {}, after });
}

function isNarrowing(proposed: ProposedChange): boolean {
  return proposed.assignments !== null && proposed.assignments.before.length > 0;
}

function isWidening(proposed: ProposedChange): boolean {
  return proposed.assignments !== null && isAssigned(proposed.assignments.after);
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
