/** The reads of one object or of a collection that bring everything a kind's normal form is made of. */

import { CONFIGURATION_API, type CollectionApi } from '../../catalogue/collections.ts';
import { collectionApiOf, type Kind, odataType } from '../../catalogue/kind.ts';
import { CATALOGUE, READ_KINDS } from '../../kinds/catalogue.ts';
import { type JsonObject, stringAt } from '../../model/json.ts';

/** How the collection at the path is dealt with; as configurations are where no kind says otherwise. */
export function findCollectionApi(collection: string): CollectionApi {
  const kind = CATALOGUE.find(({ graph }) => graph.collection === collection);
  return kind === undefined ? CONFIGURATION_API : collectionApiOf(kind);
}

/** The path that lists a collection. */
export function listPath(collection: string): string {
  return `${collection}${expanding(findCollectionApi(collection).expand)}`;
}

/**
 * The path that lists only objects of the kinds that we read, null where the collection can't be asked so. The admin center
 * joins `isof` with "or" in its own lists (source: PORTAL).
 */
export function ownTypesPath(collection: string): string | null {
  if (!findCollectionApi(collection).listsByType) return null;
  const filter = typesIn(collection).map((type) => `isof('${type.slice(1)}')`);
  return `${listPath(collection)}&$filter=${encodeURIComponent(filter.join(' or '))}`;
}

/** True where the list holds an object of another type: then nobody looked at the filter, and the list is whole. */
export function isFilterIgnored(collection: string, objects: readonly JsonObject[]): boolean {
  const own = new Set<string | undefined>(typesIn(collection));
  return objects.some((object) => !own.has(stringAt(object, '@odata.type')));
}

function typesIn(collection: string): readonly string[] {
  return READ_KINDS.filter(({ graph }) => graph.collection === collection).map(odataType);
}

/** The path of one object with its assignments: for a single one they may be expanded everywhere. */
export function objectPath(collection: string, id: string): string {
  const { expand } = findCollectionApi(collection);
  return `${collection}/${encodeURIComponent(id)}${expanding([...new Set(['assignments', ...expand])])}`;
}

/** The query that adds to an object what a body of its kind carries; empty for most. */
export function bodyQuery(kind: Kind): string {
  return expanding(collectionApiOf(kind).expand.filter((name) => name !== 'assignments'));
}

/** The object with its type, which answers leave out where the collection has one type only. */
export function typed(object: JsonObject, collection: string): JsonObject {
  const { soleType } = findCollectionApi(collection);
  if (soleType === null || '@odata.type' in object) return object;
  return { '@odata.type': `#microsoft.graph.${soleType}`, ...object };
}

function expanding(names: readonly string[]): string {
  return names.length === 0 ? '' : `?$expand=${names.join(',')}`;
}
