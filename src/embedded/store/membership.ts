/** Who is in a group, through groups in groups. */
import type { Entity, Store } from './store.ts';

/** Ids of everything below a group, nested groups included, the group itself not; a cycle is walked once. */
export function transitiveMembers(store: Store, groupId: string): readonly string[] {
  const { ids } = keptOf(store);
  const known = ids.get(groupId) ?? walked(store, groupId);
  ids.set(groupId, known);
  return known;
}

/** The objects below a group, only those of `type` where it's given. */
export function listTransitiveObjects(store: Store, groupId: string, type: string | undefined): readonly Entity[] {
  const { objects } = keptOf(store);
  const key = `${groupId} ${type ?? ''}`;
  const known = objects.get(key) ?? objectsOf(store, transitiveMembers(store, groupId), type);
  objects.set(key, known);
  return known;
}

/** The directory objects of these ids, only those of `type` where it's given. */
export function objectsOf(store: Store, ids: readonly string[], type: string | undefined): readonly Entity[] {
  const objects = ids.flatMap((id) => directoryObject(store, id) ?? []);
  return type === undefined ? objects : objects.filter((object) => object.type === type);
}

/** A user, device or group by id; users also by user principal name. */
export function directoryObject(store: Store, id: string): Entity | undefined {
  return store.find('users', id) ?? store.find('groups', id) ?? store.find('devices', id);
}

interface Kept {
  readonly revision: string;
  readonly ids: Map<string, readonly string[]>;
  readonly objects: Map<string, readonly Entity[]>;
}

/** Each page of a long list asks for the whole list again; walking it anew for each would be most of a big plan's time. */
const kept = new WeakMap<Store, Kept>();

function keptOf(store: Store): Kept {
  const revision = `${store.revision('groups')} ${store.revision('users')} ${store.revision('devices')}`;
  const known = kept.get(store);
  if (known?.revision === revision) return known;
  const fresh: Kept = { revision, ids: new Map(), objects: new Map() };
  kept.set(store, fresh);
  return fresh;
}

function walked(store: Store, groupId: string): readonly string[] {
  const found = new Set<string>();
  const waiting = [groupId];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const member of store.find('groups', id)?.members ?? []) {
      if (found.has(member)) continue;
      found.add(member);
      if (store.find('groups', member) !== undefined) waiting.push(member);
    }
  }
  found.delete(groupId);
  return [...found];
}
