/** Ids inside bodies that must name something in the tenant. */
import { isJsonArray, type JsonObject, type JsonValue } from '../../model/json.ts';
import { badRequest } from '../errors.ts';
import type { CollectionName } from '../store/store.ts';
import type { Tenant } from '../tenant.ts';

/** Throws a 400 refusal for a scope tag or an app that the tenant doesn't have. */
export function checkLinks(tenant: Tenant, properties: JsonObject): void {
  checkIds(tenant, 'roleScopeTags', properties['roleScopeTagIds'], 'scope tag');
  checkIds(tenant, 'roleScopeTags', properties['roleScopeTags'], 'scope tag');
  checkIds(tenant, 'mobileApps', properties['targetedMobileApps'], 'app');
}

function checkIds(tenant: Tenant, collection: CollectionName, ids: JsonValue | undefined, what: string): void {
  if (!isJsonArray(ids)) return;
  for (const id of ids) {
    if (typeof id === 'string' && tenant.store.find(collection, id) === undefined) {
      throw badRequest(`The ${what} '${id}' does not exist.`);
    }
  }
}
