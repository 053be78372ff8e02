/** Writes of users, groups and devices: what admins do in the portal while Postilion looks away. */
import { isJsonArray, type JsonValue, stringAt } from '../../model/json.ts';
import { badRequest, Refusal, unknownSegment } from '../errors.ts';
import { splitAddress, type TenantAnswer, type TenantRequest } from '../exchange.ts';
import { guidOf, serviceTime } from '../store/identifiers.ts';
import { directoryObject } from '../store/membership.ts';
import type { Entity } from '../store/store.ts';
import type { Tenant } from '../tenant.ts';
import { checkBody, parseBody } from '../validate/body.ts';
import { type DirectoryName, directoryTypes, missing, presentDirectoryObject } from './directory-objects.ts';
import { methodNotAllowed } from './intune.ts';

/** POST, PATCH, DELETE of directory objects and of group members. Throws refusals. */
export function changeDirectory(tenant: Tenant, asked: TenantRequest, name: DirectoryName): TenantAnswer {
  const [, id, ...rest] = asked.segments;
  if (name === 'organization' || (name === 'devices' && !asked.actor.portal)) throw methodNotAllowed(asked);
  if (id === undefined) {
    if (asked.method !== 'POST') throw methodNotAllowed(asked);
    return create(tenant, asked, name);
  }
  const entity = tenant.store.find(name, id);
  if (entity === undefined) throw missing(id);
  if (rest.length > 0) {
    if (name !== 'groups') throw unknownSegment(rest[0] ?? '');
    return changeMembers(tenant, asked, entity, rest);
  }
  if (asked.method === 'PATCH') return update(tenant, asked, name, entity);
  if (asked.method === 'DELETE') return remove(tenant, name, entity);
  throw methodNotAllowed(asked);
}

const rules = { portal: true, containedOnCreate: [] };

function create(tenant: Tenant, asked: TenantRequest, name: DirectoryName): TenantAnswer {
  const { 'members@odata.bind': bound, 'owners@odata.bind': _owners, ...body } = parseBody(asked.text);
  const type = directoryTypes[name];
  const checked = checkBody(type, body, { ...rules, create: true, readOnlyAllowed: name === 'devices' });
  const members = isJsonArray(bound) ? bound.map((address) => memberAt(tenant, address)) : [];
  const number = tenant.store.nextNumber();
  const entity: Entity = {
    id: guidOf(`${name}/${number}`),
    order: number,
    type,
    properties: { ...checked.properties, createdDateTime: serviceTime(asked.now, number) },
    ...(name === 'groups' ? { members } : {}),
  };
  tenant.store.put(name, entity);
  const context = `${asked.origin}/${asked.version}/$metadata#${name}/$entity`;
  return {
    status: 201,
    body: { '@odata.context': context, ...presentDirectoryObject(entity, undefined, false) },
    changed: true,
  };
}

function update(tenant: Tenant, asked: TenantRequest, name: DirectoryName, entity: Entity): TenantAnswer {
  const { 'members@odata.bind': bound, ...body } = parseBody(asked.text);
  const checked = checkBody(entity.type, body, { ...rules, create: false, readOnlyAllowed: name === 'devices' });
  const added = isJsonArray(bound) ? bound.map((address) => memberAt(tenant, address)) : [];
  const members = [...new Set([...(entity.members ?? []), ...added])];
  tenant.store.put(name, {
    ...entity,
    properties: { ...entity.properties, ...checked.properties },
    ...(name === 'groups' ? { members } : {}),
  });
  return { status: 204, changed: true };
}

/** A deleted object leaves every group; assignments that name a deleted group keep its id, as in Intune. */
function remove(tenant: Tenant, name: DirectoryName, entity: Entity): TenantAnswer {
  tenant.store.remove(name, entity.id);
  for (const group of tenant.store.all('groups')) {
    if (!group.members?.includes(entity.id)) continue;
    tenant.store.put('groups', { ...group, members: group.members.filter((member) => member !== entity.id) });
  }
  return { status: 204, changed: true };
}

/** POST members/$ref, DELETE members/{id}/$ref. */
function changeMembers(tenant: Tenant, asked: TenantRequest, group: Entity, rest: readonly string[]): TenantAnswer {
  const members = group.members ?? [];
  if (asked.method === 'POST' && rest.join('/') === 'members/$ref') {
    const id = memberAt(tenant, stringAt(parseBody(asked.text), '@odata.id') ?? null);
    if (members.includes(id)) {
      throw new Refusal(
        400,
        'Request_BadRequest',
        "One or more added object references already exist for the following modified properties: 'members'.",
      );
    }
    tenant.store.put('groups', { ...group, members: [...members, id] });
    return { status: 204, changed: true };
  }
  const [kind, id = '', ref] = rest;
  if (asked.method === 'DELETE' && kind === 'members' && ref === '$ref' && rest.length === 3) {
    const left = members.filter((member) => member !== id.toLowerCase());
    if (left.length === members.length) throw missing(id);
    tenant.store.put('groups', { ...group, members: left });
    return { status: 204, changed: true };
  }
  throw methodNotAllowed(asked);
}

/** The object that an `@odata.id` leads to: `…/directoryObjects/{id}`, `…/users/{id}` and the like. */
function memberAt(tenant: Tenant, address: JsonValue): string {
  if (typeof address !== 'string') throw badRequest("A member needs '@odata.id'.");
  const id = splitAddress(address).segments.at(-1) ?? '';
  const member = directoryObject(tenant.store, id);
  if (member === undefined) throw missing(id);
  return member.id;
}
