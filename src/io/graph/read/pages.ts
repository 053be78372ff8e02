/** The objects of a collection as its pages come in: each once, in an order that doesn't depend on the pages. */

import { type JsonObject, stringAt } from '../../../model/json.ts';

export interface Collected {
  add(page: readonly JsonObject[], count: number | null): void;
  /** In the order of their ids; as they came where an object has none, or where the caller asked for an order. */
  items(): readonly JsonObject[];
  /** Why the number of objects isn't the one that the service counted, null when it is or when nobody counted. */
  miscount(): string | null;
}

/**
 * Nothing yet. An object that comes twice was pushed onto the next page by one created meanwhile, or its page was served
 * twice; what was read last counts. `ordered`: the request names an order of its own.
 */
export function collect(ordered: boolean): Collected {
  const byId = new Map<string, JsonObject>();
  const nameless: JsonObject[] = [];
  let total: number | null = null;
  const size = (): number => byId.size + nameless.length;
  return {
    add(page, count) {
      for (const item of page) {
        const id = stringAt(item, 'id');
        if (id === undefined) nameless.push(item);
        else byId.set(id, item);
      }
      // Entra counts the collection; some of Intune's collections count the page at hand, which tells nothing.
      if (count !== null && count !== page.length) total = count;
    },
    items: () => {
      if (ordered) return [...byId.values(), ...nameless];
      // Bare texts are sorted several times faster than pairs by a function, in the same order.
      const found: JsonObject[] = [];
      for (const id of [...byId.keys()].sort()) {
        const item = byId.get(id);
        if (item !== undefined) found.push(item);
      }
      return [...found, ...nameless];
    },
    miscount: () =>
      total === null || total === size() ? null : `objects counted by the service: ${total}, on its pages: ${size()}`,
  };
}
