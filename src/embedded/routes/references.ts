/** References between profiles (certificates, derived credential): set at create by bind, afterwards by `$ref`. */
import { sameJson, stringAt } from '../../model/json.ts';
import { badRequest, notFound, Refusal, unknownSegment } from '../errors.ts';
import { ok, splitAddress, type TenantAnswer, type TenantRequest } from '../exchange.ts';
import { isA, isReference, type Navigation, navigationOf, typeExists } from '../schema/schema.ts';
import type { Entity } from '../store/store.ts';
import { recordAudit, type Tenant } from '../tenant.ts';
import { type CheckedBody, parseBody } from '../validate/body.ts';
import { type IntuneCollection, intuneCollection } from './collections.ts';
import { makeWholeObject } from './read-objects.ts';
import { inShape } from './shapes.ts';

type References = Readonly<Record<string, string | readonly string[]>>;

/** The references of a create body. Throws a 400 refusal for an address that doesn't lead to a fitting object. */
export function listBoundReferences(tenant: Tenant, body: CheckedBody): References {
  const references: Record<string, string | readonly string[]> = {};
  for (const [name, address] of body.binds) {
    const navigation = navigationOf(body.type, name);
    if (navigation !== undefined) references[name] = targetAt(tenant, navigation, address).id;
  }
  return references;
}

/** Names of the objects that refer to this one. */
export function findReferrers(tenant: Tenant, collection: IntuneCollection, target: Entity): readonly string[] {
  if (collection.name !== 'deviceConfigurations' && collection.name !== 'derivedCredentials') return [];
  return tenant.store
    .all('deviceConfigurations')
    .filter((entity) =>
      Object.values(entity.references ?? {}).some((value) => value === target.id || value.includes(target.id)),
    )
    .map((entity) => `'${stringAt(entity.properties, 'displayName') ?? entity.id}'`);
}

/**
 * `…/{id}/microsoft.graph.<type>/<nav>` and below; `rest` starts at the cast. GET answers the target, PUT and DELETE on
 * `$ref` set and clear a single reference, POST on `$ref` adds to a collection of them.
 */
export function answerReference(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  entity: Entity,
  rest: readonly string[],
): TenantAnswer {
  const [cast = '', name = '', ...after] = rest;
  const navigation = castNavigation(entity, cast, name);
  const current = entity.references?.[name];
  if (after.length === 0) {
    if (asked.method !== 'GET') throw new Refusal(405, 'MethodNotAllowed', `use ${name}/$ref to change a reference`);
    return readTarget(tenant, asked, navigation, current);
  }
  if (navigation.collection) return changeCollection(tenant, asked, collection, entity, navigation, after);
  if (after.length !== 1 || after[0] !== '$ref') throw unknownSegment(after[0] ?? '');
  if (asked.method === 'PUT') {
    const address = stringAt(parseBody(asked.text), '@odata.id');
    if (address === undefined) throw badRequest("A reference needs '@odata.id'.");
    return store(tenant, asked, collection, entity, name, targetAt(tenant, navigation, address).id);
  }
  if (asked.method === 'DELETE') {
    if (current === undefined) throw notFound(`'${name}' is not set.`);
    return store(tenant, asked, collection, entity, name, undefined);
  }
  if (asked.method === 'GET' && typeof current === 'string')
    return ok({ '@odata.id': address(asked, navigation, current) });
  if (asked.method === 'GET') throw notFound(`'${name}' is not set.`);
  throw new Refusal(
    400,
    'No method match route template',
    `No OData route exists that match template ${asked.method} $ref.`,
  );
}

function castNavigation(entity: Entity, cast: string, name: string): Navigation {
  const type = cast.replace(/^microsoft\.graph\./, '');
  if (!typeExists(type) || !isA(entity.type, type)) {
    throw badRequest(`The object '${entity.id}' is not of the type '${cast}'.`);
  }
  const navigation = navigationOf(type, name);
  if (navigation === undefined || !isReference(navigation)) throw unknownSegment(name);
  return navigation;
}

/** An unset single reference answers 404 (practice). */
function readTarget(
  tenant: Tenant,
  asked: TenantRequest,
  navigation: Navigation,
  current: string | readonly string[] | undefined,
): TenantAnswer {
  const collection = collectionOf(navigation);
  const targets = (typeof current === 'string' ? [current] : (current ?? [])).flatMap((id) => {
    const found = tenant.store.find(collection.name, id);
    return found === undefined ? [] : [inShape(tenant, makeWholeObject(found, collection), found, collection)];
  });
  const context = `${asked.origin}/${asked.version}/$metadata#${collection.root}/${collection.name}`;
  if (navigation.collection) return ok({ '@odata.context': context, value: targets });
  const [target] = targets;
  if (target === undefined) throw notFound(`'${navigation.name}' is not set.`);
  return ok({ '@odata.context': `${context}/$entity`, ...target });
}

function changeCollection(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  entity: Entity,
  navigation: Navigation,
  after: readonly string[],
): TenantAnswer {
  const current = entity.references?.[navigation.name] ?? [];
  const ids = typeof current === 'string' ? [current] : current;
  if (asked.method === 'POST' && after.length === 1 && after[0] === '$ref') {
    const address = stringAt(parseBody(asked.text), '@odata.id');
    if (address === undefined) throw badRequest("A reference needs '@odata.id'.");
    const target = targetAt(tenant, navigation, address).id;
    return store(tenant, asked, collection, entity, navigation.name, [...new Set([...ids, target])]);
  }
  if (asked.method === 'DELETE' && after.length === 2 && after[1] === '$ref') {
    const left = ids.filter((id) => id.toLowerCase() !== after[0]?.toLowerCase());
    if (left.length === ids.length) throw notFound(`'${after[0]}' is not in '${navigation.name}'.`);
    return store(tenant, asked, collection, entity, navigation.name, left);
  }
  throw new Refusal(
    400,
    'No method match route template',
    `No OData route exists that match template ${asked.method} $ref.`,
  );
}

function store(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  entity: Entity,
  name: string,
  value: string | readonly string[] | undefined,
): TenantAnswer {
  const { [name]: old, ...others } = entity.references ?? {};
  const updated: Entity = { ...entity, references: value === undefined ? others : { ...others, [name]: value } };
  tenant.store.put(collection.name, updated);
  recordAudit(tenant, asked, { verb: 'SetReference', before: entity, after: updated });
  return { status: 204, changed: !sameJson(old ?? null, value ?? null) };
}

/** Follows an address of any host, as Graph does with its own; the type must derive from the declared target. */
function targetAt(tenant: Tenant, navigation: Navigation, address: string): Entity {
  const { version, segments } = splitAddress(address);
  // A relative address starts right away with the root.
  const path = version === 'beta' || version === 'v1.0' ? segments : [version, ...segments];
  const [root = '', name = '', id = ''] = path;
  const collection = intuneCollection(root, name);
  const found = collection === undefined || path.length !== 3 ? undefined : tenant.store.find(collection.name, id);
  if (found === undefined) throw badRequest(`'${navigation.name}' leads nowhere: '${address}'.`);
  if (!isA(found.type, navigation.target)) {
    throw badRequest(`'${navigation.name}' takes a '${navigation.target}', and '${id}' is a '${found.type}'.`);
  }
  return found;
}

function collectionOf(navigation: Navigation): IntuneCollection {
  const name = isA(navigation.target, 'deviceConfiguration') ? 'deviceConfigurations' : 'derivedCredentials';
  const collection = intuneCollection('deviceManagement', name);
  if (collection === undefined) throw new Error(`no collection for '${navigation.target}'`);
  return collection;
}

function address(asked: TenantRequest, navigation: Navigation, id: string): string {
  const collection = collectionOf(navigation);
  return `${asked.origin}/${asked.version}/${collection.root}/${collection.name}('${id}')`;
}
