/** Drafts → ordered requests, complete but symbolic: objects of the repository stand as `{key}` until they're sent. */

import { encodeCreate, encodeSettings, isNavigation } from '../../catalogue/codec.ts';
import { type Field } from '../../catalogue/field.ts';
import { collectionApiOf, fieldsIn, type Kind, odataType } from '../../catalogue/kind.ts';
import { type Assignment, assignmentIds } from '../../model/assignment.ts';
import { isOurs } from '../../model/change.ts';
import { isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { Precondition, Step, Verb } from '../../model/plan.ts';
import type { LiveProfile, Marker, ResolvedProfile, Settings } from '../../model/profile.ts';
import { narrows } from '../assignments/algebra.ts';
import { encodeAssignments } from '../assignments/graph.ts';
import type { Transition } from '../dependencies/order.ts';
import { currentAssignments, type ProposedChange, plannedAssignments, referenceKey } from '../diff/proposed-change.ts';
import { joinDescription, markerText, splitDescription } from '../tenant/marker.ts';
import { referencePath } from '../tenant/references.ts';

/**
 * The requests of one proposed change, in order: references that will be used before the patch that uses them, the patch, then
 * references that are no longer used, then the assignments: at once, or by way of a `stopover`.
 * `marker` is what the object must carry afterwards.
 */
export function stepsOf(
  proposed: ProposedChange,
  marker: Marker,
  transition: Transition | null = null,
): readonly Step[] {
  if (!isOurs(proposed) || proposed.action === 'adopt') return [];
  return chained(requestsOf(proposed, marker, transition), proposed).map((one) => witnessed(one, proposed, marker));
}

function requestsOf(proposed: ProposedChange, marker: Marker, transition: Transition | null): readonly Step[] {
  const { desired, live } = proposed;
  if (proposed.action === 'unchanged') return assignSteps(proposed, transition);
  if (proposed.action === 'delete') return [deleteStep(proposed)];
  const own: Step[] = [];
  if (desired !== null && live === null) own.push(createStep(proposed, desired, marker));
  if (desired !== null && live !== null) own.push(...updateSteps(proposed, desired, live, marker));
  const assigned = assignSteps(proposed, transition);
  return leavesFirst(proposed, own) ? [...assigned, ...own] : [...own, ...assigned];
}

/** Every write but a create says what makes the object ours; one that the plan itself makes carries the marker. */
function witnessed(one: Step, { witness, kind }: ProposedChange, marker: Marker): Step {
  if (one.verb === 'create') return one;
  const fallback = { born: null, type: odataType(kind), markers: [markerText(marker)] };
  return { ...one, precondition: { ...one.precondition, witness: witness ?? fallback } };
}

/** People who only go don't get to see another reference on their way out: what it names may never have been theirs. */
function leavesFirst(proposed: ProposedChange, own: readonly Step[]): boolean {
  const rebinds = own.some(({ verb }) => verb === 'set-reference' || verb === 'clear-reference');
  const before = currentAssignments(proposed);
  return rebinds && before.length > 0 && narrows(before, plannedAssignments(proposed));
}

/** Each step waits for the one before it, and a create for the objects it refers to. */
function chained(steps: readonly Step[], proposed: ProposedChange): readonly Step[] {
  return steps.map((step, index) => {
    const previous = steps[index - 1];
    const targets = index === 0 ? keysIn(proposed).map((key) => `${key}/create`) : [];
    return { ...step, after: previous === undefined ? targets : [previous.id] };
  });
}

/** Keys of profiles that don't exist yet, among the references. */
function keysIn({ settings, kind }: ProposedChange): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) => referenceKey(kind, name, value) ?? []);
}

function step(
  proposed: ProposedChange,
  verb: Verb,
  suffix: string,
  request: Step['request'],
  precondition: Precondition,
): Step {
  return { id: `${proposed.key}/${verb}${suffix}`, key: proposed.key, verb, request, precondition, after: [] };
}

function createStep(proposed: ProposedChange, desired: ResolvedProfile, marker: Marker): Step {
  const { kind } = proposed;
  const body: JsonObject = {
    ...encodeCreate(kind, proposed.settings),
    ...fileNames(kind, desired),
    displayName: desired.name,
    description: desired.description ?? '',
    ...markedTexts(kind, { description: desired.description ?? '', notes: '' }, marker),
    // Tag 0 is the built-in Default: what the service gives an object without tags.
    roleScopeTagIds: [...(desired.scopeTagIds ?? ['0'])],
    ...bindings(kind, proposed.settings),
  };
  return step(proposed, 'create', '', { method: 'POST', path: kind.graph.collection, body }, { absent: true });
}

/** What the admin center shows of a certificate's file. */
function fileNames(kind: Kind, { files = {} }: ResolvedProfile): JsonObject {
  return Object.fromEntries(
    fieldsIn(kind).flatMap(([name, { shape }]) => {
      const file = files[name];
      return shape.type === 'file' && file !== undefined ? [[shape.nameIn, file.written.replace(/^.*\//s, '')]] : [];
    }),
  );
}

function bindings(kind: Kind, settings: Settings): JsonObject {
  const bound: Record<string, JsonValue> = {};
  for (const [name, field] of fieldsIn(kind)) {
    const url = isNavigation(field) ? targetUrl(field, settings[name] ?? null) : null;
    if (url !== null) bound[`${field.graph[0] ?? name}@odata.bind`] = url;
  }
  return bound;
}

/** Path of the target; made absolute when sent, since the root isn't part of a plan. */
function targetUrl(field: Field, value: JsonValue): string | null {
  if (field.shape.type !== 'reference' || !isJsonObject(value)) return null;
  const id = stringAt(value, 'id');
  const key = stringAt(value, 'key');
  if (id === undefined && key === undefined) return null;
  return `${field.shape.target.collection}('${id ?? `{${key}}`}')`;
}

function updateSteps(
  proposed: ProposedChange,
  desired: ResolvedProfile,
  live: LiveProfile,
  marker: Marker,
): readonly Step[] {
  const changed = new Set(proposed.differences.flatMap(({ field }) => field ?? []));
  const references = fieldsIn(proposed.kind).filter(([name, field]) => changed.has(name) && isNavigation(field));
  const sets = references.flatMap(([name, field]) => setReference(proposed, name, field, live));
  const clears = references.flatMap(([name, field]) => clearReference(proposed, name, field, live));
  const patch = patchStep(proposed, desired, live, marker);
  const actions = fieldsIn(proposed.kind).flatMap(([name, field]) =>
    changed.has(name) ? actionStep(proposed, name, field, live) : [],
  );
  return [...sets, ...(patch === null ? [] : [patch]), ...actions, ...clears];
}

/** What a patch can't carry goes to an action of its own. */
function actionStep(proposed: ProposedChange, name: string, field: Field, live: LiveProfile): readonly Step[] {
  if (field.action === undefined) return [];
  const path = `${objectPath(proposed)}/${field.action}`;
  const body = field.encode(proposed.settings[name] ?? null, proposed.settings, live.raw);
  const properties = field.encode(live.settings[name] ?? null);
  return [step(proposed, 'target-apps', '', { method: 'POST', path, body }, { properties })];
}

/** The property of the kind that holds the marker, beside what people wrote there. */
function markedTexts(
  kind: Kind,
  texts: { readonly description: string; readonly notes: string },
  marker: Marker,
): JsonObject {
  const place = collectionApiOf(kind).marker;
  return { [place]: joinDescription(texts[place], marker) };
}

function patchStep(proposed: ProposedChange, desired: ResolvedProfile, live: LiveProfile, marker: Marker): Step | null {
  const { kind } = proposed;
  const names = proposed.differences.flatMap(({ field }) => field ?? []).filter((name) => isPatched(kind, name));
  const pick = (settings: Settings): Settings =>
    Object.fromEntries(names.flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name]]])));
  const paths = new Set(proposed.differences.map(({ path }) => path));
  const body: Record<string, JsonValue> = {
    ...encodeSettings(kind, pick(proposed.settings), proposed.settings, live.raw),
  };
  const before: Record<string, JsonValue> = { ...encodeSettings(kind, pick(live.settings), live.settings) };
  if (paths.has('/name')) {
    body['displayName'] = desired.name;
    before['displayName'] = live.name;
  }
  const tags = proposed.differences.find(({ path }) => path === '/scopeTags');
  if (tags !== undefined) {
    // Not only what YAML says: tags that the service added by itself are kept.
    body['roleScopeTagIds'] = tags.to;
    before['roleScopeTagIds'] = [...live.scopeTagIds];
  }
  if (!paths.has('/description') && Object.keys(body).length === 0) return null;
  // The marker is written when an object is patched anyway; a patch for the marker alone would touch devices.
  const wanted = paths.has('/description') ? (desired.description ?? '') : live.description;
  const texts: JsonObject = {
    ...(paths.has('/description') ? { description: wanted } : {}),
    ...marked(proposed, wanted, live, marker),
  };
  for (const [name, text] of Object.entries(texts)) {
    const stored = stringAt(live.raw, name) ?? '';
    if (text === stored) continue;
    body[name] = text;
    before[name] = stored;
  }
  const request = { method: 'PATCH', path: objectPath(proposed), body: { '@odata.type': odataType(kind), ...body } };
  return step(proposed, 'patch', '', request, { properties: before });
}

/** A store's own texts carry no marker: the object's id and birth are its witnesses. */
function marked(proposed: ProposedChange, description: string, live: LiveProfile, marker: Marker): JsonObject {
  const { kind } = proposed;
  if (kind.labels === 'store') return {};
  return markedTexts(kind, { description, notes: splitDescription(stringAt(live.raw, 'notes') ?? '').text }, marker);
}

function isPatched(kind: Kind, name: string): boolean {
  const field = kind.fields[name];
  return field === undefined || field.action === undefined;
}

function setReference(proposed: ProposedChange, name: string, field: Field, live: LiveProfile): readonly Step[] {
  const url = targetUrl(field, proposed.settings[name] ?? null);
  if (url === null) return [];
  const path = `${referencePath(proposed.kind, `{${proposed.key}}`, field)}/$ref`;
  return [
    step(
      proposed,
      'set-reference',
      `:${name}`,
      { method: 'PUT', path, body: { '@odata.id': url } },
      bound(name, field, live),
    ),
  ];
}

function clearReference(proposed: ProposedChange, name: string, field: Field, live: LiveProfile): readonly Step[] {
  if ((proposed.settings[name] ?? null) !== null) return [];
  const path = `${referencePath(proposed.kind, `{${proposed.key}}`, field)}/$ref`;
  return [
    step(proposed, 'clear-reference', `:${name}`, { method: 'DELETE', path, body: null }, bound(name, field, live)),
  ];
}

function bound(name: string, field: Field, live: LiveProfile): Precondition {
  const value = live.settings[name] ?? null;
  return {
    reference: { navigation: field.graph[0] ?? name, id: isJsonObject(value) ? (stringAt(value, 'id') ?? null) : null },
  };
}

function assignSteps(proposed: ProposedChange, transition: Transition | null): readonly Step[] {
  if (transition !== null) {
    const { assignments, host, first } = transition;
    const [before, after] = [currentAssignments(proposed), plannedAssignments(proposed)];
    const [out, back] = [
      assignStep(proposed, first === 'narrow' ? 'take' : 'widen', before, assignments),
      assignStep(proposed, host === null ? '' : 'narrow', assignments, after),
    ];
    return host === null ? [out, back] : [onBehalf(out, proposed, host), onBehalf(back, proposed, host)];
  }
  const { assignments, live } = proposed;
  if (assignments === null || (live === null && assignments.after.length === 0)) return [];
  return [assignStep(proposed, '', assignments.before, assignments.after)];
}

/** A write of an object that isn't changed itself: part of the change that needs it, waiting and failing with that one. */
function onBehalf(one: Step, { key }: ProposedChange, host: string): Step {
  return { ...one, id: `${one.id.replace(key, host)}:${key}`, key: host };
}

function assignStep(
  proposed: ProposedChange,
  suffix: string,
  from: readonly Assignment[],
  to: readonly Assignment[],
): Step {
  const request = {
    method: 'POST',
    path: `${objectPath(proposed)}/${collectionApiOf(proposed.kind).assign.path}`,
    body: encodeAssignments(to, proposed.kind),
  };
  return step(proposed, 'assign', suffix === '' ? '' : `:${suffix}`, request, { assignments: assignmentIds(from) });
}

/** Only an object that nobody has is deleted. */
function deleteStep(proposed: ProposedChange): Step {
  return step(
    proposed,
    'delete',
    '',
    { method: 'DELETE', path: objectPath(proposed), body: null },
    { assignments: [] },
  );
}

function objectPath(proposed: ProposedChange): string {
  return `${proposed.kind.graph.collection}/{${proposed.key}}`;
}
