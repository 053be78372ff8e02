/** What every route needs: the state, and the record of what happened to it. */
import type { JsonObject, JsonValue } from '../model/json.ts';
import { canonical } from '../model/json.ts';
import type { TenantRequest } from './exchange.ts';
import type { Approvals } from './routes/approvals.ts';
import type { Shapes } from './shapes/shape-set.ts';
import { guidOf, serviceTime } from './store/identifiers.ts';
import type { Entity, Store } from './store/store.ts';

export interface Tenant {
  readonly store: Store;
  readonly shapes: Shapes;
  readonly approvals: Approvals;
}

export interface TenantEdit {
  /** Create, Patch, Delete, Assign, SetReference, Action. */
  readonly verb: string;
  readonly before: Entity | undefined;
  readonly after: Entity;
}

/**
 * Writes an audit event for a change of an Intune object. The correlation id is the caller's client-request-id, by
 * which a tool finds its own writes again (docs: auditEvent).
 */
export function recordAudit(tenant: Tenant, asked: TenantRequest, change: TenantEdit): void {
  const number = tenant.store.nextNumber();
  const { after, before } = change;
  const name = after.properties['displayName'] ?? null;
  const activityType = `${change.verb} ${after.type}`;
  tenant.store.put('auditEvents', {
    id: guidOf(`auditEvents/${number}`),
    order: number,
    type: 'auditEvent',
    properties: {
      displayName: activityType,
      componentName: after.type,
      activityDateTime: serviceTime(asked.now, number),
      activityType,
      activityOperationType: change.verb,
      activityResult: 'Success',
      correlationId: asked.clientRequestId,
      category: 'DeviceConfiguration',
      actor: actorOf(asked),
      resources: [
        {
          displayName: name,
          auditResourceType: after.type,
          type: after.type,
          resourceId: after.id,
          modifiedProperties: modified(before, after),
        },
      ],
    },
  });
}

function actorOf(asked: TenantRequest): JsonObject {
  const { name, portal } = asked.actor;
  return {
    auditActorType: portal ? 'ItPro' : 'Application',
    type: portal ? 'ItPro' : 'Application',
    userPermissions: ['*'],
    applicationId: portal ? null : guidOf(`application/${name}`),
    applicationDisplayName: portal ? 'Microsoft Intune portal extension' : name,
    userPrincipalName: portal ? name : null,
    servicePrincipalName: portal ? null : name,
    ipAddress: null,
    userId: portal ? guidOf(`user/${name}`) : null,
    remoteTenantId: null,
    remoteUserId: null,
    userRoleScopeTags: [],
  };
}

/** Old and new as the texts that the audit log shows. */
function modified(before: Entity | undefined, after: Entity): readonly JsonObject[] {
  const old = before === undefined ? {} : facts(before);
  const now = facts(after);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((name) => canonical(old[name] ?? null) !== canonical(now[name] ?? null))
    .map((name) => ({ displayName: name, oldValue: textOf(old[name]), newValue: textOf(now[name]) }));
}

function facts(entity: Entity): JsonObject {
  return { ...entity.properties, ...entity.references, assignments: entity.assignments ?? [] };
}

function textOf(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
