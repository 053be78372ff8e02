/** Things by what they have in common, for looking them up without going through all of them each time. */

/** Key → the items of that key, both in the order in which they came. */
export function grouped<Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const found = new Map<Key, Item[]>();
  for (const item of items) addTo(found, keyOf(item), item);
  return found;
}

/** Adds an item to those of its key. */
export function addTo<Item, Key>(found: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = found.get(key);
  if (known === undefined) found.set(key, [item]);
  else known.push(item);
}
