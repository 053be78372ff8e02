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
import type { Disturbance } from '../../model/plan.ts';
import type { CountedDraft } from './change-effect.ts';

/** Drafts that do something → who of those that have mail today is disturbed, worst first. */
export function disturbancesOf(drafts: readonly CountedDraft[]): readonly Disturbance[] {
  const platforms = [...new Set(drafts.map(({ kind }) => kind.platform))].sort(compareText);
  return platforms
    .flatMap((platform) =>
      ofPlatform(
        platform,
        drafts.filter(({ kind }) => kind.platform === platform),
      ),
    )
    .sort((a, b) => compareLevels(b.level, a.level) || compareText(a.platform, b.platform));
}

/** What happens to one person: the level as gates see it, and whether it's an outage that makes it so bad. */
interface Fate {
  readonly level: EffectLevel;
  readonly outage: boolean;
}

function ofPlatform(platform: string, drafts: readonly CountedDraft[]): readonly Disturbance[] {
  const fates = new Map<string, Fate>();
  const worst = new Map<string, string>();
  const bases = new Map<string, Basis[]>();
  const unknown = new Set<string>();
  for (const draft of drafts) {
    for (const [fate, people] of fatesOf(draft)) {
      if (compareLevels(fate.level, 'silent') <= 0) continue;
      const name = `${fate.level} ${fate.outage}`;
      fates.set(name, fate);
      if (draft.audience.basis === 'unknown') unknown.add(name);
      if (people.size > 0) bases.set(name, [...(bases.get(name) ?? []), draft.audience.basis]);
      for (const person of people) {
        const known = fates.get(worst.get(person) ?? '');
        if (known === undefined || isWorse(fate, known)) worst.set(person, name);
      }
    }
  }
  const met = new Set(worst.values());
  const told = [...fates].sort(([, a], [, b]) => (isWorse(a, b) ? -1 : 1));
  return told.flatMap(([name, fate]): readonly Disturbance[] => {
    if (unknown.has(name)) return [{ platform, ...fate, people: null, basis: 'unknown' }];
    if (!met.has(name)) return [];
    const people = [...worst.values()].filter((one) => one === name).length;
    return [{ platform, ...fate, people, basis: weakestBasis(bases.get(name) ?? []) }];
  });
}

/** Of two that gates treat alike, the one that people see is told. */
function isWorse(a: Fate, b: Fate): boolean {
  return compareLevels(a.level, b.level) > 0 || (a.level === b.level && b.outage && !a.outage);
}

/** What a change does to those who keep, and to those who lose. */
function fatesOf(draft: CountedDraft): readonly (readonly [Fate, ReadonlySet<string>])[] {
  const { audience, movedAway, kind } = draft;
  const { otherTerms } = audience;
  const seen = (level: EffectLevel): Fate => ({ level, outage: false });
  const moved = new Set([...audience.lost].filter((person) => movedAway.has(person)));
  const lost = new Set([...audience.lost].filter((person) => !movedAway.has(person)));
  const lockedOut = new Set([...(audience.lockOut?.people ?? [])].filter((person) => lost.has(person)));
  const takesAway = audience.basis === 'unknown' && draft.action === 'unassign';
  return [
    [keptFate(draft), audience.kept],
    ...(otherTerms === undefined || kind.install === undefined
      ? []
      : [[seen(kind.install.changed.level), otherTerms] as const]),
    ...(moved.size > 0 ? [[seen(kind.effects.moved.level), moved] as const] : []),
    ...(lost.size > 0 || takesAway ? [[seen(kind.effects.removal.level), lost] as const] : []),
    ...(lockedOut.size > 0 ? [[seen('lock-out'), lockedOut] as const] : []),
  ];
}

function keptFate({ action, differences }: CountedDraft): Fate {
  const verdicts = action === 'create' ? [] : differences.map(({ verdict }) => verdict);
  const level = worstLevel(verdicts.map(gateLevel));
  const outage = compareLevels(worstLevel(verdicts.map((verdict) => verdict.level)), level) < 0;
  return { level, outage };
}
