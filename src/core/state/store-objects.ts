/** Objects that only the service makes, such as apps of managed Google Play: found by what they are, not by an id. */

import { kindNamed } from '../../kinds/catalogue.ts';
import { compareText, type Finding, finding } from '../../model/finding.ts';
import type { GraphId } from '../../model/ids.ts';
import { type JsonValue, ownMember, sameJson } from '../../model/json.ts';
import type { LiveProfile, ResolvedProfile } from '../../model/profile.ts';
import type { Inventory } from '../../model/state/inventory.ts';

export interface Found {
  /** Key → id of the object that the profile means, as an entry of adopt.yaml would say. */
  readonly adopt: Readonly<Record<string, GraphId>>;
  /** Keys whose objects aren't there, or can't be told apart. */
  readonly missing: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/** Looks for the objects of profiles that name none: the inventory and adopt.yaml come first. */
export function findObjects(
  profiles: readonly ResolvedProfile[],
  live: readonly LiveProfile[],
  adopt: Readonly<Record<string, GraphId>>,
  inventory: Inventory | null,
): Found {
  const found = new Map<string, GraphId>();
  const missing = new Set<string>();
  const findings: Finding[] = [];
  const ids = new Set<string>(live.map(({ id }) => id));
  const owners = new Map(Object.entries(inventory?.entries ?? {}).map(([key, { id }]) => [id, key]));
  for (const profile of profiles) {
    const entry = ownMember(inventory?.entries ?? {}, profile.key);
    if (Object.hasOwn(adopt, profile.key) || (entry !== undefined && ids.has(entry.id))) continue;
    const search = searchFor(profile, live);
    if (search === null) continue;
    const [only, second] = search.candidates;
    const owner = only === undefined ? undefined : (owners.get(only.id) ?? keyOf(found, only.id));
    if (only !== undefined && second === undefined && owner === undefined) found.set(profile.key, only.id);
    else {
      missing.add(profile.key);
      findings.push(notFound(profile, search, owner));
    }
  }
  return { adopt: Object.fromEntries(found), missing, findings };
}

interface Search {
  readonly candidates: readonly LiveProfile[];
  readonly value: JsonValue;
  readonly remedy: string;
}

/** Null for a kind whose objects Postilion makes itself. */
function searchFor(profile: ResolvedProfile, live: readonly LiveProfile[]): Search | null {
  const form = kindNamed(profile.kind)?.found;
  if (form === undefined) return null;
  const value = profile.settings[form.field] ?? null;
  const candidates = live
    .filter(({ kind, settings }) => kind === profile.kind && sameJson(settings[form.field] ?? null, value))
    .toSorted((a, b) => compareText(a.id, b.id));
  return { candidates, value, remedy: form.remedy(value) };
}

function notFound({ key, at }: ResolvedProfile, { candidates, remedy }: Search, owner: string | undefined): Finding {
  const [only, second] = candidates;
  const ids = candidates.map(({ id }) => id).join(', ');
  if (only === undefined) return finding('APP-101', `the tenant has no object for "${key}": ${remedy}`, { key, at });
  const text =
    second === undefined
      ? `the object for "${key}" (${only.id}) is that of "${owner}" already: keep one of both profiles`
      : `${candidates.length} objects fit "${key}": ${ids}. write "${key}: ${only.id}" or another one of them in adopt.yaml`;
  return finding('APP-102', text, { key, at });
}

function keyOf(found: ReadonlyMap<string, string>, id: string): string | undefined {
  return [...found].find(([, one]) => one === id)?.[0];
}
