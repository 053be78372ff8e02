/** The embedded tenant's store without a disk: thousands of tenants a minute, each as cheap as a copied map. */

import type { CollectionName, Entity, Store } from '../../src/embedded/store/store.ts';
import { stringAt } from '../../src/model/json.ts';

type Collections = ReadonlyMap<CollectionName, ReadonlyMap<string, Entity>>;

/** Everything a store holds; entities are never changed in place, so a copy of the maps is a copy of the tenant. */
export interface StoreImage {
  readonly collections: Collections;
  readonly writes: number;
  /** Id → what the object was called when it first appeared. */
  readonly labels: ReadonlyMap<string, string>;
}

export class MemoryStore implements Store {
  readonly #collections: Map<CollectionName, Map<string, Entity>>;
  readonly #labels: Map<string, string>;
  readonly #revisions = new Map<CollectionName, number>();
  readonly #lists = new Map<CollectionName, readonly Entity[]>();
  #writes: number;

  constructor({ collections, writes, labels }: StoreImage) {
    this.#collections = new Map([...collections].map(([name, entities]) => [name, new Map(entities)]));
    this.#labels = new Map(labels);
    this.#writes = writes;
  }

  all(name: CollectionName): readonly Entity[] {
    const list = this.#lists.get(name) ?? [...this.#of(name).values()];
    this.#lists.set(name, list);
    return list;
  }

  revision(name: CollectionName): number {
    return this.#revisions.get(name) ?? 0;
  }

  find(name: CollectionName, id: string): Entity | undefined {
    return this.#of(name).get(id.toLowerCase());
  }

  put(name: CollectionName, entity: Entity): void {
    this.#changed(name);
    this.#of(name).set(entity.id.toLowerCase(), entity);
    if (!this.#labels.has(entity.id))
      this.#labels.set(entity.id, stringAt(entity.properties, 'displayName') ?? entity.id);
  }

  remove(name: CollectionName, id: string): void {
    this.#changed(name);
    this.#of(name).delete(id.toLowerCase());
  }

  nextNumber(): number {
    this.#writes += 1;
    return this.#writes;
  }

  /** What an object was called when it first appeared: its name in verdicts, since ids depend on the order of writes. */
  labelOf(id: string): string {
    return this.#labels.get(id) ?? id;
  }

  image(): StoreImage {
    return {
      collections: new Map([...this.#collections].map(([name, entities]) => [name, new Map(entities)])),
      writes: this.#writes,
      labels: new Map(this.#labels),
    };
  }

  #changed(name: CollectionName): void {
    this.#revisions.set(name, this.revision(name) + 1);
    this.#lists.delete(name);
  }

  #of(name: CollectionName): Map<string, Entity> {
    const known = this.#collections.get(name);
    if (known !== undefined) return known;
    const fresh = new Map<string, Entity>();
    this.#collections.set(name, fresh);
    return fresh;
  }
}

/** The store of these entities. */
export function storeImage(collections: ReadonlyMap<CollectionName, readonly Entity[]>): StoreImage {
  const store = new MemoryStore({ collections: new Map(), writes: 0, labels: new Map() });
  let writes = 0;
  for (const [name, entities] of collections) {
    for (const entity of entities) {
      store.put(name, entity);
      writes = Math.max(writes, entity.order);
    }
  }
  return { ...store.image(), writes };
}
