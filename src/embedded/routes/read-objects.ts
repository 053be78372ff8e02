/** Reads of Intune collections: lists in pages, single objects, and what an answer carries around them. */
import { type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { badRequest, notFound } from '../errors.ts';
import { ok, type TenantAnswer, type TenantRequest } from '../exchange.ts';
import { type Filter, parseFilter } from '../odata/filter.ts';
import { leaves, matches } from '../odata/match.ts';
import { pageOf } from '../odata/page.ts';
import { presented, selected } from '../odata/present.ts';
import { ORDINARY, type ShapeSet } from '../shapes/shape-set.ts';
import { shapeOrder } from '../shapes/shaped.ts';
import type { Entity } from '../store/store.ts';
import type { Tenant } from '../tenant.ts';
import type { IntuneCollection } from './collections.ts';
import { keptItems } from './kept-items.ts';
import { inShape } from './shapes.ts';

/** Intune's own page size is undocumented; 1000 is the most that `$top` takes on Graph lists. */
const sizes = { usual: 200, most: 1000 };
const small = { usual: 100, most: 100, topUpTo: 1000 };

/** GET of a whole collection. Throws a 400 refusal for query options that the service refuses. */
export function listObjects(tenant: Tenant, asked: TenantRequest, collection: IntuneCollection): TenantAnswer {
  const shapes = tenant.shapes.current();
  const filter = shapedFilter(honouredFilter(asked, collection), shapes);
  const all = tenant.store.all(collection.name);
  const found = filter === undefined ? all : filtered(all, filter);
  const page = pageOf(asked, shapeOrder(ordered(found, asked, collection), shapes), shapes.smallPages ? small : sizes);
  const answer = () => page.items.map((entity) => shown(tenant, asked, entity, collection));
  const items = shapes === ORDINARY ? keptItems(all, wishIn(asked), answer) : answer();
  return ok({
    '@odata.context': `${asked.origin}/${asked.version}/$metadata#${collection.root}/${collection.name}`,
    ...(shapes.tips ? { '@microsoft.graph.tips': tipFor(collection) } : {}),
    ...(page.next === undefined ? {} : { '@odata.nextLink': page.next }),
    value: items,
  });
}

/** GET of one object. */
export function readObject(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  entity: Entity,
): TenantAnswer {
  const path = `${collection.root}/${collection.name}`;
  return ok({
    '@odata.context': `${asked.origin}/${asked.version}/$metadata#${path}/$entity`,
    ...(asked.query.has('$select') ? {} : { '@microsoft.graph.tips': tipFor(collection) }),
    ...shown(tenant, asked, entity, collection),
  });
}

/** All that the items of a page depend on besides the list. Only expanded members say where they were asked for. */
function wishIn({ query, headers, origin, version }: TenantRequest): string {
  return JSON.stringify([...query, headers.get('prefer') ?? '', query.has('$expand') ? `${origin}/${version}` : '']);
}

function tipFor({ root, name }: IntuneCollection): string {
  return `Use $select to choose only the properties your app needs, as this can lead to performance improvements. For example: GET ${root}/${name}('<guid>')?$select=`;
}

/** The object of an id, or a 404 refusal. */
export function existing(tenant: Tenant, collection: IntuneCollection, id: string): Entity {
  const entity = tenant.store.find(collection.name, id);
  if (entity === undefined) throw notFound(`${collection.type} with id '${id}' was not found.`);
  return entity;
}

/** What the object looks like in answers, with what only the moment of reading knows. */
export function makeWholeObject(entity: Entity, collection: IntuneCollection): JsonObject {
  return presented(entity, collection.type, computed(entity));
}

function shown(tenant: Tenant, asked: TenantRequest, entity: Entity, collection: IntuneCollection): JsonObject {
  const select = asked.query.get('$select');
  const cut =
    select === undefined
      ? makeWholeObject(entity, collection)
      : selected(entity, collection.type, computed(entity), select);
  return inShape(tenant, { ...cut, ...expansion(asked, entity, collection) }, entity, collection);
}

/** Apps and managed-app policies say whether they are assigned; nobody stores it. */
function computed(entity: Entity): JsonObject {
  const facts: Record<string, JsonValue> = {};
  if (entity.type === 'targetedManagedAppConfiguration') {
    const apps = entity.contained?.['apps'];
    facts['deployedAppCount'] = Array.isArray(apps) ? apps.length : 0;
  }
  const assignable = entity.type === 'targetedManagedAppConfiguration' || entity.properties['publisher'] !== undefined;
  if (assignable) facts['isAssigned'] = (entity.assignments ?? []).length > 0;
  return facts;
}

/** `$expand`: assignments everywhere, apps of managed-app policies; typed navigations are refused (practice). */
function expansion(asked: TenantRequest, entity: Entity, collection: IntuneCollection): JsonObject {
  const wanted = asked.query.get('$expand');
  if (wanted === undefined) return {};
  const expanded: Record<string, JsonValue> = {};
  for (const name of wanted.split(',').map((part) => part.trim())) {
    const value = expandable(entity, collection, name);
    if (value === undefined) {
      throw badRequest(
        `Could not find a property named '${name}' on type 'microsoft.graph.${collection.type}' to expand.`,
      );
    }
    const context = `${asked.origin}/${asked.version}/$metadata#${collection.root}/${collection.name}('${entity.id}')/${name}`;
    expanded[`${name}@odata.context`] = context;
    expanded[name] = value;
  }
  return expanded;
}

function expandable(entity: Entity, collection: IntuneCollection, name: string): JsonValue | undefined {
  if (name === 'assignments' && collection.assign !== undefined) return entity.assignments ?? [];
  if (name === 'apps' && collection.assign?.style === 'managedApp') return entity.contained?.['apps'] ?? [];
  return undefined;
}

/** By the list that was filtered, which is another one after each write; then by the filter. */
const kept = new WeakMap<readonly Entity[], Map<string, readonly Entity[]>>();

/** The entities that match. A list of many pages is filtered once, not for each page. */
function filtered(all: readonly Entity[], filter: Filter): readonly Entity[] {
  const known = kept.get(all) ?? new Map<string, readonly Entity[]>();
  kept.set(all, known);
  const text = JSON.stringify(filter);
  const found = known.get(text) ?? all.filter((entity) => matches(filter, filterable(entity), entity.type));
  known.set(text, found);
  return found;
}

function filterable(entity: Entity): JsonObject {
  return { ...entity.properties, ...computed(entity), id: entity.id };
}

function shapedFilter(filter: Filter | undefined, { filters }: ShapeSet): Filter | undefined {
  if (filters === 'ignored') return undefined;
  return filters === 'narrow' && filter?.is === 'or' ? filter.parts[0] : filter;
}

/** The filter when the collection honours all of it; otherwise none: Intune ignores what it can't filter (practice). */
function honouredFilter(asked: TenantRequest, collection: IntuneCollection): Filter | undefined {
  const text = asked.query.get('$filter');
  const filter = text === undefined ? undefined : parseFilter(text);
  if (filter === undefined) return undefined;
  return leaves(filter).every((leaf) => isHonoured(leaf, collection)) ? filter : undefined;
}

function isHonoured(leaf: Filter, collection: IntuneCollection): boolean {
  switch (leaf.is) {
    case 'compare':
      return collection.filters.get(leaf.property)?.includes(leaf.operator) ?? false;
    case 'call':
      return leaf.name === 'contains' && (collection.filters.get(leaf.property)?.includes('contains') ?? false);
    case 'isof':
      return collection.filters.has('isof');
    case 'any':
      return collection.filters.get(leaf.property)?.includes('eq') ?? false;
    case 'in':
    case 'and':
    case 'or':
    case 'not':
      return false;
    default:
      return leaf satisfies never;
  }
}

/** Audit events come newest first; `$orderby=displayName` works on apps (the admin center uses both). */
function ordered(found: readonly Entity[], asked: TenantRequest, collection: IntuneCollection): readonly Entity[] {
  const [property, direction] = (asked.query.get('$orderby') ?? '').split(' ');
  if (collection.name === 'auditEvents') return direction === 'asc' ? found : found.toReversed();
  if (property !== 'displayName') return found;
  const name = (entity: Entity) => (stringAt(entity.properties, 'displayName') ?? '').toLowerCase();
  const sorted = found.toSorted((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0));
  return direction === 'desc' ? sorted.toReversed() : sorted;
}
