/** The shape of a case: what changes, and what people go through according to the tables we were given. */

import type { Gate } from '../../src/model/change.ts';
import type { Confidence, EffectLevel } from '../../src/model/effect.ts';
import type { MailSettings, Situation } from './situation.ts';

export interface Expected {
  readonly level: EffectLevel;
  readonly outage?: true;
  readonly confidence: Confidence;
  readonly basis?: 'at-most';
  readonly kept?: number;
  readonly gained?: number;
  readonly lost?: number;
  readonly gates?: readonly Gate[];
  /** A word that must stand in what may also happen. */
  readonly mayAlso?: string;
}

export interface EffectCase {
  /** The golden file's name. */
  readonly row: string;
  readonly title: string;
  readonly before: Readonly<Record<string, Situation>>;
  readonly after: Readonly<Record<string, Situation>>;
  /** Of the change of `mail`, the one that the case is about. */
  readonly expected: Expected;
  /** Why the level is no better known; needed where it is the one that counts for unknown effects. */
  readonly because?: string;
}

const SALES = { kept: 4, gained: 0, lost: 0 } as const;

/** A case in which the sales team keeps its mail while settings change. */
export function changed(
  row: string,
  title: string,
  before: Situation,
  after: Situation,
  expected: Expected,
  because?: string,
): EffectCase {
  const all = { ...SALES, gates: ['effect'] as const, ...expected };
  const one = { row, title, before: { mail: before }, after: { mail: after }, expected: all };
  return because === undefined ? one : { ...one, because };
}

/** A case in which nobody had the profile before. */
export function firstDelivered(row: string, title: string, after: Situation, expected: Expected): EffectCase {
  const all = { kept: 0, gained: 4, lost: 0, gates: [], mayAlso: 'lock-out', ...expected };
  return { row, title, before: {}, after: { mail: after }, expected: all };
}

/** Why the level for unknown effects is all that can be said. */
export const UNKNOWN =
  'no vendor page says what people see; the admin center warns of a prompt for any change of a profile';

/** A case in which nothing but settings change. */
export function setting(
  row: string,
  title: string,
  before: MailSettings,
  after: MailSettings,
  expected: EffectCase['expected'],
  because?: string,
) {
  return changed(row, title, { settings: before }, { settings: after }, expected, because);
}
