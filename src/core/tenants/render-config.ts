/** The configuration of one tenant: the one of all, its own laid over it, and what tenants.yaml says of it. */

import { type Finding, inputError } from '../../model/finding.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import type { SourceSpan } from '../../model/source.ts';
import { quoted } from '../config/yaml/messages.ts';
import type { YamlDocument } from '../config/yaml/parse.ts';
import { BASE_FOLDER, type FleetTenant, tenantFolder } from './fleet.ts';
import { overlaid, takesNothing } from './overlay.ts';
import { variablesIn, type WithVariables, withVariables } from './variables.ts';

const DEFAULT_BRANCH = 'postilion-state';

/** The document that `postilion.yaml` would be if the tenant were alone. */
export function renderConfig(
  shared: YamlDocument,
  own: YamlDocument | null,
  tenant: FleetTenant,
): WithVariables & { readonly used: ReadonlySet<string> } {
  const used = new Set([shared, ...(own === null ? [] : [own])].flatMap(({ value }) => [...variablesIn(value)]));
  const merged = own === null ? shared : overlaid(shared, own);
  const { document, findings, written } = withVariables(merged, tenant.variables);
  const named = [...tenantFindings(shared, own, tenant), ...(own === null ? [] : takesNothing(shared, own))];
  const listed = own !== null && isJsonObject(own.value) ? stateBranch(own.value) : null;
  return { document: completed(document, tenant, listed), findings: [...findings, ...named], written, used };
}

/** What tenants.yaml decides stands there and nowhere else. */
function tenantFindings(shared: YamlDocument, own: YamlDocument | null, { name, id }: FleetTenant): readonly Finding[] {
  const told = [shared, ...(own === null ? [] : [own])].flatMap((document): readonly Finding[] => {
    const given = isJsonObject(document.value) ? document.value['tenant'] : undefined;
    const other = isJsonObject(given) ? stringAt(given, 'id')?.toLowerCase() : undefined;
    if (other === undefined || id === null || other === id) return [];
    const message = `tenant.id: ${quoted(other)} is not the id of ${quoted(name)} in tenants.yaml (${id}): take the line away`;
    return [inputError('TEN-007', message, { at: nearestPlace(document.places, '/tenant/id') })];
  });
  const shares = isJsonObject(shared.value) && isJsonObject(shared.value['tenant']) ? shared.value['tenant'] : {};
  const place = ['id', 'embedded'].find((way) => Object.hasOwn(shares, way) && id === null);
  if (place === undefined) return told;
  const message = `tenant.${place} stands in the configuration of all tenants: write it for each in tenants.yaml`;
  return [...told, inputError('TEN-007', message, { at: nearestPlace(shared.places, `/tenant/${place}`) })];
}

function stateBranch(value: JsonObject): string | null {
  const { state } = value;
  return isJsonObject(state) ? (stringAt(state, 'branch') ?? null) : null;
}

function completed(document: YamlDocument, tenant: FleetTenant, ownBranch: string | null): YamlDocument {
  const { value } = document;
  if (!isJsonObject(value)) return document;
  const places: Record<string, SourceSpan> = { ...document.places };
  const given = isJsonObject(value['tenant']) ? value['tenant'] : {};
  const told: Record<string, JsonValue> = { ...given };
  const set = (name: 'id' | 'cloud' | 'embedded', text: string | null): void => {
    if (text === null) return;
    told[name] = text;
    places[`/tenant/${name}`] = tenant.at;
  };
  set('id', tenant.id);
  set('cloud', tenant.cloud);
  set('embedded', tenant.embedded);
  if (Object.keys(told).length > 0) places['/tenant'] ??= tenant.at;
  const state = isJsonObject(value['state']) ? value['state'] : {};
  const branch = ownBranch ?? `${stringAt(state, 'branch') ?? DEFAULT_BRANCH}-${tenant.name}`;
  const profiles = value['profiles'] ?? [`${BASE_FOLDER}**/*.yaml`];
  return {
    ...document,
    places,
    value: {
      ...value,
      ...(Object.keys(told).length > 0 ? { tenant: told } : {}),
      state: { ...state, branch },
      profiles: isJsonArray(profiles) ? [...profiles, `${tenantFolder(tenant.name)}**/*.yaml`] : profiles,
    },
  };
}
