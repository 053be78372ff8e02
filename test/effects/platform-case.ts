/** The shape of a case on Android or Windows: like one on iOS, with the kind in each situation. */

import type { Expected } from './effect-case.ts';
import type { Around, PlatformSituation } from './platform-situation.ts';

export interface PlatformCase<S extends Around = PlatformSituation> {
  /** The golden file's name. */
  readonly row: string;
  readonly title: string;
  readonly before: Readonly<Record<string, S>>;
  readonly after: Readonly<Record<string, S>>;
  /** Of the change of `mail`, the one that the case is about. */
  readonly expected: Expected;
  /** Why the level is no better known; needed where it is the one that counts for unknown effects. */
  readonly because?: string;
}

/** The sales team keeps its mail while something about it changes. */
export function kept<S extends Around>(
  row: string,
  title: string,
  before: S,
  after: S,
  expected: Expected,
): PlatformCase<S> {
  const silent = expected.level === 'silent' && expected.outage !== true;
  const all = { kept: 4, gates: silent ? [] : (['effect'] as const), ...expected };
  return { row, title, before: { mail: before }, after: { mail: after }, expected: all };
}

/** Nobody had the profile before. */
export function delivered<S extends Around>(row: string, title: string, after: S, expected: Expected): PlatformCase<S> {
  return { row, title, before: {}, after: { mail: after }, expected: { gained: 4, ...expected } };
}

/** The ways in which mail of one kind goes or moves, which are the same for every kind. */
export function departures<S extends Around>(
  prefix: string,
  situation: S,
  expected: { readonly removed: Expected; readonly moved: Expected },
): readonly PlatformCase<S>[] {
  const gone = { kept: 0, lost: 4, gates: ['effect'] } as const;
  const nobody: S = { ...situation, assign: [] };
  return [
    {
      row: `${prefix}-profile-taken-away`,
      title: 'The YAML of a profile goes',
      before: { mail: situation },
      after: {},
      expected: { ...gone, ...expected.removed },
    },
    {
      row: `${prefix}-unassigned`,
      title: 'Nobody is to have it',
      before: { mail: situation },
      after: { mail: nobody },
      expected: { ...gone, ...expected.removed },
    },
    {
      row: `${prefix}-narrowed`,
      title: 'A group goes, and another keeps some of it',
      before: { mail: { ...situation, assign: ['field'] } },
      after: { mail: situation },
      expected: { kept: 4, lost: 2, gates: ['effect'], ...expected.removed },
    },
    {
      row: `${prefix}-moved`,
      title: 'People go to another profile of the kind',
      before: { mail: situation, other: nobody },
      after: { mail: nobody, other: situation },
      expected: { ...gone, ...expected.moved },
    },
    {
      row: `${prefix}-metadata`,
      title: 'Only the description changes',
      before: { mail: { ...situation, description: 'Mail' } },
      after: { mail: { ...situation, description: 'Mail for the sales team' } },
      expected: { kept: 4, level: 'silent', confidence: 'inferred' },
    },
  ];
}
