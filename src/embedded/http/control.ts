/** The tenant's own routes, `/__tenant/…`: its state, the portal's hand, the ledger and the faults. */
import { type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { answerOne, isWrite } from '../dispatch.ts';
import { badRequest, Refusal } from '../errors.ts';
import { ok, splitAddress, type TenantAnswer, type TenantRequest } from '../exchange.ts';
import { presented } from '../odata/present.ts';
import { setShapes } from '../routes/shapes.ts';
import { ORDINARY, readShapes } from '../shapes/shape-set.ts';
import { type CollectionName, collectionNames, type Entity } from '../store/store.ts';
import type { Tenant } from '../tenant.ts';
import { parseBody } from '../validate/body.ts';
import { portalActor } from './authorize.ts';
import type { Faults } from './faults.ts';
import type { Ledger } from './ledger.ts';

export interface Control {
  readonly tenant: Tenant;
  readonly ledger: Ledger;
  readonly faults: Faults;
}

/** Answers a `/__tenant` request; `asked.segments` starts behind it. Nobody needs a token here. */
export function answerControl(control: Control, asked: TenantRequest): TenantAnswer {
  const route = `${asked.method} ${asked.segments.join('/')}`;
  switch (route) {
    case 'GET state':
      return ok(state(control.tenant, asked.query.get('only')));
    case 'POST edit':
      return edit(control.tenant, asked);
    case 'GET requests':
      return ok({ value: control.ledger.lines() });
    case 'DELETE requests':
      control.ledger.clear();
      return { status: 204 };
    case 'POST shapes':
      setShapes(control.tenant, readShapes(parseBody(asked.text)));
      return { status: 204 };
    case 'DELETE shapes':
      setShapes(control.tenant, ORDINARY);
      return { status: 204 };
    case 'POST approvals':
      control.tenant.approvals.set(parseBody(asked.text));
      return { status: 204 };
    case 'POST faults':
      control.faults.add(parseAny(asked.text));
      return { status: 204 };
    case 'DELETE faults':
      control.faults.clear();
      return { status: 204 };
    default:
      throw new Refusal(404, 'NotFound', `no such route of the embedded tenant: ${route}`);
  }
}

/** Everything stored, by collection; `?only=a,b` names the ones wanted. */
function state(tenant: Tenant, only: string | undefined): JsonObject {
  const wanted = only?.split(',');
  const chosen = collectionNames.filter((name) => wanted?.includes(name) ?? true);
  return Object.fromEntries(
    chosen.map((name) => [name, tenant.store.all(name).map((entity) => stateOf(name, entity))]),
  );
}

function stateOf(name: CollectionName, entity: Entity): JsonObject {
  const rows: readonly CollectionName[] = [
    'users',
    'devices',
    'managedDevices',
    'groups',
    'organization',
    'auditEvents',
  ];
  // Rows of the directory have a hundred properties that nobody set; profiles are shown whole.
  const properties = rows.includes(name) ? { id: entity.id, ...entity.properties } : presented(entity, '', {});
  return {
    ...properties,
    ...(entity.members === undefined ? {} : { members: entity.members }),
    ...(rows.includes(name) ? {} : { assignments: entity.assignments ?? [], references: entity.references ?? {} }),
    ...entity.contained,
    ...entity.unknown,
  };
}

/** Performs a request as an admin in the portal and answers what came of it. */
function edit(tenant: Tenant, asked: TenantRequest): TenantAnswer {
  const wish = parseBody(asked.text);
  const method = stringAt(wish, 'method')?.toUpperCase();
  const path = stringAt(wish, 'path');
  if (method === undefined || path === undefined) throw badRequest("an edit needs 'method' and 'path'");
  const versioned = /^\/?(beta|v1\.0)\//.test(path)
    ? `/${path.replace(/^\//, '')}`
    : `/beta/${path.replace(/^\//, '')}`;
  const body = wish['body'];
  const answer = answerOne(tenant, {
    ...asked,
    ...splitAddress(versioned),
    method,
    headers: new Map([['consistencylevel', 'eventual']]),
    text: body === undefined ? '' : JSON.stringify(body),
    actor: portalActor,
  });
  const said: JsonValue = answer.body ?? answer.text ?? null;
  return ok({ status: answer.status, body: said, changed: isWrite({ method }) && (answer.changed ?? false) });
}

function parseAny(text: string): JsonValue {
  return parseBody(`{"value":${text}}`)['value'] ?? null;
}
