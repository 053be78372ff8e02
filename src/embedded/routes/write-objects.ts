/** Create, update and delete of Intune objects. */
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isJsonArray, sameJson } from '../../model/json.ts';
import { badRequest, Refusal } from '../errors.ts';
import type { TenantAnswer, TenantRequest } from '../exchange.ts';
import { propertiesOf } from '../schema/schema.ts';
import { guidOf, serviceTime } from '../store/identifiers.ts';
import type { Entity } from '../store/store.ts';
import { recordAudit, type Tenant } from '../tenant.ts';
import { type CheckedBody, checkBody, parseBody } from '../validate/body.ts';
import { checkAssignments } from './assign.ts';
import type { IntuneCollection } from './collections.ts';
import { checkLinks } from './links.ts';
import { makeWholeObject, readObject } from './read-objects.ts';
import { findReferrers, listBoundReferences } from './references.ts';
import { unknownOfNew } from './shapes.ts';
import { checkTargetApps } from './target-apps.ts';

/** POST of a new object: 201 with all of it, unassigned. */
export function createObject(tenant: Tenant, asked: TenantRequest, collection: IntuneCollection): TenantAnswer {
  const body = checkBody(collection.type, parseBody(asked.text), {
    create: true,
    portal: asked.actor.portal,
    containedOnCreate: collection.containedOnCreate ?? [],
    readOnlyAllowed: collection.name === 'managedDevices',
  });
  checkLinks(tenant, body.properties);
  const references = listBoundReferences(tenant, body);
  const number = tenant.store.nextNumber();
  const id = newId(tenant, collection, number);
  const stamp = serviceTime(asked.now, number);
  const entity: Entity = {
    id,
    order: number,
    type: body.type,
    properties: { ...withCallersTags(body, asked), ...stamps(body.type, stamp, stamp, 1) },
    ...(Object.keys(references).length === 0 ? {} : { references }),
    ...containedParts(tenant, id, collection, body),
    ...unknownOfNew(tenant, collection),
  };
  tenant.store.put(collection.name, entity);
  recordAudit(tenant, asked, { verb: 'Create', before: undefined, after: entity });
  const { body: answer } = readObject(tenant, { ...asked, query: new Map() }, collection, entity);
  return { status: 201, body: answer ?? makeWholeObject(entity, collection), changed: true };
}

/** A creator's own scope tags are added to what was sent (Intune documentation, scope tags). */
function withCallersTags({ type, properties }: CheckedBody, { actor }: TenantRequest): JsonObject {
  const { scopeTags = [] } = actor;
  if (scopeTags.length === 0 || !propertiesOf(type).has('roleScopeTagIds')) return properties;
  const sent = properties['roleScopeTagIds'];
  return { ...properties, roleScopeTagIds: [...new Set([...(isJsonArray(sent) ? sent : ['0']), ...scopeTags])] };
}

/** PATCH: 204 without a body (practice; documented as 200). Only the members sent change. */
export function updateObject(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  entity: Entity,
): TenantAnswer {
  const body = checkBody(collection.type, parseBody(asked.text), {
    create: false,
    portal: asked.actor.portal,
    containedOnCreate: [],
    readOnlyAllowed: collection.name === 'managedDevices',
  });
  if (body.type !== entity.type) {
    throw badRequest(`The type of an existing object can't change from '${entity.type}' to '${body.type}'.`);
  }
  checkLinks(tenant, body.properties);
  const whole = makeWholeObject(entity, collection);
  const changed = Object.entries(body.properties).some(([name, value]) => !sameJson(whole[name] ?? null, value));
  const number = tenant.store.nextNumber();
  const created = entity.properties['createdDateTime'];
  const version = entity.properties['version'];
  const updated: Entity = {
    ...entity,
    properties: {
      ...entity.properties,
      ...body.properties,
      ...stamps(
        entity.type,
        typeof created === 'string' ? created : '',
        serviceTime(asked.now, number),
        typeof version === 'number' ? version + 1 : number,
      ),
    },
  };
  tenant.store.put(collection.name, updated);
  recordAudit(tenant, asked, { verb: 'Patch', before: entity, after: updated });
  return { status: 204, changed };
}

/** DELETE. An object that another one refers to stays (assumed: the service answers 400). */
export function deleteObject(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  entity: Entity,
): TenantAnswer {
  if (entity.properties['isBuiltIn'] === true) throw badRequest(`'${entity.id}' is built in and can't be deleted.`);
  const users = findReferrers(tenant, collection, entity);
  if (users.length > 0) {
    throw badRequest(`'${entity.id}' is referenced by ${users.join(', ')} and can't be deleted.`);
  }
  tenant.store.remove(collection.name, entity.id);
  recordAudit(tenant, asked, { verb: 'Delete', before: entity, after: entity });
  return { status: collection.deleteStatus, changed: true };
}

export function refuseWrite(collection: IntuneCollection): never {
  throw new Refusal(405, 'MethodNotAllowed', `'${collection.name}' can't be written by a Graph client.`);
}

/** The members that the service keeps itself, as far as the type has them. */
function stamps(type: string, created: string, modified: string, version: number): JsonObject {
  const known = propertiesOf(type);
  const form = known.get('version')?.form;
  const kept: Record<string, JsonValue> = {};
  if (known.has('createdDateTime')) kept['createdDateTime'] = created;
  if (known.has('lastModifiedDateTime')) kept['lastModifiedDateTime'] = modified;
  // Managed-app policies version themselves with a quoted etag, everything else counts (seen in exports).
  if (form === 'integer') kept['version'] = version;
  if (form === 'string') kept['version'] = `"${guidOf(`etag/${version}/${modified}`)}"`;
  return kept;
}

function newId(tenant: Tenant, collection: IntuneCollection, number: number): string {
  if (collection.name === 'roleScopeTags') {
    return String(Math.max(0, ...tenant.store.all('roleScopeTags').map((tag) => Number(tag.id))) + 1);
  }
  const id = guidOf(`${collection.name}/${number}`);
  return collection.name === 'targetedManagedAppConfigurations' ? `A_${id}` : id;
}

function containedParts(
  tenant: Tenant,
  id: string,
  collection: IntuneCollection,
  body: CheckedBody,
): Pick<Entity, 'assignments' | 'contained'> {
  const apps = body.contained.get('apps');
  const assignments = body.contained.get('assignments');
  return {
    ...(apps === undefined ? {} : { contained: { apps: checkTargetApps(apps) } }),
    ...(isJsonArray(assignments) && collection.assign !== undefined
      ? { assignments: checkAssignments(tenant, id, collection.assign, assignments) }
      : {}),
  };
}
