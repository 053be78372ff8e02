/** Makes stored objects of the seed: ids from names, so that they are the same in every folder. */
import type { JsonObject } from '../../model/json.ts';
import { guidOf } from '../store/identifiers.ts';
import type { CollectionName, Entity } from '../store/store.ts';

/** The id of a seeded object by the name it has in the seed. */
export function seedId(collection: CollectionName, key: string): string {
  return guidOf(`contoso/${collection}/${key}`);
}

export function seedEntity(
  collection: CollectionName,
  key: string,
  order: number,
  type: string,
  properties: JsonObject,
): Entity {
  return { id: seedId(collection, key), order, type, properties };
}
