/** Who is disturbed, by platform and level: each person once on each platform, at the worst. */

import {
  type Basis,
  compareLevels,
  type EffectLevel,
  gateLevel,
  weakestBasis,
  worstLevel,
} from '../../model/effect.ts';
import { compareText } from '../../model/finding.ts';
import type { Impact } from '../../model/plan.ts';
import { type AssessedChange, moveOf, removalOf } from './change-effect.ts';

/** Drafts that do something → who of those that have mail today is disturbed, worst first. */
export function impactOf(proposals: readonly AssessedChange[]): readonly Impact[] {
  const platforms = [...new Set(proposals.map(({ kind }) => kind.platform))].sort(compareText);
  return platforms
    .flatMap((platform) =>
      ofPlatform(
        platform,
        proposals.filter(({ kind }) => kind.platform === platform),
      ),
    )
    .sort((a, b) => compareLevels(b.level, a.level) || compareText(a.platform, b.platform));
}

/** What happens to one person: the level as gates see it, and whether it's an outage that makes it so bad. */
interface Experience {
  readonly level: EffectLevel;
  readonly outage: boolean;
}

function ofPlatform(platform: string, proposals: readonly AssessedChange[]): readonly Impact[] {
  const experiences = new Map<string, Experience>();
  const worst = new Map<string, string>();
  const bases = new Map<string, Basis[]>();
  const unknown = new Set<string>();
  for (const proposed of proposals) {
    for (const [experience, people] of experiencesOf(proposed)) {
      if (compareLevels(experience.level, 'silent') <= 0) continue;
      const name = `${experience.level} ${experience.outage}`;
      experiences.set(name, experience);
      if (proposed.audience.basis === 'unknown') unknown.add(name);
      if (people.size > 0) bases.set(name, [...(bases.get(name) ?? []), proposed.audience.basis]);
      for (const person of people) {
        const known = experiences.get(worst.get(person) ?? '');
        if (known === undefined || isWorse(experience, known)) worst.set(person, name);
      }
    }
  }
  const met = new Set(worst.values());
  const told = [...experiences].sort(([, a], [, b]) => (isWorse(a, b) ? -1 : 1));
  return told.flatMap(([name, experience]): readonly Impact[] => {
    if (unknown.has(name)) return [{ platform, ...experience, people: null, basis: 'unknown' }];
    if (!met.has(name)) return [];
    const people = [...worst.values()].filter((one) => one === name).length;
    return [{ platform, ...experience, people, basis: weakestBasis(bases.get(name) ?? []) }];
  });
}

/** Of two that gates treat alike, the one that people see is told. */
function isWorse(a: Experience, b: Experience): boolean {
  return compareLevels(a.level, b.level) > 0 || (a.level === b.level && b.outage && !a.outage);
}

/** What a change does to those who keep, and to those who lose. */
function experiencesOf(proposed: AssessedChange): readonly (readonly [Experience, ReadonlySet<string>])[] {
  const { audience, movedAway, gainsAnother, kind } = proposed;
  const { otherTerms } = audience;
  const seen = (level: EffectLevel): Experience => ({ level, outage: false });
  const removal = removalOf(proposed);
  const taken = gateLevel(removal);
  const moved = new Set([...audience.lost].filter((person) => movedAway.has(person)));
  const lost = new Set([...audience.lost].filter((person) => !movedAway.has(person)));
  const lockedOut = new Set(
    [...(audience.lockOut?.people ?? [])].filter((person) => audience.lost.has(person) && !gainsAnother.has(person)),
  );
  const takesAway = audience.basis === 'unknown' && proposed.action === 'unassign';
  return [
    [keptFate(proposed), audience.kept],
    ...(otherTerms === undefined || kind.install === undefined
      ? []
      : [[seen(kind.install.changed.level), otherTerms] as const]),
    ...(moved.size > 0 ? [[seen(moveOf(proposed).level), moved] as const] : []),
    ...(lost.size > 0 || takesAway
      ? [[{ level: taken, outage: compareLevels(removal.level, taken) < 0 }, lost] as const]
      : []),
    ...(lockedOut.size > 0 ? [[seen('lock-out'), lockedOut] as const] : []),
  ];
}

function keptFate({ action, differences }: AssessedChange): Experience {
  const verdicts = action === 'create' ? [] : differences.map(({ verdict }) => verdict);
  const level = worstLevel(verdicts.map(gateLevel));
  const outage = compareLevels(worstLevel(verdicts.map((verdict) => verdict.level)), level) < 0;
  return { level, outage };
}
