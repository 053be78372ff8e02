/** Reads of users, groups, devices and the organization, with members and counts. */
import { type JsonObject, stringAt } from '../../model/json.ts';
import { Refusal, unknownSegment } from '../errors.ts';
import { ok, type TenantAnswer, type TenantRequest } from '../exchange.ts';
import { mayReadDirectory } from '../http/directory-roles.ts';
import { pageOf } from '../odata/page.ts';
import { listTransitiveObjects, objectsOf, transitiveMembers } from '../store/membership.ts';
import type { Entity } from '../store/store.ts';
import type { Tenant } from '../tenant.ts';
import {
  type DirectoryName,
  directoryTypes,
  filtered,
  isEventual,
  missing,
  presentDirectoryObject,
  unsupported,
} from './directory-objects.ts';
import { changeDirectory } from './directory-writes.ts';

/** Entra's page sizes: 100 unless asked, 999 at most (docs: paging of users and groups). */
const sizes = { usual: 100, most: 999 };

export function isDirectory(name: string | undefined): name is DirectoryName {
  return name !== undefined && Object.hasOwn(directoryTypes, name);
}

/** Answers a request for directory objects. Throws refusals. */
export function answerDirectory(tenant: Tenant, asked: TenantRequest, name: DirectoryName): TenantAnswer {
  const [, id, ...rest] = asked.segments;
  if (asked.method !== 'GET') return changeDirectory(tenant, asked, name);
  if (id === undefined) return list(asked, tenant.store.all(name), name, `${name}`);
  if (id === '$count') return count(asked, filtered(asked, tenant.store.all(name)).length);
  const entity = found(tenant, name, id);
  if (rest.length === 0) {
    return ok({
      '@odata.context': `${asked.origin}/${asked.version}/$metadata#${name}/$entity`,
      ...presentDirectoryObject(entity, asked.query.get('$select'), false),
    });
  }
  if (name === 'groups') return answerMembers(tenant, asked, entity, rest);
  if (name === 'users') return answerMemberships(tenant, asked, entity, rest);
  throw unknownSegment(rest[0] ?? '');
}

function found(tenant: Tenant, name: DirectoryName, id: string): Entity {
  const byName = (user: Entity) => stringAt(user.properties, 'userPrincipalName')?.toLowerCase() === id.toLowerCase();
  const entity = tenant.store.find(name, id) ?? (id.includes('@') ? tenant.store.all(name).find(byName) : undefined);
  if (entity === undefined) throw missing(id);
  return entity;
}

/** `members` and `transitiveMembers`, with a cast and a count behind. */
function answerMembers(tenant: Tenant, asked: TenantRequest, group: Entity, rest: readonly string[]): TenantAnswer {
  const [kind, ...after] = rest;
  if (kind !== 'members' && kind !== 'transitiveMembers') throw unknownSegment(kind ?? '');
  const { store } = tenant;
  return answerObjects(asked, after, (type) =>
    kind === 'members' ? objectsOf(store, group.members ?? [], type) : listTransitiveObjects(store, group.id, type),
  );
}

function answerMemberships(tenant: Tenant, asked: TenantRequest, user: Entity, rest: readonly string[]): TenantAnswer {
  const [kind, ...after] = rest;
  if (kind !== 'memberOf' && kind !== 'transitiveMemberOf') throw unknownSegment(kind ?? '');
  const holds = (group: Entity) =>
    (kind === 'memberOf' ? (group.members ?? []) : transitiveMembers(tenant.store, group.id)).includes(user.id);
  const ids = tenant.store
    .all('groups')
    .filter(holds)
    .map((group) => group.id);
  return answerObjects(asked, after, (type) => objectsOf(tenant.store, ids, type));
}

function answerObjects(
  asked: TenantRequest,
  after: readonly string[],
  objects: (type: string | undefined) => readonly Entity[],
): TenantAnswer {
  const [first, second] = after;
  const cast = first?.startsWith('microsoft.graph.') ? first.slice('microsoft.graph.'.length) : undefined;
  if (cast !== undefined && !['user', 'group', 'device'].includes(cast)) throw unknownSegment(first ?? '');
  const last = cast === undefined ? first : second;
  if (after.length > (cast === undefined ? 1 : 2) || (last !== undefined && last !== '$count')) {
    throw unknownSegment(last ?? '');
  }
  const members = objects(cast);
  if (last === '$count') return count(asked, members.length);
  const parameters = [...asked.query.keys()].filter((name) => name !== '$format');
  if (cast !== undefined && parameters.length > 0 && !isEventual(asked)) {
    throw unsupported("A cast combined with another parameter needs the header 'ConsistencyLevel: eventual'.");
  }
  return list(
    asked,
    members.map((member) => visible(asked, member)),
    cast,
    cast === undefined ? 'directoryObjects' : `${cast}s`,
  );
}

/** Of a member whose type the caller may not read, only the id and the type are told (docs: limited information). */
function visible({ actor: { roles } }: TenantRequest, member: Entity): Entity {
  const name = `${member.type}s`;
  const isTold = roles === undefined || !isDirectory(name) || mayReadDirectory(name, roles);
  return isTold ? member : { ...member, properties: {} };
}

/** `$count` segments answer plain text, refuse `Accept: application/json`, and need ConsistencyLevel (practice, docs). */
function count(asked: TenantRequest, number: number): TenantAnswer {
  if (!isEventual(asked)) {
    throw unsupported("$count is not currently supported without the header 'ConsistencyLevel: eventual'.");
  }
  if (asked.headers.get('accept')?.startsWith('application/json') === true) {
    throw new Refusal(
      415,
      'Request_UnsupportedMediaType',
      'A requested content type is not supported: $count is text/plain.',
    );
  }
  return { status: 200, text: String(number) };
}

/** A page of objects; `kind` says the type that the list is declared with, or nothing for mixed members. */
function list(asked: TenantRequest, all: readonly Entity[], kind: string | undefined, context: string): TenantAnswer {
  const counted = asked.query.get('$count') === 'true';
  if (counted && !isEventual(asked)) {
    throw unsupported("$count=true is not supported without the header 'ConsistencyLevel: eventual'.");
  }
  if (asked.query.has('$search') && !isEventual(asked)) {
    throw unsupported("Request with $search query parameter only works with the header 'ConsistencyLevel: eventual'.");
  }
  const objects = filtered(asked, all);
  const page = pageOf(asked, objects, sizes);
  const select = asked.query.get('$select');
  const value: readonly JsonObject[] = page.items.map((item) =>
    presentDirectoryObject(item, select, kind === undefined),
  );
  return ok({
    '@odata.context': `${asked.origin}/${asked.version}/$metadata#${context}`,
    ...(counted ? { '@odata.count': objects.length } : {}),
    ...(page.next === undefined ? {} : { '@odata.nextLink': page.next }),
    value,
  });
}
