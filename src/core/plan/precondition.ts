/** Does the tenant still hold what a step replaces, or already what it writes? Judged on normal forms. */

import { decodeSettings, encodeSettings } from '../../catalogue/codec.ts';
import { collectionApiOf, type Kind } from '../../catalogue/kind.ts';
import { assignmentIds } from '../../model/assignment.ts';
import { isJsonObject, type JsonObject, type JsonValue, objectsAt, sameJson, stringAt } from '../../model/json.ts';
import type { Step } from '../../model/plan.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import { birthOf, CLOCK_SKEW_MS, instantOf, isSameInstant } from '../../model/time.ts';
import { assignmentsIn, decodeAssignments } from '../assignments/graph.ts';
import { readScopeTags } from '../tenant/live-profile.ts';
import { markerIn, markerText } from '../tenant/marker.ts';

/** `ready`: as planned; `done`: already as wanted; otherwise what stands there instead. */
export type PreconditionResult =
  | { readonly verdict: 'ready' }
  | { readonly verdict: 'done' }
  | { readonly verdict: 'changed'; readonly what: string };

const READY: PreconditionResult = { verdict: 'ready' };
const DONE: PreconditionResult = { verdict: 'done' };

/** An object's members as this kind would write them, so that order of flags, null and absent don't matter. */
function wireState(kind: Kind, object: JsonObject): JsonObject {
  return {
    ...object,
    ...encodeSettings(kind, decodeSettings(kind, object)),
    description: stringAt(object, 'description') ?? '',
    [collectionApiOf(kind).marker]: stringAt(object, collectionApiOf(kind).marker) ?? '',
    roleScopeTagIds: readScopeTags(object['roleScopeTagIds']),
  };
}

/**
 * Whether the object is ours: its birth or its marker is the one that the plan names. `born` is the birth of an object that this
 * run made. Null when it is.
 */
export function checkWitness(
  { precondition }: Step,
  object: JsonObject,
  born: string | null,
): PreconditionResult | null {
  const { witness } = precondition;
  if (witness === undefined) return null;
  const marker = markerIn(object);
  if (marker !== null && witness.markers.includes(markerText(marker))) return null;
  const [expected, told] = [witness.born ?? born, birthOf(stringAt(object, 'createdDateTime'))];
  const type = stringAt(object, '@odata.type') ?? witness.type;
  if (expected !== null && told !== null && isSameInstant(expected, told) && type === witness.type) return null;
  return { verdict: 'changed', what: 'the object is not the one that was recorded (neither birth nor marker agrees)' };
}

/** The objects that a create of this run can have made: its very marker and type, and not older than when it was first meant. */
export function madeBy(body: JsonValue, since: string, objects: readonly JsonObject[]): readonly JsonObject[] {
  const wanted = isJsonObject(body) ? body : {};
  const marker = markerIn(wanted);
  const start = instantOf(since);
  return objects.filter((object) => {
    const found = markerIn(object);
    const isMarked = marker !== null && found !== null && markerText(found) === markerText(marker);
    const type = stringAt(object, '@odata.type') ?? wanted['@odata.type'];
    const born = birthOf(stringAt(object, 'createdDateTime'));
    const at = born === null ? undefined : instantOf(born);
    const isYoung = start !== undefined && (at === undefined ? born === null : at >= start - CLOCK_SKEW_MS);
    return isMarked && isYoung && type === wanted['@odata.type'];
  });
}

/** A patch against the object as it is now. `body` is the bound body. */
export function checkPatch(step: Step, body: JsonValue, kind: Kind, object: JsonObject): PreconditionResult {
  const state = wireState(kind, object);
  if (differing(body, kind, state).length === 0) return DONE;
  const moved = differing(step.precondition.properties ?? {}, kind, state);
  return moved.length === 0 ? READY : { verdict: 'changed', what: moved.join(', ') };
}

/**
 * A created object against the body: the members that didn't arrive as sent. Scope tags that the service added by itself
 * are no difference.
 */
export function notAsSent(body: JsonValue, kind: Kind, object: JsonObject): readonly string[] {
  const sent = isJsonObject(body) ? readScopeTags(body['roleScopeTagIds']) : [];
  const tags = readScopeTags(object['roleScopeTagIds']);
  const isTagged = sent.every((tag) => tags.includes(tag));
  const members = differing(body, kind, wireState(kind, object));
  return isTagged ? members.filter((name) => name !== 'roleScopeTagIds') : members;
}

/** An assignment set against the one that stands there now. */
export function checkAssign(step: Step, body: JsonValue, kind: Kind, object: JsonObject): PreconditionResult {
  const now = assignmentIds(decodeAssignments({ assignments: objectsAt(object, 'value') }, kind));
  const wanted = assignmentIds(decodeAssignments(assignmentsIn(isJsonObject(body) ? body : {}, kind), kind));
  if (sameJson(now, wanted)) return DONE;
  return sameJson(now, step.precondition.assignments ?? []) ? READY : { verdict: 'changed', what: 'assignments' };
}

/** A deletion: done when the object is gone, and only ready while nobody has it. */
export function checkDelete(step: Step, kind: Kind, answer: ReadAnswer): PreconditionResult {
  if (answer.status !== 'found' || !isJsonObject(answer.body)) return DONE;
  const now = assignmentIds(decodeAssignments(answer.body, kind));
  return sameJson(now, step.precondition.assignments ?? []) ? READY : { verdict: 'changed', what: 'assignments' };
}

/** A reference against the one that is bound now; `wanted` is the id, null for none. */
export function checkReference(step: Step, wanted: string | null, answer: ReadAnswer): PreconditionResult {
  const bound = answer.status === 'found' && isJsonObject(answer.body) ? (stringAt(answer.body, 'id') ?? null) : null;
  if (bound === wanted) return DONE;
  const expected = step.precondition.reference?.id ?? null;
  return bound === expected
    ? READY
    : { verdict: 'changed', what: step.precondition.reference?.navigation ?? 'reference' };
}

/** The id in `…/deviceConfigurations('id')`, the form in which references are written. */
export function idInLink(body: JsonValue): string | null {
  const link = isJsonObject(body) ? stringAt(body, '@odata.id') : undefined;
  return link === undefined ? null : (/\('([^']+)'\)$/.exec(link)?.[1] ?? null);
}

/** The objects that carry the marker of a create's body: a create whose answer was lost shows up here. */
export function markedAlike(body: JsonValue, objects: readonly JsonObject[]): readonly JsonObject[] {
  const marker = isJsonObject(body) ? markerIn(body) : null;
  if (marker === null) return [];
  return objects.filter((object) => {
    const found = markerIn(object);
    return found !== null && found.owner === marker.owner && found.key === marker.key;
  });
}

/** Members of a body that don't stand in the state; the body may spell them otherwise than the kind does. */
function differing(body: JsonValue, kind: Kind, state: JsonObject): readonly string[] {
  if (!isJsonObject(body)) return [];
  // Some members repeat what another one says, which a patch doesn't mention.
  const spelt = encodeSettings(kind, decodeSettings(kind, { ...state, ...body }));
  // A member that the kind spells as null is one that another member stands for.
  const wanted = Object.entries(body).map(
    ([name, value]) => [name, Object.hasOwn(spelt, name) ? (spelt[name] ?? null) : value] as const,
  );
  return wanted
    .filter(([name]) => !name.includes('@odata.'))
    .filter(([name, value]) => !sameJson(value, state[name] ?? null))
    .map(([name]) => name);
}
