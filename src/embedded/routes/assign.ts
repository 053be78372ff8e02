/** The assign action: replaces the whole list of an object's assignments. */
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isJsonArray, isJsonObject, sameJson, stringAt } from '../../model/json.ts';
import { badRequest } from '../errors.ts';
import type { TenantAnswer, TenantRequest } from '../exchange.ts';
import { completed } from '../odata/present.ts';
import type { Entity } from '../store/store.ts';
import { recordAudit, type Tenant } from '../tenant.ts';
import { parseBody } from '../validate/body.ts';
import { checkComplex } from '../validate/value.ts';
import type { AssignAction, IntuneCollection } from './collections.ts';

const zeroGuid = '00000000-0000-0000-0000-000000000000';
/** The well-known ids that the admin center uses for the two virtual groups. */
const virtualGroups: Readonly<Record<string, string>> = {
  allLicensedUsersAssignmentTarget: 'acacacac-9df4-4c7d-9d50-4ef0226f57a9',
  allDevicesAssignmentTarget: 'adadadad-808e-44e2-905a-0b7873a8a531',
};
const intents = ['available', 'required', 'uninstall', 'availableWithoutEnrollment'];

/** POST …/assign. An empty list unassigns everything. Throws a 400 refusal for a bad list. */
export function assignObject(
  tenant: Tenant,
  asked: TenantRequest,
  collection: IntuneCollection,
  action: AssignAction,
  entity: Entity,
): TenantAnswer {
  const body = parseBody(asked.text);
  const other = Object.keys(body).find((name) => name !== action.parameter);
  if (other !== undefined)
    throw badRequest(`The parameter '${other}' in the request payload is not valid for 'assign'.`);
  const list = body[action.parameter];
  if (!isJsonArray(list)) throw badRequest(`'assign' needs the collection '${action.parameter}'.`);
  const checked = checkAssignments(tenant, entity.id, action, list);
  const assignments = asked.actor.portal ? checked.map((made, index) => fromPolicySet(made, list[index])) : checked;
  const updated: Entity = { ...entity, assignments };
  const changed = !sameJson(targetsOf(entity.assignments ?? []), targetsOf(assignments));
  tenant.store.put(collection.name, updated);
  recordAudit(tenant, asked, { verb: 'Assign', before: entity, after: updated });
  if (!action.answersList) return { status: 204, changed };
  const context = `${asked.origin}/${asked.version}/$metadata#Collection(microsoft.graph.${action.type})`;
  return { status: 200, body: { '@odata.context': context, value: assignments }, changed };
}

/** Policy sets are made in the portal only; what they assign says so (`source` and `sourceId` of the reference). */
function fromPolicySet(made: JsonObject, sent: JsonValue | undefined): JsonObject {
  if (!isJsonObject(sent) || sent['source'] !== 'policySets') return made;
  return { ...made, source: 'policySets', sourceId: sent['sourceId'] ?? zeroGuid };
}

/** The assignments as they are stored and answered: with ids and with the filter members that every target has. */
export function checkAssignments(
  tenant: Tenant,
  policy: string,
  action: AssignAction,
  list: readonly JsonValue[],
): readonly JsonObject[] {
  const seen = new Set<string>();
  return list.map((item) => {
    if (!isJsonObject(item)) throw badRequest(`'${action.parameter}' holds something that is not an assignment.`);
    // Read-modify-write brings ids and sources back; the service makes them anew (assumed).
    const { id: _id, source: _source, sourceId: _sourceId, ...rest } = item;
    const checked = checkComplex(action.type, rest, action.parameter);
    const target = checkedTarget(tenant, checked['target']);
    const key = stringAt(target, 'groupId') ?? targetType(target);
    if (seen.has(key)) throw badRequest(`The same target '${key}' is assigned twice.`);
    seen.add(key);
    return shaped(policy, action, checked, target);
  });
}

function checkedTarget(tenant: Tenant, value: JsonValue | undefined): JsonObject {
  if (!isJsonObject(value)) throw badRequest("An assignment needs a 'target'.");
  const type = targetType(value);
  const groupId = stringAt(value, 'groupId');
  if (type.toLowerCase().endsWith('groupassignmenttarget')) {
    if (groupId === undefined || groupId === '') throw badRequest(`A target of type '${type}' needs a 'groupId'.`);
    if (tenant.store.find('groups', groupId) === undefined) throw badRequest(`The group '${groupId}' does not exist.`);
  }
  return { '@odata.type': `#microsoft.graph.${type}`, ...completed(type, value), ...checkedFilter(tenant, value) };
}

function targetType(target: JsonObject): string {
  return (stringAt(target, '@odata.type') ?? '').replace('#microsoft.graph.', '');
}

/** "No filter" is written as absent, as null, or as the zero GUID, and reads back as null with type none (practice). */
function checkedFilter(tenant: Tenant, target: JsonObject): JsonObject {
  const id = stringAt(target, 'deviceAndAppManagementAssignmentFilterId');
  const type = stringAt(target, 'deviceAndAppManagementAssignmentFilterType') ?? 'none';
  const given = id !== undefined && id !== '' && id !== zeroGuid;
  if (given !== (type !== 'none')) {
    throw badRequest(`The filter id '${id ?? ''}' doesn't go with the filter type '${type}'.`);
  }
  if (given && tenant.store.find('assignmentFilters', id) === undefined) {
    throw badRequest(`The assignment filter '${id}' does not exist.`);
  }
  return {
    deviceAndAppManagementAssignmentFilterId: given ? id : null,
    deviceAndAppManagementAssignmentFilterType: type,
  };
}

function shaped(policy: string, action: AssignAction, checked: JsonObject, target: JsonObject): JsonObject {
  const type = targetType(target);
  const group = stringAt(target, 'groupId') ?? virtualGroups[type] ?? zeroGuid;
  switch (action.style) {
    case 'configuration':
      return {
        id: `${policy}_${group}`,
        source: 'direct',
        sourceId: policy,
        ...(action.type === 'deviceConfigurationAssignment' ? { intent: checked['intent'] ?? 'apply' } : {}),
        target,
      };
    case 'app': {
      const intent = checked['intent'];
      if (typeof intent !== 'string') throw badRequest("An assignment of an app needs an 'intent'.");
      const settings = checked['settings'] ?? null;
      return {
        id: `${group}_${intents.indexOf(intent)}_0`,
        intent,
        source: 'direct',
        sourceId: null,
        target,
        settings,
      };
    }
    case 'appConfiguration':
      return { id: `${policy}_${group}`, target };
    case 'managedApp': {
      const side = type === 'exclusionGroupAssignmentTarget' ? 'excl' : 'incl';
      return { id: `${group}_${side}`, source: 'direct', sourceId: zeroGuid, target };
    }
    default:
      return action.style satisfies never;
  }
}

/** What tells whether an assign changed anything: order and ids don't. */
function targetsOf(assignments: readonly JsonObject[]): readonly JsonValue[] {
  return assignments
    .map((assignment) => JSON.stringify([assignment['target'], assignment['intent'], assignment['settings']]))
    .toSorted();
}
