/** The admin of the demo: changes profiles of an embedded tenant as somebody in the portal would. */

import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../model/json.ts';

/** A profile by display name, and the Graph properties to change. */
export interface AdminEdit {
  readonly profile: string;
  readonly change: JsonObject;
}

/** Makes the edit in the embedded tenant at `url`. Rejects when it isn't taken. */
export async function editAsAdmin(url: string, { profile, change }: AdminEdit): Promise<void> {
  const state = await call(`${url}/__tenant/state?only=deviceConfigurations`, 'GET');
  const object = objectsAt(state, 'deviceConfigurations').find(({ displayName }) => displayName === profile);
  if (object === undefined) throw new Error(`the tenant has no profile "${profile}"`);
  const answer = await call(`${url}/__tenant/edit`, 'POST', {
    method: 'PATCH',
    path: `/deviceManagement/deviceConfigurations/${stringAt(object, 'id') ?? ''}`,
    body: { '@odata.type': object['@odata.type'] ?? null, ...change },
  });
  if (answer['changed'] !== true) throw new Error(`the edit of "${profile}" was not taken: ${JSON.stringify(answer)}`);
}

async function call(url: string, method: string, body?: JsonObject): Promise<JsonObject> {
  const response = await fetch(url, body === undefined ? { method } : { method, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  return isJsonObject(answer) ? answer : {};
}
