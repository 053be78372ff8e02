/** What live objects mention → its names, as the text of a profile writes them. */

import { fieldsIn } from '../catalogue/kind.ts';
import { type Directory, type Entry, makeDirectory } from '../core/tenant/directory.ts';
import { isAllowed, type Lookup, requestFor } from '../core/tenant/lookups.ts';
import { kindNamed } from '../kinds/catalogue.ts';
import type { LiveProfile } from '../model/profile.ts';
import type { TenantReader } from './ports/tenant.ts';

/** Names of groups, and then who else is called so; filters, tags and other collections as far as somebody needs them. */
export async function nameLive(
  live: readonly LiveProfile[],
  objects: ReadonlyMap<string, readonly Entry[]>,
  allowed: readonly string[] | null,
  reader: TenantReader,
): Promise<Directory> {
  const ids = new Set(
    live.flatMap(({ assignments }) =>
      assignments.flatMap(({ target }) => (target.type === 'group' ? [target.id] : [])),
    ),
  );
  const paths = new Set(live.flatMap(targetCollections).filter((path) => !objects.has(path)));
  const first: readonly Lookup[] = [
    ...(live.some(({ assignments }) => assignments.some(({ filter }) => filter !== null))
      ? [{ what: 'filters' } as const]
      : []),
    ...(live.some(({ scopeTagIds }) => scopeTagIds.some((id) => id !== '0')) ? [{ what: 'scope-tags' } as const] : []),
    ...[...ids].sort().map((id) => ({ what: 'group-id', id }) as const),
    ...[...paths].sort().map((path) => ({ what: 'collection', path }) as const),
  ];
  const answers = await reader.batch(first.map(requestFor));
  const groups = [...makeDirectory(first, answers).groupsById.values()].flatMap((found) => found ?? []);
  const names = [...new Set(groups.map(({ name }) => name))].filter((name) => name !== '').sort();
  const second = names.map((name): Lookup => ({ what: 'group-name', name }));
  const all = makeDirectory([...first, ...second], [...answers, ...(await reader.batch(second.map(requestFor)))]);
  const usable = new Map([...all.groupsById].filter(([, found]) => isUsable(found, all, allowed)));
  return { ...all, groupsById: usable, collections: new Map([...all.collections, ...objects]) };
}

/** With an allow-list profiles may name the groups on it, and nobody by id. */
function isUsable(found: readonly Entry[] | null, directory: Directory, allowed: readonly string[] | null): boolean {
  if (allowed === null) return true;
  const names = (found ?? []).map(({ name }) => name);
  return names.every((name) => isAllowed(name, allowed) && directory.groupsByName.get(name)?.length === 1);
}

function targetCollections({ kind, settings }: LiveProfile): readonly string[] {
  const known = kindNamed(kind);
  const fields = known === undefined ? [] : fieldsIn(known);
  return fields.flatMap(([, { shape, usedWhen }]) =>
    shape.type === 'reference' && usedWhen?.(settings) !== false ? [shape.target.collection] : [],
  );
}
