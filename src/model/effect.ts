/** What a change does to the people who use the profile. */

/** From least to worst; the order is the order of `worst`. */
export const EFFECT_LEVELS = [
  'none',
  'silent',
  'notice',
  'may-reapprove',
  'user-action',
  'sign-in',
  'account-reset',
  'mail-removed',
  'lock-out',
] as const;

export type EffectLevel = (typeof EFFECT_LEVELS)[number];

/** A level in people's words, as it follows "the effect is". */
export const LEVEL_WORDS = {
  none: 'nothing',
  silent: 'nothing they notice',
  notice: 'a notice',
  'may-reapprove': 'may be asked to approve the mail settings again',
  'user-action': 'must do something on the device',
  'sign-in': 'must sign in again',
  'account-reset': 'account is set up anew: sign in again, mail downloads again',
  'mail-removed': 'mail is removed',
  'lock-out': 'locked out of company resources',
} as const satisfies Readonly<Record<EffectLevel, string>>;

export const OUTAGE_WORDS = 'mail may stop without any prompt';

/** What the verdict means for people, as it follows "would mean for people: ". */
export function verdictWords({ level, outage }: Pick<EffectVerdict, 'level' | 'outage'>): string {
  if (!outage) return LEVEL_WORDS[level];
  return compareLevels(level, 'silent') > 0 ? `${LEVEL_WORDS[level]}, and ${OUTAGE_WORDS}` : OUTAGE_WORDS;
}

/** How well a level is known: a vendor's page, practitioners' reports, or our own conclusion. */
export const CONFIDENCES = ['documented', 'practitioner', 'inferred'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** How people were counted: each one known, an upper bound, or not at all. */
export const BASES = ['exact', 'at-most', 'unknown'] as const;
export type Basis = (typeof BASES)[number];

/** One statement of the effect table: what one cause does to a person who has mail from the profile. */
export interface EffectVerdict {
  readonly level: EffectLevel;
  /** Mail stops without any prompt: gated like `account-reset`. */
  readonly outage: boolean;
  readonly confidence: Confidence;
  /** What people see, a clause without a full stop. */
  readonly reason: string;
  /** Stable id of the statement, `EFF-…`. */
  readonly rule: string;
  /** Keys of `docs/sources.md`. */
  readonly sources: readonly string[];
  /** Outcomes that depend on facts nobody can read, such as a person's own account on the device. */
  readonly mayAlso: readonly string[];
}

/** True for one of the nine levels. */
export function isEffectLevel(text: string): text is EffectLevel {
  return EFFECT_LEVELS.some((level) => level === text);
}

/** Negative when `a` is milder than `b`, 0 when equal, positive when worse. */
export function compareLevels(a: EffectLevel, b: EffectLevel): number {
  return EFFECT_LEVELS.indexOf(a) - EFFECT_LEVELS.indexOf(b);
}

/** The worst of the levels; `none` for none. */
export function worstLevel(levels: Iterable<EffectLevel>): EffectLevel {
  let worst: EffectLevel = 'none';
  for (const level of levels) if (compareLevels(level, worst) > 0) worst = level;
  return worst;
}

/** The level that a gate looks at: an outage counts as an account reset at least. */
export function gateLevel(verdict: { readonly level: EffectLevel; readonly outage: boolean }): EffectLevel {
  return verdict.outage ? worstLevel([verdict.level, 'account-reset']) : verdict.level;
}

/** The least certain of the bases: a sum is as good as its worst part. */
export function weakestBasis(bases: Iterable<Basis>): Basis {
  let weakest: Basis = 'exact';
  for (const basis of bases) if (BASES.indexOf(basis) > BASES.indexOf(weakest)) weakest = basis;
  return weakest;
}
