/** Who has mail without its certificate, or a certificate without its root, as a tenant is at this moment. */

import type { Entity } from '../../src/embedded/store/store.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import type { MemoryStore } from './memory-store.ts';

const GROUP = '#microsoft.graph.groupAssignmentTarget';
const NOT_GROUP = '#microsoft.graph.exclusionGroupAssignmentTarget';

/** In words; empty when every chain of ours is whole. */
export function chainGaps(store: MemoryStore): readonly string[] {
  return store.all('deviceConfigurations').flatMap((entity) => {
    // Mail that signs in otherwise makes no use of what it is still bound to.
    const way = entity.properties['authenticationMethod'] ?? 'certificate';
    if (!isOurs(entity) || way !== 'certificate') return [];
    return Object.values(entity.references ?? {}).flatMap((target) => {
      const below = typeof target === 'string' ? store.find('deviceConfigurations', target) : undefined;
      if (below !== undefined && !isOurs(below)) return [];
      const has = below === undefined ? new Set<string>() : peopleOf(below, store);
      const without = [...peopleOf(entity, store)].filter((person) => !has.has(person));
      const name = below === undefined ? 'something that is gone' : store.labelOf(below.id);
      return without.map((id) => `${store.labelOf(id)} has ${store.labelOf(entity.id)} without ${name}`);
    });
  });
}

function isOurs({ properties }: Entity): boolean {
  return stringAt(properties, 'description')?.includes('postilion:') === true;
}

function peopleOf({ assignments = [] }: Entity, store: MemoryStore): ReadonlySet<string> {
  const targets = assignments.flatMap(({ target }) => (isJsonObject(target) ? [target] : []));
  const membersOf = (type: string) =>
    targets.filter((target) => target['@odata.type'] === type).flatMap(members(store));
  const left = new Set(membersOf(NOT_GROUP));
  return new Set(membersOf(GROUP).filter((person) => !left.has(person)));
}

function members(store: MemoryStore): (target: JsonObject) => readonly string[] {
  return (target) => store.find('groups', stringAt(target, 'groupId') ?? '')?.members ?? [];
}
