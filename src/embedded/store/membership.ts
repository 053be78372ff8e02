/** Who is in a group, through groups in groups. */
import type { Store } from './store.ts';

/** Ids of everything below a group, nested groups included, the group itself not; a cycle is walked once. */
export function transitiveMembers(store: Store, groupId: string): readonly string[] {
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
