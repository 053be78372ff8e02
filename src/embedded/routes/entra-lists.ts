/** Lists of Entra beside people and groups: policies of conditional access, apps that may sign in, and sign-ins. */
import { type JsonObject, stringAt } from '../../model/json.ts';
import { notFound, Refusal, unknownSegment } from '../errors.ts';
import { ok, type TenantAnswer, type TenantRequest } from '../exchange.ts';
import { parseFilter } from '../odata/filter.ts';
import { leaves, matches } from '../odata/match.ts';
import { pageOf } from '../odata/page.ts';
import { presented, selected } from '../odata/present.ts';
import { guidOf, serviceTime } from '../store/identifiers.ts';
import type { CollectionName, Entity } from '../store/store.ts';
import type { Tenant } from '../tenant.ts';
import { checkBody, parseBody } from '../validate/body.ts';
import { missing } from './directory-objects.ts';
import { methodNotAllowed } from './intune.ts';

interface EntraList {
  /** Segments of its path. */
  readonly path: readonly string[];
  readonly name: Extract<CollectionName, 'conditionalAccessPolicies' | 'servicePrincipals' | 'signIns'>;
  readonly type: string;
  /** The properties that `$filter` takes; others are refused. */
  readonly filters: readonly string[];
  /** A property that addresses an object as its id does. */
  readonly alternateKey?: string;
  /** The newest comes first. */
  readonly isLog?: true;
}

const LISTS: readonly EntraList[] = [
  {
    path: ['identity', 'conditionalAccess', 'policies'],
    name: 'conditionalAccessPolicies',
    type: 'conditionalAccessPolicy',
    filters: ['displayName', 'state'],
  },
  {
    path: ['servicePrincipals'],
    name: 'servicePrincipals',
    type: 'servicePrincipal',
    filters: ['appId', 'displayName'],
    alternateKey: 'appId',
  },
  {
    path: ['auditLogs', 'signIns'],
    name: 'signIns',
    type: 'signIn',
    filters: ['createdDateTime', 'userId', 'appId', 'appDisplayName', 'clientAppUsed', 'isInteractive'],
    isLog: true,
  },
];

/** Graph answers 1,000 sign-ins a page and no more (its page on listing them); the other lists are short. */
const sizes = { usual: 1000, most: 1000 };

/** The list that a path leads into, with what stands behind; undefined for others. */
export function entraListAt(segments: readonly string[]): EntraList | undefined {
  return LISTS.find(({ path }) => path.every((part, index) => segments[index] === part));
}

/** Answers a request for one of the lists. Clients read; the portal's hand writes. Throws refusals. */
export function answerEntraList(tenant: Tenant, asked: TenantRequest, list: EntraList): TenantAnswer {
  const [id, ...rest] = asked.segments.slice(list.path.length);
  if (rest.length > 0) throw unknownSegment(rest[0] ?? '');
  if (asked.method !== 'GET' && !asked.actor.portal) throw methodNotAllowed(asked);
  if (id === undefined) return asked.method === 'GET' ? listed(tenant, asked, list) : create(tenant, asked, list);
  const entity = found(tenant, list, id);
  const context = `${asked.origin}/${asked.version}/$metadata#${list.path.join('/')}/$entity`;
  if (asked.method === 'GET') return ok({ '@odata.context': context, ...shown(entity, asked, list) });
  if (asked.method === 'DELETE') tenant.store.remove(list.name, entity.id);
  else if (asked.method === 'PATCH') {
    const { properties } = checked(asked, list, false);
    tenant.store.put(list.name, { ...entity, properties: { ...entity.properties, ...properties } });
  } else throw methodNotAllowed(asked);
  return { status: 204, changed: true };
}

function listed(tenant: Tenant, asked: TenantRequest, list: EntraList): TenantAnswer {
  const all = filtered(asked, list, tenant.store.all(list.name));
  const page = pageOf(asked, list.isLog === true ? all.toReversed() : all, sizes);
  return ok({
    '@odata.context': `${asked.origin}/${asked.version}/$metadata#${list.path.join('/')}`,
    ...(page.next === undefined ? {} : { '@odata.nextLink': page.next }),
    value: page.items.map((entity) => shown(entity, asked, list)),
  });
}

function shown(entity: Entity, asked: TenantRequest, { type }: EntraList): JsonObject {
  const select = asked.query.get('$select');
  return select === undefined ? presented(entity, type, {}) : selected(entity, type, {}, select);
}

/** By id, or by `appId='…'`, which `splitAddress` leaves as `appId=…`. */
function found(tenant: Tenant, { name, alternateKey }: EntraList, id: string): Entity {
  const [key, value] = alternateKey !== undefined && id.startsWith(`${alternateKey}=`) ? id.split('=') : [];
  const entity =
    key === undefined
      ? tenant.store.find(name, id)
      : tenant.store.all(name).find(({ properties }) => stringAt(properties, key) === value);
  if (entity !== undefined) return entity;
  throw name === 'conditionalAccessPolicies' ? notFound(`'${id}' does not exist in the directory.`) : missing(id);
}

function create(tenant: Tenant, asked: TenantRequest, list: EntraList): TenantAnswer {
  if (asked.method !== 'POST') throw methodNotAllowed(asked);
  const { properties } = checked(asked, list, true);
  const number = tenant.store.nextNumber();
  const time = serviceTime(asked.now, number);
  const id = guidOf(`${list.name}/${number}`);
  const entity = { id, order: number, type: list.type, properties: { createdDateTime: time, ...properties } };
  tenant.store.put(list.name, entity);
  return { status: 201, body: presented(entity, list.type, {}), changed: true };
}

function checked(asked: TenantRequest, { type }: EntraList, isNew: boolean): { readonly properties: JsonObject } {
  const rules = { create: isNew, portal: true, containedOnCreate: [], readOnlyAllowed: true };
  return checkBody(type, parseBody(asked.text), rules);
}

function filtered(asked: TenantRequest, { filters }: EntraList, entities: readonly Entity[]): readonly Entity[] {
  const text = asked.query.get('$filter');
  if (text === undefined) return entities;
  const filter = parseFilter(text);
  const isTaken =
    filter !== undefined &&
    leaves(filter).every((leaf) => (leaf.is === 'compare' || leaf.is === 'in') && filters.includes(leaf.property));
  if (filter === undefined || !isTaken) throw new Refusal(400, 'BadRequest', `Invalid filter clause: '${text}'.`);
  return entities.filter((entity) => matches(filter, { ...entity.properties, id: entity.id }, entity.type));
}
