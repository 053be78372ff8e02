/** Drafts → ordered requests, complete but symbolic: objects of the repository stand as `{key}` until they're sent. */

import { encodeCreate, encodeSettings, isNavigation } from '../../catalogue/codec.ts';
import { type Field } from '../../catalogue/field.ts';
import { fieldsIn, type Kind, odataType, waysOf } from '../../catalogue/kind.ts';
import { type Assignment, assignmentIds } from '../../model/assignment.ts';
import { isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { Precondition, Step, Verb } from '../../model/plan.ts';
import type { LiveProfile, Marker, ResolvedProfile, Settings } from '../../model/profile.ts';
import { narrows } from '../assignments/algebra.ts';
import { encodeAssignments } from '../assignments/graph.ts';
import type { Stopover } from '../dependencies/order.ts';
import type { Draft } from '../diff/proposed-change.ts';
import { joinDescription, splitDescription } from '../tenant/marker.ts';
import { referencePath } from '../tenant/references.ts';

/**
 * The requests of one draft, in order: references that will be used before the patch that uses them, the patch, then
 * references that are no longer used, then the assignments: at once, or by way of a `stopover`.
 * `marker` is what the object must carry afterwards.
 */
export function stepsOf(draft: Draft, marker: Marker, stopover: Stopover | null = null): readonly Step[] {
  const { desired, live } = draft;
  if (draft.action === 'unmanaged' || draft.action === 'adopt') return [];
  if (draft.action === 'unchanged') return chained(assignSteps(draft, stopover), draft);
  if (draft.action === 'delete') return [deleteStep(draft)];
  const own: Step[] = [];
  if (desired !== null && live === null) own.push(createStep(draft, desired, marker));
  if (desired !== null && live !== null) own.push(...updateSteps(draft, desired, live, marker));
  const assigned = assignSteps(draft, stopover);
  return chained(leavesFirst(draft, own) ? [...assigned, ...own] : [...own, ...assigned], draft);
}

/** People who only go don't get to see another reference on their way out: what it names may never have been theirs. */
function leavesFirst({ before, after }: Draft, own: readonly Step[]): boolean {
  const rebinds = own.some(({ verb }) => verb === 'set-reference' || verb === 'clear-reference');
  return rebinds && before.length > 0 && narrows(before, after);
}

/** Each step waits for the one before it, and a create for the objects it refers to. */
function chained(steps: readonly Step[], draft: Draft): readonly Step[] {
  return steps.map((step, index) => {
    const previous = steps[index - 1];
    const targets = index === 0 ? keysIn(draft.settings).map((key) => `${key}/create`) : [];
    return { ...step, after: previous === undefined ? targets : [previous.id] };
  });
}

/** Keys of profiles that don't exist yet, among the references. */
function keysIn(settings: Settings): readonly string[] {
  return Object.values(settings).flatMap((value) => {
    const key = isJsonObject(value) ? stringAt(value, 'key') : undefined;
    return key === undefined ? [] : [key];
  });
}

function step(draft: Draft, verb: Verb, suffix: string, request: Step['request'], precondition: Precondition): Step {
  return { id: `${draft.key}/${verb}${suffix}`, key: draft.key, verb, request, precondition, after: [] };
}

function createStep(draft: Draft, desired: ResolvedProfile, marker: Marker): Step {
  const { kind } = draft;
  const body: JsonObject = {
    ...encodeCreate(kind, draft.settings),
    ...fileNames(kind, desired),
    displayName: desired.name,
    description: desired.description ?? '',
    ...markedTexts(kind, { description: desired.description ?? '', notes: '' }, marker),
    // Tag 0 is the built-in Default: what the service gives an object without tags.
    roleScopeTagIds: [...(desired.scopeTagIds ?? ['0'])],
    ...bindings(kind, draft.settings),
  };
  return step(draft, 'create', '', { method: 'POST', path: kind.graph.collection, body }, { absent: true });
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

function updateSteps(draft: Draft, desired: ResolvedProfile, live: LiveProfile, marker: Marker): readonly Step[] {
  const changed = new Set(draft.differences.flatMap(({ field }) => field ?? []));
  const references = fieldsIn(draft.kind).filter(([name, field]) => changed.has(name) && isNavigation(field));
  const sets = references.flatMap(([name, field]) => setReference(draft, name, field, live));
  const clears = references.flatMap(([name, field]) => clearReference(draft, name, field, live));
  const patch = patchStep(draft, desired, live, marker);
  const actions = fieldsIn(draft.kind).flatMap(([name, field]) =>
    changed.has(name) ? actionStep(draft, name, field, live) : [],
  );
  return [...sets, ...(patch === null ? [] : [patch]), ...actions, ...clears];
}

/** What a patch can't carry goes to an action of its own. */
function actionStep(draft: Draft, name: string, field: Field, live: LiveProfile): readonly Step[] {
  if (field.action === undefined) return [];
  const path = `${objectPath(draft)}/${field.action}`;
  const body = field.encode(draft.settings[name] ?? null);
  const properties = field.encode(live.settings[name] ?? null);
  return [step(draft, 'target-apps', '', { method: 'POST', path, body }, { properties })];
}

/** The property of the kind that holds the marker, beside what people wrote there. */
function markedTexts(
  kind: Kind,
  texts: { readonly description: string; readonly notes: string },
  marker: Marker,
): JsonObject {
  const place = waysOf(kind).marker;
  return { [place]: joinDescription(texts[place], marker) };
}

function patchStep(draft: Draft, desired: ResolvedProfile, live: LiveProfile, marker: Marker): Step | null {
  const { kind } = draft;
  const names = draft.differences.flatMap(({ field }) => field ?? []).filter((name) => isPatched(kind, name));
  const pick = (settings: Settings): Settings =>
    Object.fromEntries(names.flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name]]])));
  const paths = new Set(draft.differences.map(({ path }) => path));
  const body: Record<string, JsonValue> = { ...encodeSettings(kind, pick(draft.settings), draft.settings) };
  const before: Record<string, JsonValue> = { ...encodeSettings(kind, pick(live.settings), live.settings) };
  if (paths.has('/name')) {
    body['displayName'] = desired.name;
    before['displayName'] = live.name;
  }
  const tags = draft.differences.find(({ path }) => path === '/scopeTags');
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
    ...marked(draft, wanted, live, marker),
  };
  for (const [name, text] of Object.entries(texts)) {
    const stored = stringAt(live.raw, name) ?? '';
    if (text === stored) continue;
    body[name] = text;
    before[name] = stored;
  }
  const request = { method: 'PATCH', path: objectPath(draft), body: { '@odata.type': odataType(kind), ...body } };
  return step(draft, 'patch', '', request, { properties: before });
}

/** A store's own texts carry no marker: the object's id and birth are its witnesses. */
function marked(draft: Draft, description: string, live: LiveProfile, marker: Marker): JsonObject {
  const { kind } = draft;
  if (kind.labels === 'store') return {};
  return markedTexts(kind, { description, notes: splitDescription(stringAt(live.raw, 'notes') ?? '').text }, marker);
}

function isPatched(kind: Kind, name: string): boolean {
  const field = kind.fields[name];
  return field === undefined || field.action === undefined;
}

function setReference(draft: Draft, name: string, field: Field, live: LiveProfile): readonly Step[] {
  const url = targetUrl(field, draft.settings[name] ?? null);
  if (url === null) return [];
  const path = `${referencePath(draft.kind, `{${draft.key}}`, field)}/$ref`;
  return [
    step(
      draft,
      'set-reference',
      `:${name}`,
      { method: 'PUT', path, body: { '@odata.id': url } },
      bound(name, field, live),
    ),
  ];
}

function clearReference(draft: Draft, name: string, field: Field, live: LiveProfile): readonly Step[] {
  if ((draft.settings[name] ?? null) !== null) return [];
  const path = `${referencePath(draft.kind, `{${draft.key}}`, field)}/$ref`;
  return [step(draft, 'clear-reference', `:${name}`, { method: 'DELETE', path, body: null }, bound(name, field, live))];
}

function bound(name: string, field: Field, live: LiveProfile): Precondition {
  const value = live.settings[name] ?? null;
  return {
    reference: { navigation: field.graph[0] ?? name, id: isJsonObject(value) ? (stringAt(value, 'id') ?? null) : null },
  };
}

function assignSteps(draft: Draft, stopover: Stopover | null): readonly Step[] {
  const { before, after } = draft;
  if (stopover !== null) {
    const { assignments, host } = stopover;
    const [out, back] = [
      assignStep(draft, 'widen', before, assignments),
      assignStep(draft, host === null ? '' : 'narrow', assignments, after),
    ];
    return host === null ? [out, back] : [onBehalf(out, draft, host), onBehalf(back, draft, host)];
  }
  if (before === after || (draft.live === null && after.length === 0)) return [];
  return [assignStep(draft, '', before, after)];
}

/** A write of an object that isn't changed itself: part of the change that needs it, waiting and failing with that one. */
function onBehalf(one: Step, { key }: Draft, host: string): Step {
  return { ...one, id: `${one.id.replace(key, host)}:${key}`, key: host };
}

function assignStep(draft: Draft, suffix: string, from: readonly Assignment[], to: readonly Assignment[]): Step {
  const request = {
    method: 'POST',
    path: `${objectPath(draft)}/${waysOf(draft.kind).assign.path}`,
    body: encodeAssignments(to, draft.kind),
  };
  return step(draft, 'assign', suffix === '' ? '' : `:${suffix}`, request, { assignments: assignmentIds(from) });
}

/** Only an object that nobody has is deleted. */
function deleteStep(draft: Draft): Step {
  return step(draft, 'delete', '', { method: 'DELETE', path: objectPath(draft), body: null }, { assignments: [] });
}

function objectPath(draft: Draft): string {
  return `${draft.kind.graph.collection}/{${draft.key}}`;
}
