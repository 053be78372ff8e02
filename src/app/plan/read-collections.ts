/** The lists that plans are made from, complete with what a collection only tells object by object. */

import type { Kind } from '../../catalogue/kind.ts';
import {
  findCollectionApi,
  isFilterIgnored,
  listPath,
  objectPath,
  ownTypesPath,
  typed,
} from '../../core/tenant/requests.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../model/json.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import type { Listing } from '../../model/reads.ts';
import type { TenantReader } from '../ports/tenant.ts';

export interface CollectionListing {
  readonly path: string;
  readonly listing: Listing;
  /** Only objects of our kinds were asked for, and nothing shows that the service looked for all of them. */
  readonly isPartial?: true;
}

/** All collections in which objects of the catalogue live. */
export function allCollections(): readonly string[] {
  return [...new Set(CATALOGUE.map((kind) => kind.graph.collection))];
}

/**
 * The collections that a plan for the kinds must list: the first one of the catalogue always, those of the kinds, and
 * those that their references lead to. Who manages no apps needs no right to read apps.
 */
export function collectionsOf(kinds: readonly string[]): readonly string[] {
  const all = allCollections();
  const named = CATALOGUE.filter(({ name }) => kinds.includes(name));
  const wanted = new Set([
    ...all.slice(0, 1),
    ...named.flatMap(({ graph, fields }) => [graph.collection, ...targets(fields)]),
  ]);
  return all.filter((path) => wanted.has(path));
}

function targets(fields: Kind['fields']): readonly string[] {
  return Object.values(fields).flatMap(({ shape }) => (shape.type === 'reference' ? [shape.target.collection] : []));
}

/** The kinds of the profiles, each once. */
export function kindsIn(profiles: readonly DesiredProfile[]): readonly string[] {
  return [...new Set(profiles.map(({ kind }) => kind))];
}

/** Lists the collections at the same time. */
export function listCollections(paths: readonly string[], reader: TenantReader): Promise<readonly CollectionListing[]> {
  return Promise.all(paths.map(async (path) => ({ path, listing: await listed(path, listPath(path), reader) })));
}

/** As `listCollections`, without the objects of other kinds wherever the service leaves them out. */
export function listOwnTypes(paths: readonly string[], reader: TenantReader): Promise<readonly CollectionListing[]> {
  return Promise.all(
    paths.map(async (path): Promise<CollectionListing> => {
      const own = ownTypesPath(path);
      const listing = await listed(path, own ?? listPath(path), reader);
      const isPartial = own !== null && !isFilterIgnored(path, listing.items);
      return { path, listing, ...(isPartial ? { isPartial } : {}) };
    }),
  );
}

/** The listings with each partial one replaced by the whole list. */
export function completeListings(
  listings: readonly CollectionListing[],
  reader: TenantReader,
): Promise<readonly CollectionListing[]> {
  return Promise.all(
    listings.map(async (one) =>
      one.isPartial === true ? { path: one.path, listing: await listed(one.path, listPath(one.path), reader) } : one,
    ),
  );
}

async function listed(collection: string, path: string, reader: TenantReader): Promise<Listing> {
  const listing = await reader.list({ path });
  return { ...listing, items: listing.items.map((item) => typed(item, collection)) };
}

/**
 * The listings with the assignments of those objects that `matters` picks, where the list lacks them: one read each,
 * packed into batches. A list of which one object can't be read whole is not complete.
 */
export async function withAssignments(
  listings: readonly CollectionListing[],
  matters: (object: JsonObject) => boolean,
  reader: TenantReader,
): Promise<readonly CollectionListing[]> {
  const apart = listings.flatMap(({ path, listing }) =>
    findCollectionApi(path).assignmentsApart ? listing.items.filter(matters).map((object) => ({ path, object })) : [],
  );
  const answers = await reader.batch(
    apart.map(({ path, object }) => ({ path: objectPath(path, stringAt(object, 'id') ?? '') })),
  );
  const whole = new Map<JsonObject, readonly JsonObject[]>();
  const problems = new Map<string, Listing['problem']>();
  apart.forEach(({ path, object }, index) => {
    const answer = answers[index];
    if (answer?.status === 'found' && isJsonObject(answer.body)) whole.set(object, [typed(answer.body, path)]);
    // Deleted since the list was made.
    if (answer?.status === 'missing') whole.set(object, []);
    if (answer?.status === 'unreadable') problems.set(path, answer.problem);
  });
  return listings.map((one) => {
    const { path, listing } = one;
    if (!findCollectionApi(path).assignmentsApart) return one;
    const problem = problems.get(path) ?? listing.problem;
    const items = listing.items.flatMap((object) => whole.get(object) ?? [object]);
    return { path, listing: { items, complete: listing.complete && problem === null, problem } };
  });
}
