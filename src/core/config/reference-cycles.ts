/** Finds profiles that refer to each other in a circle: none of them could be created first. */

import { type Finding, inputError } from '../../model/finding.ts';
import type { DesiredProfile, NamedRef } from '../../model/profile.ts';

/** One finding for each circle of references by key, at its first profile by key, with the way around. */
export function circles(profiles: readonly DesiredProfile[]): readonly Finding[] {
  const byKey = new Map<string, DesiredProfile>(profiles.map((profile) => [profile.key, profile]));
  const done = new Set<string>();
  return [...byKey.keys()].sort().flatMap((start) => {
    if (done.has(start)) return [];
    const way = wayBack(start, byKey);
    if (way === null) return [];
    for (const { key } of way) done.add(key);
    const [first] = way;
    const names = [...way.map(({ key }) => key), start].join(' → ');
    const message = `these profiles refer to each other in a circle: ${names}: take one of the references away`;
    return first === undefined ? [] : [inputError('REF-003', message, { key: start, at: first.at })];
  });
}

interface Stop {
  readonly key: string;
  /** Where the reference to the next one stands. */
  readonly at: NamedRef['at'];
}

/** The shortest way from a profile back to itself, or null. */
function wayBack(start: string, byKey: ReadonlyMap<string, DesiredProfile>): readonly Stop[] | null {
  const seen = new Set<string>();
  let ways: readonly (readonly [string, readonly Stop[]])[] = [[start, []]];
  while (ways.length > 0) {
    const further: (readonly [string, readonly Stop[]])[] = [];
    for (const [key, way] of ways) {
      for (const reference of Object.values(byKey.get(key)?.references ?? {})) {
        if (reference?.by !== 'key') continue;
        const longer = [...way, { key, at: reference.at }];
        if (reference.key === start) return longer;
        if (!seen.has(reference.key)) further.push([reference.key, longer]);
        seen.add(reference.key);
      }
    }
    ways = further;
  }
  return null;
}
