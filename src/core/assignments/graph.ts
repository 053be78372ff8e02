/** Assignments between Graph's spellings and the one normal form. */

import { collectionApiOf, type Kind } from '../../catalogue/kind.ts';
import {
  type Assignment,
  type AssignmentFilter,
  type AssignmentTarget,
  isInstallIntent,
} from '../../model/assignment.ts';
import { type GraphId, isGraphId } from '../../model/ids.ts';
import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../model/json.ts';
import type { LiveProfile } from '../../model/profile.ts';
import { decodeInstall, encodeInstall } from './install.ts';

/** "No filter" reads back as null, as absent, or as this id with type `none`. */
const ZERO_GUID = '00000000-0000-0000-0000-000000000000';
const TARGET = '#microsoft.graph.';

/** The `assignments` of a live object → normal form; with its kind, what an app's assignments ask for. */
export function decodeAssignments(object: JsonObject, kind?: Kind): readonly Assignment[] {
  const form = kind?.install;
  return objectsAt(object, 'assignments').map((assignment) => {
    const target = assignment['target'];
    const raw = isJsonObject(target) ? target : {};
    const intent = assignment['intent'] ?? null;
    if (!isKnownIntent(intent, form !== undefined)) return unknownAssignment({ ...raw, intent });
    const decoded = decodeTarget(raw);
    return form === undefined ? decoded : { ...decoded, install: decodeInstall(assignment, form) };
  });
}

/** Profiles are applied, or Graph says nothing; apps have intents of their own. */
function isKnownIntent(intent: JsonValue, isApp: boolean): boolean {
  if (isApp) return typeof intent === 'string' && isInstallIntent(intent);
  return intent === null || intent === '' || intent === 'apply';
}

/** What this version can't write back: it stays, and so does the whole list, which `assign` would replace. */
function unknownAssignment(raw: JsonObject): Assignment {
  return { intent: 'include', target: { type: 'other', raw }, filter: null };
}

/** Why the assignments of an object can only stay as they are, in words that follow its name; null where they can be written. */
export function whyKept({
  hasPolicySet,
  assignments,
}: Pick<LiveProfile, 'hasPolicySet' | 'assignments'>): string | null {
  if (hasPolicySet) return 'is assigned by a policy set';
  const [unknown] = assignments.flatMap(({ target }) => (target.type === 'other' ? [target.raw] : []));
  return unknown === undefined
    ? null
    : `is assigned in a way that this version does not know (${unknownWords(unknown)})`;
}

function unknownWords(raw: JsonObject): string {
  const { intent = null } = raw;
  const mode = stringAt(raw, 'deviceAndAppManagementAssignmentFilterType');
  const type = (stringAt(raw, '@odata.type') ?? 'a target without a type').replace(TARGET, '');
  if (typeof intent === 'string') return `the intent ${intent}`;
  return hasUnknownFilter(raw) ? `the filter mode ${mode ?? 'null'}` : type;
}

/** True when an assignment came with a policy set: `assign` would replace what Postilion doesn't own. */
export function hasPolicySetAssignment(object: JsonObject): boolean {
  return objectsAt(object, 'assignments').some((assignment) => stringAt(assignment, 'source') === 'policySets');
}

function decodeTarget(target: JsonObject): Assignment {
  if (hasUnknownFilter(target)) return unknownAssignment(target);
  const filter = decodeFilter(target);
  const groupId = stringAt(target, 'groupId');
  switch (stringAt(target, '@odata.type')) {
    case `${TARGET}allLicensedUsersAssignmentTarget`:
      return { intent: 'include', target: { type: 'allUsers' }, filter };
    case `${TARGET}allDevicesAssignmentTarget`:
      return { intent: 'include', target: { type: 'allDevices' }, filter };
    case `${TARGET}groupAssignmentTarget`:
      if (groupId !== undefined && isGraphId(groupId)) return { intent: 'include', target: group(groupId), filter };
      break;
    case `${TARGET}exclusionGroupAssignmentTarget`:
      // An exclusion has no filter, although the wire carries the members.
      if (groupId !== undefined && isGraphId(groupId))
        return { intent: 'exclude', target: group(groupId), filter: null };
      break;
    case undefined:
    default:
  }
  return unknownAssignment(target);
}

/** A filter that is neither included nor excluded nor switched off. */
function hasUnknownFilter(target: JsonObject): boolean {
  const id = stringAt(target, 'deviceAndAppManagementAssignmentFilterId');
  const mode = stringAt(target, 'deviceAndAppManagementAssignmentFilterType') ?? '';
  const isExclusion = stringAt(target, '@odata.type') === `${TARGET}exclusionGroupAssignmentTarget`;
  return !isExclusion && id !== undefined && id !== ZERO_GUID && !['include', 'exclude', 'none'].includes(mode);
}

function group(id: GraphId): AssignmentTarget {
  return { type: 'group', id };
}

function decodeFilter(target: JsonObject): AssignmentFilter | null {
  const id = stringAt(target, 'deviceAndAppManagementAssignmentFilterId');
  const mode = stringAt(target, 'deviceAndAppManagementAssignmentFilterType');
  if (id === undefined || id === ZERO_GUID || !isGraphId(id)) return null;
  return mode === 'include' || mode === 'exclude' ? { id, mode } : null;
}

/** Normal form → the body of the kind's `assign`. */
export function encodeAssignments(assignments: readonly Assignment[], kind: Kind): JsonObject {
  const { parameter, type } = collectionApiOf(kind).assign;
  const form = kind.install;
  const encoded = assignments.map((assignment): JsonObject => {
    const install =
      form === undefined || assignment.install === undefined ? {} : encodeInstall(assignment.install, form);
    return { '@odata.type': `${TARGET}${type}`, ...install, target: encodeTarget(assignment) };
  });
  return { [parameter]: encoded };
}

/** The list in a body of `assign`, as it stands in an object. */
export function assignmentsIn(body: JsonObject, kind: Kind): JsonObject {
  return { assignments: body[collectionApiOf(kind).assign.parameter] ?? [] };
}

function encodeTarget({ intent, target, filter }: Assignment): JsonObject {
  const filtered: JsonObject =
    filter === null
      ? {}
      : {
          deviceAndAppManagementAssignmentFilterId: filter.id,
          deviceAndAppManagementAssignmentFilterType: filter.mode,
        };
  switch (target.type) {
    case 'allUsers':
      return { '@odata.type': `${TARGET}allLicensedUsersAssignmentTarget`, ...filtered };
    case 'allDevices':
      return { '@odata.type': `${TARGET}allDevicesAssignmentTarget`, ...filtered };
    case 'group': {
      const type = intent === 'exclude' ? 'exclusionGroupAssignmentTarget' : 'groupAssignmentTarget';
      return { '@odata.type': `${TARGET}${type}`, groupId: target.id, ...filtered };
    }
    case 'other':
      return target.raw;
  }
}
