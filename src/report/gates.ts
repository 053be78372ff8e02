/** Why a change waits and what lets it through: the words of the gates and the exact flags. */

import type { Change, Gate } from '../model/change.ts';
import { type EffectLevel, gateLevel, worstLevel } from '../model/effect.ts';
import { isDigest, isProfileKey } from '../model/ids.ts';

const GATE_WORDS = {
  effect: 'people who have mail are disturbed',
  removal: 'too many profiles are removed at once',
  people: 'too many people lose mail',
  protection: 'the profile is protected',
  'new-people': 'too many people are set up at once',
  window: 'outside the change window',
} as const satisfies Readonly<Record<Gate, string>>;

/** A gate in words. */
export function gateWords(gate: Gate): string {
  return GATE_WORDS[gate];
}

/**
 * A gated change → what allows it, one clause per way. Levels are the weakest that suffice. No flag lifts a protection:
 * it is taken off in git, where it is reviewed; and a window is passed by approving exactly this change.
 */
export function gateAdvice(change: Change): readonly string[] {
  const advice: string[] = [];
  const levels = change.gates.flatMap((gate) => levelOf(change, gate));
  if (levels.length > 0) advice.push(`allow with ${approveFlag(change, worstLevel(levels))}`);
  if (change.gates.includes('window')) {
    advice.push(`run inside the window, or allow with ${digestFlag(change)}`);
  }
  if (change.gates.includes('protection')) {
    advice.push(`set protect: false for ${change.key} in a change of its own first`);
  }
  return advice;
}

function levelOf(change: Change, gate: Gate): readonly EffectLevel[] {
  const { effect } = change;
  switch (gate) {
    case 'effect':
      return [gateLevel({ level: effect.disturbs, outage: effect.outage })];
    case 'removal':
    case 'people':
      return [worstLevel(['mail-removed', effect.disturbs])];
    case 'new-people':
      return [worstLevel(['notice', effect.setUp])];
    case 'protection':
    case 'window':
      return [];
  }
}

/** The flag is meant to be copied into a shell, so nothing but a real key or a real digest is put into it. */
function approveFlag(change: Change, level: EffectLevel): string {
  return isProfileKey(change.key) ? `--approve ${level}:${change.key}` : digestFlag(change);
}

function digestFlag(change: Change): string {
  return isDigest(change.digest)
    ? `--approve-digest ${change.digest}`
    : '--approve-digest and the digest of the change';
}
