/** The embedded tenant's store without a disk: thousands of tenants a minute, each as cheap as a copied map. */

import type { CollectionName, Entity, Store } from '../../src/embedded/store/store.ts';
import { stringAt } from '../../src/model/json.ts';

type Collections = ReadonlyMap<CollectionName, ReadonlyMap<string, Entity>>;

/** Everything a store holds; neither entities nor maps are changed in place, so that images and stores share them. */
export interface StoreImage {
  readonly collections: Collections;
  readonly writes: number;
  /** Id → what the object was called when it first appeared. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Lists of collections, which stores of one image share like the collections themselves. */
const lists = new WeakMap<ReadonlyMap<string, Entity>, readonly Entity[]>();

export class MemoryStore implements Store {
  readonly #collections: Map<CollectionName, ReadonlyMap<string, Entity>>;
  /** Those that nobody shares, which may be changed in place. */
  readonly #own = new Map<CollectionName, Map<string, Entity>>();
  #labels: ReadonlyMap<string, string>;
  readonly #ownLabels = new Map<string, string>();
  readonly #revisions = new Map<CollectionName, number>();
  #writes: number;

  constructor({ collections, writes, labels }: StoreImage) {
    this.#collections = new Map(collections);
    this.#labels = labels;
    this.#writes = writes;
  }

  all(name: CollectionName): readonly Entity[] {
    const entities = this.#of(name);
    const list = lists.get(entities) ?? [...entities.values()];
    lists.set(entities, list);
    return list;
  }

  revision(name: CollectionName): number {
    return this.#revisions.get(name) ?? 0;
  }

  find(name: CollectionName, id: string): Entity | undefined {
    return this.#of(name).get(id.toLowerCase());
  }

  put(name: CollectionName, entity: Entity): void {
    this.#changing(name).set(entity.id.toLowerCase(), entity);
    if (!this.#labels.has(entity.id) && !this.#ownLabels.has(entity.id))
      this.#ownLabels.set(entity.id, stringAt(entity.properties, 'displayName') ?? entity.id);
  }

  remove(name: CollectionName, id: string): void {
    this.#changing(name).delete(id.toLowerCase());
  }

  nextNumber(): number {
    this.#writes += 1;
    return this.#writes;
  }

  /** What an object was called when it first appeared: its name in verdicts, since ids depend on the order of writes. */
  labelOf(id: string): string {
    return this.#labels.get(id) ?? this.#ownLabels.get(id) ?? id;
  }

  image(): StoreImage {
    this.#own.clear();
    if (this.#ownLabels.size > 0) this.#labels = new Map([...this.#labels, ...this.#ownLabels]);
    this.#ownLabels.clear();
    return { collections: new Map(this.#collections), writes: this.#writes, labels: this.#labels };
  }

  #changing(name: CollectionName): Map<string, Entity> {
    this.#revisions.set(name, this.revision(name) + 1);
    const own = this.#own.get(name) ?? new Map(this.#of(name));
    this.#own.set(name, own);
    this.#collections.set(name, own);
    lists.delete(own);
    return own;
  }

  #of(name: CollectionName): ReadonlyMap<string, Entity> {
    return this.#collections.get(name) ?? NONE;
  }
}

const NONE: ReadonlyMap<string, Entity> = new Map();

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
