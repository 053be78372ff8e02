/** Who is disturbed, by platform and level: each person once on each platform, at the worst. */

import { type Basis, compareLevels, type EffectLevel, gateLevel, weakestBasis, worstLevel } from '../model/effect.ts';
import { compareText } from '../model/finding.ts';
import type { Disturbance } from '../model/plan.ts';
import { type CountedDraft, verdictsOnKept } from './change-effect.ts';

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

function ofPlatform(platform: string, drafts: readonly CountedDraft[]): readonly Disturbance[] {
  const worst = new Map<string, EffectLevel>();
  const bases = new Map<EffectLevel, Basis[]>();
  const unknown = new Set<EffectLevel>();
  for (const draft of drafts) {
    for (const [level, people] of levelsOf(draft)) {
      if (compareLevels(level, 'silent') <= 0) continue;
      if (draft.audience.basis === 'unknown') unknown.add(level);
      if (people.size > 0) bases.set(level, [...(bases.get(level) ?? []), draft.audience.basis]);
      for (const person of people) worst.set(person, worstLevel([level, worst.get(person) ?? 'none']));
    }
  }
  const known = [...new Set(worst.values())].filter((level) => !unknown.has(level));
  return [
    ...known.map((level) => ({
      platform,
      level,
      people: [...worst.values()].filter((one) => one === level).length,
      basis: weakestBasis(bases.get(level) ?? []),
    })),
    ...[...unknown].map((level) => ({ platform, level, people: null, basis: 'unknown' as const })),
  ];
}

/** What a change does to those who keep, and to those who lose; an outage counts as an account reset. */
function levelsOf(draft: CountedDraft): readonly (readonly [EffectLevel, ReadonlySet<string>])[] {
  const { audience, movedAway, kind } = draft;
  const onKept = worstLevel(draft.action === 'create' ? [] : verdictsOnKept(draft).map(gateLevel));
  const moved = new Set([...audience.lost].filter((person) => movedAway.has(person)));
  const lost = new Set([...audience.lost].filter((person) => !movedAway.has(person)));
  const takesAway = audience.basis === 'unknown' && draft.action === 'unassign';
  return [
    [onKept, audience.kept],
    ...(moved.size > 0 ? [[kind.effects.moved.level, moved] as const] : []),
    ...(lost.size > 0 || takesAway ? [[kind.effects.removal.level, lost] as const] : []),
  ];
}
