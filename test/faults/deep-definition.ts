/** What a deep run is: how many situations of each family are told whole, which ones, and what they must come to. */

import { type Situation, situations } from './situations.ts';

export interface DeepFamily {
  readonly name: string;
  /** Situations that one deep run tells with every disturbance at every call. */
  readonly situations: number;
  /** Distinct triples that the fixed part (rotation 0) must come to. */
  readonly goal: number;
  /** Different disturbances that each call of Graph must meet; for git as many as a read has. */
  readonly perCall: { readonly graph: number; readonly git: number };
}

/** A scenario is a situation; no family may tell fewer. */
export const FEWEST_SITUATIONS = 40;

/** The goals are those that the issue of this harness set; the sizes exceed them by a tenth or more. */
export const DEEP_FAMILIES: readonly DeepFamily[] = [
  { name: 'crashes', situations: 300, goal: 15_000, perCall: { graph: 3, git: 3 } },
  { name: 'faults', situations: 90, goal: 20_000, perCall: { graph: 16, git: 1 } },
  { name: 'portal', situations: 90, goal: 10_000, perCall: { graph: 0, git: 0 } },
  { name: 'histories', situations: 340, goal: 5000, perCall: { graph: 0, git: 0 } },
];

/**
 * Which part is told: `POSTILION_ROTATION=n` the n-th, so that a count of nights covers the whole; 0 when left out.
 * `POSTILION_SITUATIONS=all` tells all there are.
 */
export type Part = number | 'all';

export function partIn(env: NodeJS.ProcessEnv): Part {
  return env['POSTILION_SITUATIONS'] === 'all' ? 'all' : Number(env['POSTILION_ROTATION'] ?? '0');
}

let spreadOut: readonly Situation[] | null = null;

/** The situations that a deep run of the family tells. */
export function deepSituations(family: string, part: Part): readonly Situation[] {
  spreadOut ??= spread(situations());
  const all = spreadOut;
  const size = DEEP_FAMILIES.find(({ name }) => name === family)?.situations ?? all.length;
  if (part === 'all' || size >= all.length) return all;
  return Array.from({ length: size }, (_, index) => all[(part * size + index) % all.length]).filter(
    (one) => one !== undefined,
  );
}

/** What happens in a situation, without the verb that meets it and without what goes on beside it. */
export function subjectOf({ name }: Pick<Situation, 'name'>): string {
  return name.replace(/^\w+: /, '').replace(/,[^,]*$/, '');
}

/** One of each subject, then another one of each, and so on: any stretch has all subjects, verbs and companions in it. */
function spread(all: readonly Situation[]): readonly Situation[] {
  const named = new Map<string, Situation[]>();
  for (const one of all) {
    const subject = subjectOf(one);
    named.set(subject, [...(named.get(subject) ?? []), one]);
  }
  const subjects = [...named.values()];
  const most = Math.max(...subjects.map(({ length }) => length));
  return Array.from({ length: most }, (_, round) =>
    subjects.flatMap((some, place) => (round < some.length ? (some[(round + place) % some.length] ?? []) : [])),
  ).flat();
}
