/** Users, groups and devices as Entra answers them. */
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { Refusal } from '../errors.ts';
import type { TenantRequest } from '../exchange.ts';
import { parseFilter } from '../odata/filter.ts';
import { leaves, matches } from '../odata/match.ts';
import { propertiesOf } from '../schema/schema.ts';
import type { Entity } from '../store/store.ts';

export type DirectoryName = 'users' | 'groups' | 'devices' | 'organization';

export const directoryTypes: Readonly<Record<DirectoryName, string>> = {
  users: 'user',
  groups: 'group',
  devices: 'device',
  organization: 'organization',
};

/** What Entra answers without `$select`; the rest of the type's properties come only when they are selected (docs). */
const usual: Readonly<Record<string, readonly string[]>> = {
  user: [
    'accountEnabled',
    'businessPhones',
    'department',
    'displayName',
    'givenName',
    'jobTitle',
    'mail',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'usageLocation',
    'userPrincipalName',
    'userType',
  ],
  group: [
    'createdDateTime',
    'description',
    'displayName',
    'groupTypes',
    'mail',
    'mailEnabled',
    'mailNickname',
    'membershipRule',
    'membershipRuleProcessingState',
    'securityEnabled',
    'visibility',
  ],
  device: [
    'accountEnabled',
    'deviceId',
    'displayName',
    'isCompliant',
    'isManaged',
    'manufacturer',
    'model',
    'operatingSystem',
    'operatingSystemVersion',
    'deviceOwnership',
    'enrollmentProfileName',
    'trustType',
  ],
  organization: ['displayName', 'verifiedDomains', 'mobileDeviceManagementAuthority', 'createdDateTime', 'tenantType'],
};

/** The object with its usual or its selected properties. Throws a 400 refusal for a property the type doesn't have. */
export function presentDirectoryObject(entity: Entity, select: string | undefined, annotated: boolean): JsonObject {
  const known = propertiesOf(entity.type);
  const names =
    select === undefined ? ['id', ...(usual[entity.type] ?? [])] : select.split(',').map((name) => name.trim());
  const shown: Record<string, JsonValue> = annotated ? { '@odata.type': `#microsoft.graph.${entity.type}` } : {};
  for (const name of names) {
    const property = known.get(name);
    // A list of members of several types leaves out what one of them lacks.
    if (property === undefined && !annotated) {
      throw unsupported(
        `Could not find a property named '${name}' on type 'microsoft.graph.${entity.type}'.`,
        'BadRequest',
      );
    }
    if (property === undefined) continue;
    shown[name] = name === 'id' ? entity.id : (entity.properties[name] ?? (property.collection ? [] : null));
  }
  return shown;
}

const equalProperties = [
  'id',
  'displayName',
  'mailNickname',
  'mail',
  'userPrincipalName',
  'deviceId',
  'operatingSystem',
];
const startProperties = ['displayName', 'mailNickname', 'mail', 'userPrincipalName'];

/**
 * The objects that fit `$filter`. Entra refuses what it can't filter, unlike Intune: 400 Request_UnsupportedQuery. `ne`
 * and `not` need advanced queries, that is ConsistencyLevel and `$count=true` (docs: advanced queries).
 */
export function filtered(asked: TenantRequest, entities: readonly Entity[]): readonly Entity[] {
  const text = asked.query.get('$filter');
  if (text === undefined) return entities;
  const filter = parseFilter(text);
  const advanced = isEventual(asked) && asked.query.get('$count') === 'true';
  if (filter === undefined || (/\bnot\b/.test(text.replaceAll(/'[^']*'/g, '')) && !advanced)) {
    throw unsupported(`Unsupported or invalid query filter clause specified: '${text}'.`);
  }
  for (const leaf of leaves(filter)) {
    const fits =
      (leaf.is === 'compare' &&
        (equalProperties.includes(leaf.property) || typeof leaf.value === 'boolean') &&
        (leaf.operator === 'eq' || (leaf.operator === 'ne' && advanced))) ||
      (leaf.is === 'in' && equalProperties.includes(leaf.property)) ||
      (leaf.is === 'call' && leaf.name.toLowerCase() === 'startswith' && startProperties.includes(leaf.property)) ||
      (leaf.is === 'any' && (leaf.property === 'groupTypes' || leaf.property === 'proxyAddresses'));
    if (!fits) throw unsupported(`Unsupported or invalid query filter clause specified for '${text}'.`);
  }
  return entities.filter((entity) => matches(filter, { ...entity.properties, id: entity.id }, entity.type));
}

export function isEventual(asked: TenantRequest): boolean {
  return asked.headers.get('consistencylevel')?.toLowerCase() === 'eventual';
}

export function unsupported(message: string, code = 'Request_UnsupportedQuery'): Refusal {
  return new Refusal(400, code, message);
}

export function missing(id: string): Refusal {
  return new Refusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}
