/** Chance without chance: equal texts draw equal numbers, so the seeded company is the same everywhere. */

/** A whole number from 0 below `limit`, from a text (FNV-1a with a final mix). */
export function draw(text: string, limit: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) % limit;
}

/** One of a list, from a text. */
export function pick<Item>(text: string, items: readonly [Item, ...Item[]]): Item {
  return items[draw(text, items.length)] ?? items[0];
}
