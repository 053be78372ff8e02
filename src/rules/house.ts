/** What the house allows, by `policy` of postilion.yaml. */

import type { Kind } from '../catalogue/kind.ts';
import type { HousePolicy } from '../model/config.ts';
import { type Finding, finding, sortFindings } from '../model/finding.ts';
import { canonical } from '../model/json.ts';
import { nearestPlace } from '../model/nearest-span.ts';
import type { DesiredProfile } from '../model/profile.ts';
import { counted } from '../model/text.ts';
import { matchesWildcards } from '../model/wildcards.ts';
import { setting } from './rule.ts';

/** What profiles do against it, as far as YAML alone tells. */
export function houseFindings(
  profiles: readonly DesiredProfile[],
  policy: HousePolicy,
  catalogue: readonly Kind[],
): readonly Finding[] {
  const kinds = new Map(catalogue.map((kind) => [kind.name, kind]));
  return sortFindings(
    profiles.flatMap((profile) => {
      const kind = kinds.get(profile.kind);
      return [
        ...(policy.allUsers ? [] : everybodyFindings(profile)),
        ...(policy.oauth === 'required' && kind !== undefined ? oauthFindings(profile, kind) : []),
        ...nameFindings(profile, policy.names),
      ];
    }),
  );
}

/** A change for more people than the house allows; `people` is null where nobody could count them. */
export function mostPeopleFindings(
  { key, places }: Pick<DesiredProfile, 'places'> & { readonly key: string },
  people: number | null,
  { mostPeople }: HousePolicy,
): readonly Finding[] {
  if (mostPeople === null || (people !== null && people <= mostPeople)) return [];
  const is = people === null ? 'people whom nobody could count' : counted(people, 'person', 'people');
  const message = `policy.mostPeople: the change concerns ${is}, the house allows ${mostPeople}: split it, with a group or a filter for some of them first`;
  return [finding('HOU-004', message, { key, at: nearestPlace(places, '/assign') })];
}

function everybodyFindings({ key, assign = [] }: DesiredProfile): readonly Finding[] {
  return assign.flatMap(({ intent, target, at }) => {
    if (intent !== 'include' || typeof target !== 'string') return [];
    const message = `policy.allUsers: assign includes ${target}, which the house does not allow: include groups`;
    return [finding('HOU-001', message, { key, at })];
  });
}

function oauthFindings(profile: DesiredProfile, kind: Kind): readonly Finding[] {
  const value = setting(profile, 'oauth');
  if (!Object.hasOwn(kind.fields, 'oauth') || value === true || profile.unmanaged.includes('oauth')) return [];
  const is = value === undefined ? 'is left out' : `is ${canonical(value)}`;
  const at = nearestPlace(profile.places, '/settings/oauth');
  return [
    finding('HOU-002', `policy.oauth: oauth ${is}, and the house requires it: write true`, { key: profile.key, at }),
  ];
}

function nameFindings({ key, name, places }: DesiredProfile, names: HousePolicy['names']): readonly Finding[] {
  if (names === null || names.some((pattern) => matchesWildcards(pattern, name))) return [];
  const message = `policy.names: "${name}" is none of the names that the house allows: ${names.join(', ')}`;
  return [finding('HOU-003', message, { key, at: nearestPlace(places, '/name') })];
}
