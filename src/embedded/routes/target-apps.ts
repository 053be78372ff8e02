/** The apps of a managed-app configuration: set by the targetApps action, not by PATCH (docs). */
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isJsonArray, isJsonObject, sameJson, stringAt } from '../../model/json.ts';
import { badRequest } from '../errors.ts';
import type { TenantAnswer, TenantRequest } from '../exchange.ts';
import { enumMembers } from '../schema/schema.ts';
import type { Entity } from '../store/store.ts';
import { recordAudit, type Tenant } from '../tenant.ts';
import { parseBody } from '../validate/body.ts';
import { checkComplex } from '../validate/value.ts';
import type { IntuneCollection } from './collections.ts';

/** POST …/targetApps replaces the list of apps; 204. */
export function targetApps(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  entity: Entity,
): TenantAnswer {
  const body = parseBody(asked.text);
  const other = Object.keys(body).find((name) => name !== 'apps' && name !== 'appGroupType');
  if (other !== undefined) throw badRequest(`The parameter '${other}' is not valid for 'targetApps'.`);
  const apps = checkTargetApps(body['apps'] ?? []);
  const group = body['appGroupType'];
  if (typeof group === 'string' && !enumMembers('targetedManagedAppGroupType')?.includes(group)) {
    throw badRequest(`Cannot convert the value '${group}' of 'appGroupType'.`);
  }
  const updated: Entity = {
    ...entity,
    properties: { ...entity.properties, ...(typeof group === 'string' ? { appGroupType: group } : {}) },
    contained: { ...entity.contained, apps },
  };
  tenant.store.put(collection.name, updated);
  recordAudit(tenant, asked, { verb: 'Action', before: entity, after: updated });
  return { status: 204, changed: !sameJson(entity.contained?.['apps'] ?? [], apps) };
}

/** The apps with the ids that the service derives from the identifiers. Throws a 400 refusal for anything else. */
export function checkTargetApps(value: JsonValue): readonly JsonObject[] {
  if (!isJsonArray(value)) throw badRequest("'apps' must be a collection of managedMobileApp.");
  return value.map((item) => {
    if (!isJsonObject(item)) throw badRequest("'apps' must be a collection of managedMobileApp.");
    const { id: _id, version: _version, '@odata.type': _type, ...rest } = item;
    const app = checkComplex('managedMobileApp', rest, 'apps');
    const identifier = app['mobileAppIdentifier'];
    if (!isJsonObject(identifier)) throw badRequest("An app needs a 'mobileAppIdentifier'.");
    const name =
      ['bundleId', 'packageId', 'windowsAppId'].map((member) => stringAt(identifier, member)).find(Boolean) ?? '';
    const platform = (stringAt(identifier, '@odata.type') ?? '').replace(
      /^#microsoft\.graph\.|MobileAppIdentifier$/g,
      '',
    );
    return { id: `${name}.${platform}`, version: null, mobileAppIdentifier: identifier };
  });
}
