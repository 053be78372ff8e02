/** Everything under deviceManagement and deviceAppManagement: finds the collection and the operation. */
import { stringAt } from '../../model/json.ts';
import { badRequest, notFound, Refusal, unknownSegment } from '../errors.ts';
import { ok, type TenantAnswer, type TenantRequest } from '../exchange.ts';
import { isA, typeExists } from '../schema/schema.ts';
import { shapeAssignments } from '../shapes/shaped.ts';
import type { Entity } from '../store/store.ts';
import type { Tenant } from '../tenant.ts';
import { answerApprovals } from './approvals.ts';
import { assignObject } from './assign.ts';
import { type IntuneCollection, intuneCollection } from './collections.ts';
import { existing, listObjects, readObject } from './read-objects.ts';
import { answerReference } from './references.ts';
import { makeStatusOverview } from './status-overview.ts';
import { targetApps } from './target-apps.ts';
import { createObject, deleteObject, refuseWrite, updateObject } from './write-objects.ts';

/** Answers a request below one of Intune's two roots. Throws refusals. */
export function answerIntune(tenant: Tenant, asked: TenantRequest): TenantAnswer {
  const [root = '', name = '', id, ...rest] = asked.segments;
  const approvals = asked.method === 'GET' ? answerApprovals(tenant.approvals, name) : undefined;
  if (approvals !== undefined) return approvals;
  if (asked.method === 'GET' && root === 'deviceManagement' && name === 'managedDeviceOverview' && id === undefined)
    return countEnrolled(tenant, asked);
  const collection = intuneCollection(root, name);
  if (collection === undefined) throw unknownSegment(name === '' ? root : name);
  if (id === undefined) return answerCollection(tenant, asked, collection);
  // Intune has no $count segment on devices; the other lists are small and tools never ask (practice).
  if (id === '$count') throw badRequest("Resource not found for the segment '$count'.");
  const entity = existing(tenant, collection, id);
  if (rest.length === 0) return answerObject(tenant, asked, collection, entity);
  return answerBelow(tenant, asked, collection, entity, rest);
}

/** How many devices there are, in all and by system, whatever a list of them shows. iPads count as iOS (assumed). */
function countEnrolled(tenant: Tenant, asked: TenantRequest): TenantAnswer {
  const context = `${asked.origin}/${asked.version}/$metadata#deviceManagement/managedDeviceOverview/$entity`;
  const devices = tenant.store.all('managedDevices');
  const runs = (pattern: RegExp): number =>
    devices.filter(({ properties }) => pattern.test(stringAt(properties, 'operatingSystem') ?? '')).length;
  const deviceOperatingSystemSummary = {
    androidCount: runs(/^android/i),
    iosCount: runs(/^(?:ios|ipados)$/i),
    macOSCount: runs(/^macos$/i),
    windowsCount: runs(/^windows$/i),
  };
  return ok({ '@odata.context': context, enrolledDeviceCount: devices.length, deviceOperatingSystemSummary });
}

function answerCollection(tenant: Tenant, asked: TenantRequest, collection: IntuneCollection): TenantAnswer {
  if (asked.method === 'GET') return listObjects(tenant, asked, collection);
  if (asked.method !== 'POST') throw methodNotAllowed(asked);
  checkWritable(asked, collection);
  return createObject(tenant, asked, collection);
}

function answerObject(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  entity: Entity,
): TenantAnswer {
  switch (asked.method) {
    case 'GET':
      return readObject(tenant, asked, collection, entity);
    case 'PATCH':
      checkWritable(asked, collection);
      return updateObject(tenant, asked, collection, entity);
    case 'DELETE':
      checkWritable(asked, collection);
      return deleteObject(tenant, asked, collection, entity);
    case 'PUT':
      throw badRequest('PUT is not supported; use PATCH.');
    default:
      throw methodNotAllowed(asked);
  }
}

function answerBelow(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  entity: Entity,
  rest: readonly string[],
): TenantAnswer {
  const [first = '', second] = rest;
  if (first.startsWith('microsoft.graph.')) {
    const type = first.slice('microsoft.graph.'.length);
    // An action may be named in full, or stand behind a cast.
    if (type === 'assign' && second === undefined) return action(tenant, asked, collection, entity, type);
    if (second === 'assign' || second === 'targetApps' || second === 'assignments' || second === undefined) {
      checkCast(entity, type);
      if (second === undefined) return answerObject(tenant, asked, collection, entity);
      return answerBelow(tenant, asked, collection, entity, rest.slice(1));
    }
    if (rest.length === 2 && second.endsWith('Overview'))
      return answerBelow(tenant, asked, collection, entity, [second]);
    return answerReference(tenant, asked, collection, entity, rest);
  }
  if (rest.length === 1 && (first === 'assign' || first === 'targetApps')) {
    return action(tenant, asked, collection, entity, first);
  }
  return readBelow(tenant, asked, collection, entity, rest);
}

function checkCast(entity: Entity, type: string): void {
  if (!typeExists(type) || !isA(entity.type, type))
    throw badRequest(`'${entity.id}' is not a 'microsoft.graph.${type}'.`);
}

function action(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  entity: Entity,
  name: string,
): TenantAnswer {
  if (asked.method !== 'POST') throw methodNotAllowed(asked);
  if (name === 'assign' && collection.assign !== undefined) {
    return assignObject(tenant, asked, collection, collection.assign, entity);
  }
  if (name === 'targetApps' && collection.assign?.style === 'managedApp') {
    return targetApps(tenant, asked, collection, entity);
  }
  throw unknownSegment(name);
}

function readBelow(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  entity: Entity,
  rest: readonly string[],
): TenantAnswer {
  const [name = '', id] = rest;
  const context = `${asked.origin}/${asked.version}/$metadata#${collection.root}/${collection.name}('${entity.id}')/${name}`;
  const lists = { assignments: entity.assignments ?? [], apps: entity.contained?.['apps'] ?? [] };
  if (asked.method !== 'GET') throw methodNotAllowed(asked);
  if (name === 'assignments' && collection.assign !== undefined && rest.length <= 2) {
    if (id === undefined) {
      const value = shapeAssignments(lists.assignments, tenant.shapes.current());
      return ok({ '@odata.context': context, value });
    }
    const assignment = lists.assignments.find((known) => known['id'] === id);
    if (assignment === undefined) throw notFound(`The assignment '${id}' was not found.`);
    return ok({ '@odata.context': `${context}/$entity`, ...assignment });
  }
  if (name === 'apps' && collection.assign?.style === 'managedApp' && rest.length === 1) {
    return ok({ '@odata.context': context, value: lists.apps });
  }
  if (rest.length === 1) {
    const overview = makeStatusOverview(tenant, entity, collection.name, name);
    if (overview !== undefined) return ok({ '@odata.context': context, ...overview });
  }
  throw unknownSegment(name);
}

function checkWritable(asked: TenantRequest, collection: IntuneCollection): void {
  if (collection.written === 'never') refuseWrite(collection);
  if (collection.written === 'by the portal' && !asked.actor.portal) refuseWrite(collection);
}

export function methodNotAllowed(asked: TenantRequest): Refusal {
  return new Refusal(405, 'MethodNotAllowed', `The method '${asked.method}' is not allowed on this resource.`);
}
