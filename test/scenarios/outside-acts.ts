/** What others do to the tenant in a scenario: an admin in the portal, a service that grew, one that fails. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../src/embedded/store/store.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import type { TenantServer } from './tenant-server.ts';

type Ids = ReadonlyMap<string, string>;

/**
 * `portal.json`: a list of requests, with `{key}` for the id of a profile, `{group: NAME}` and `{user: NAME}`, or
 * of `{"duplicate": key, "name": …}` as the admin center's menu does it. A missing file is nothing to do.
 */
export async function portalActs(file: string, server: TenantServer, ids: Ids): Promise<void> {
  if (!existsSync(file)) return;
  for (const act of listFrom(file)) {
    const duplicated = stringAt(act, 'duplicate');
    if (duplicated !== undefined) await duplicate(server, ids.get(duplicated) ?? '', stringAt(act, 'name') ?? '');
    else await server.edit({ method: stringAt(act, 'method') ?? '', ...(await bound(act, server, ids)) });
  }
}

async function bound(
  act: JsonObject,
  server: TenantServer,
  ids: Ids,
): Promise<{ readonly path: string; readonly body: JsonObject }> {
  const text = JSON.stringify({ path: act['path'] ?? '', body: act['body'] ?? {} });
  const found = new Map([
    ...idsBy(text.includes('{group: ') ? await server.state('groups') : [], 'displayName'),
    ...idsBy(text.includes('{user: ') ? await server.state('users') : [], 'userPrincipalName'),
  ]);
  const whole = text
    .replaceAll(/\{(?:group|user): ([^}]+)\}/g, (symbol, name: string) => found.get(name) ?? symbol)
    .replaceAll(/\{([a-z0-9-]+)\}/g, (symbol, key: string) => ids.get(key) ?? symbol);
  const parsed: unknown = JSON.parse(whole);
  const { path, body } = asObject(parsed);
  return { path: typeof path === 'string' ? path : '', body: asObject(body) };
}

function idsBy(objects: readonly JsonObject[], name: string): readonly (readonly [string, string])[] {
  return objects.map((object) => [stringAt(object, name) ?? '', stringAt(object, 'id') ?? ''] as const);
}

/**
 * `shapes.json`: how the tenant spells its answers from now on. `faults.json`: how it fails from now on.
 * Missing files leave it as it is.
 */
export async function unusualAnswers(folder: string, server: TenantServer): Promise<void> {
  const [shapes, faults] = [join(folder, 'shapes.json'), join(folder, 'faults.json')];
  if (existsSync(shapes)) await server.shapes(objectFrom(shapes));
  if (existsSync(faults)) await server.faults(listFrom(faults));
}

const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';
const SERVER_SIDE = new Set(['id', 'createdDateTime', 'lastModifiedDateTime', 'version', 'supportsScopeTags']);

async function duplicate(server: TenantServer, id: string, name: string): Promise<void> {
  const read = await server.edit({ method: 'GET', path: `${CONFIGURATIONS}/${id}` });
  if (!isJsonObject(read)) throw new Error(`there is no ${id} to duplicate`);
  const kept = Object.entries(read).filter(
    ([member]) => !SERVER_SIDE.has(member) && (member === '@odata.type' || !member.includes('@')),
  );
  const body = { ...Object.fromEntries(kept), displayName: name };
  await server.edit({ method: 'POST', path: CONFIGURATIONS, body });
}

/**
 * `newer-service.json`: properties, by the key of a profile, that a newer service added to the objects. They are put
 * behind the portal's back, which would refuse what its schema doesn't know.
 */
export function newerService(file: string, store: Store, ids: Ids): void {
  if (!existsSync(file)) return;
  for (const [key, added] of Object.entries(objectFrom(file))) {
    const entity = store.find('deviceConfigurations', ids.get(key) ?? '');
    if (entity === undefined) throw new Error(`there is no ${key} to add properties to`);
    store.put('deviceConfigurations', { ...entity, properties: { ...entity.properties, ...asObject(added) } });
  }
}

/** The properties that `newer-service.json` added, by key, and what the tenant holds of them now. */
export function servicesOwn(
  file: string,
  store: Store,
  ids: Ids,
): { readonly added: JsonObject; readonly left: JsonObject } {
  if (!existsSync(file)) return { added: {}, left: {} };
  const added = objectFrom(file);
  const left = Object.entries(added).map(([key, properties]) => {
    const held = store.find('deviceConfigurations', ids.get(key) ?? '')?.properties ?? {};
    return [key, Object.fromEntries(Object.keys(asObject(properties)).map((name) => [name, held[name] ?? null]))];
  });
  return { added, left: asObject(Object.fromEntries(left)) };
}

function listFrom(file: string): readonly JsonObject[] {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function objectFrom(file: string): JsonObject {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return asObject(value);
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
