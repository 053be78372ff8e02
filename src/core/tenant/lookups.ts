/** Collects the names that the repository uses, and the reads that turn them into ids. */

import { kindNamed } from '../../kinds/catalogue.ts';
import { compareText } from '../../model/finding.ts';
import type { DesiredProfile, NamedRef } from '../../model/profile.ts';
import type { ReadRequest } from '../../model/reads.ts';
import { matchesWildcards } from '../../model/wildcards.ts';

/** One thing to look up. `nearby` searches groups that begin alike, for a suggestion. */
export type Lookup =
  | { readonly what: 'tenant' }
  | { readonly what: 'group-name'; readonly name: string }
  | { readonly what: 'group-id'; readonly id: string }
  | { readonly what: 'nearby'; readonly name: string }
  | { readonly what: 'filters' }
  | { readonly what: 'scope-tags' }
  | { readonly what: 'collection'; readonly path: string };

/** Everything the profiles name, each once, in one order. Objects of `listed` collections are known already. */
export function listLookups(
  profiles: readonly DesiredProfile[],
  listed: readonly string[],
  allowed: readonly string[] | null = null,
): readonly Lookup[] {
  const found = new Map<string, Lookup>();
  const add = (lookup: Lookup): void => void found.set(JSON.stringify(lookup), lookup);
  add({ what: 'tenant' });
  for (const profile of profiles) {
    for (const { target, filter } of profile.assign ?? []) {
      if (typeof target !== 'string') addGroup(target, allowed, add);
      if (filter !== null) add({ what: 'filters' });
    }
    if (profile.scopeTags?.some(({ by }) => by === 'name') === true) add({ what: 'scope-tags' });
    for (const path of collectionsOf(profile)) if (!listed.includes(path)) add({ what: 'collection', path });
  }
  return [...found.keys()].sort(compareText).flatMap((key) => found.get(key) ?? []);
}

/** A group outside the allow-list is never read. The list holds names, and an id doesn't tell a name, so with a list ids are refused too. */
function addGroup(ref: NamedRef, allowed: readonly string[] | null, add: (lookup: Lookup) => void): void {
  if (ref.by === 'name' && isAllowed(ref.name, allowed)) add({ what: 'group-name', name: ref.name });
  if (ref.by === 'id' && allowed === null) add({ what: 'group-id', id: ref.id });
}

/** True when the allow-list has the name; no list allows all. Case doesn't matter, as for Graph. */
export function isAllowed(name: string, allowed: readonly string[] | null): boolean {
  if (allowed === null) return true;
  return allowed.some((pattern) => matchesWildcards(pattern.toLowerCase(), name.toLowerCase()));
}

function collectionsOf(profile: DesiredProfile): readonly string[] {
  const fields = kindNamed(profile.kind)?.fields ?? {};
  return Object.entries(profile.references).flatMap(([name, ref]) => {
    const shape = fields[name]?.shape;
    return ref !== null && ref.by !== 'key' && shape?.type === 'reference' ? [shape.target.collection] : [];
  });
}

const GROUP = '$select=id,displayName';

/** The read that answers a lookup. Quotes are doubled as OData wants it, everything else is percent-encoded. */
export function requestFor(lookup: Lookup): ReadRequest {
  switch (lookup.what) {
    case 'tenant':
      return { path: '/organization?$select=id,displayName' };
    case 'group-name':
      return { path: `/groups?$filter=${encodeURIComponent(`displayName eq '${quoted(lookup.name)}'`)}&${GROUP}` };
    case 'group-id':
      return { path: `/groups/${encodeURIComponent(lookup.id)}?${GROUP}` };
    case 'nearby':
      return {
        path: `/groups?$filter=${encodeURIComponent(`startswith(displayName,'${quoted(lookup.name.slice(0, 4))}')`)}&${GROUP}&$top=50`,
      };
    case 'filters':
      return { path: '/deviceManagement/assignmentFilters' };
    case 'scope-tags':
      return { path: '/deviceManagement/roleScopeTags' };
    case 'collection':
      return { path: lookup.path };
  }
}

/** Groups of any of the names. */
export function groupNamesRead(names: readonly string[]): ReadRequest {
  const values = names.map((name) => `'${quoted(name)}'`).join(',');
  return { path: `/groups?$filter=${encodeURIComponent(`displayName in (${values})`)}&${GROUP}` };
}

function quoted(text: string): string {
  return text.replaceAll("'", "''");
}
