/** A live object as the members of a profile: what YAML says of it, and what is only remarked. */

import { isNavigation } from '../../catalogue/codec.ts';
import type { Field } from '../../catalogue/field.ts';
import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import type { Assignment, Install } from '../../model/assignment.ts';
import { compareText } from '../../model/finding.ts';
import type { ProfileKey } from '../../model/ids.ts';
import { isJsonObject, type JsonObject, type JsonValue, sameJson, stringAt } from '../../model/json.ts';
import type { LiveProfile } from '../../model/profile.ts';
import { whyKept } from '../assignments/graph.ts';
import type { Directory } from '../tenant/directory.ts';
import { filterName, groupTarget, referenceTo, tagName } from './names.ts';
import { withoutSecretKeys } from './secret-keys.ts';

/** One member of the document, by its pointer: `/assign`, `/settings/oauth`. */
export interface DocumentMember {
  readonly pointer: string;
  readonly value: JsonValue;
  /** A profile without it would be no profile. */
  readonly required: boolean;
}

export interface ImportedDocument {
  readonly kind: Kind;
  readonly key: ProfileKey;
  readonly live: LiveProfile;
  /** In the order of the document. */
  readonly members: readonly DocumentMember[];
  /** What the reader of the file must know, a sentence each. */
  readonly notes: readonly string[];
  /** What stays in the tenant only, by the names that `unmanaged` takes. */
  readonly left: readonly string[];
  /** Ids that stand in the members → what they are called. */
  readonly ids: Readonly<Record<string, string>>;
  /** Names of the files beside it, and what they hold: base64. */
  readonly files: readonly { readonly name: string; readonly base64: string }[];
}

/** Fields whose defaults decide over security and over what people feel: they are always written. */
const ALWAYS: ReadonlySet<string> = new Set(['ssl', 'oauth']);

/** What no tenant holds. */
const OF_GIT: ReadonlySet<string> = new Set(['/protect', '/waive']);

/** The scope tag that every object has unless somebody chose others. */
const DEFAULT_TAGS = ['0'];

/** The YAML document of a live object whose used references were read. */
export function importDocument(live: LiveProfile, kind: Kind, key: ProfileKey, directory: Directory): ImportedDocument {
  const notes: string[] = [];
  const members: DocumentMember[] = [];
  const add = (pointer: string, value: JsonValue, required = false): void =>
    void members.push({ pointer, value, required });
  if (live.description !== '') add('/description', live.description);
  const unmanaged: string[] = [];
  const ids: Record<string, string> = {};
  addTags(live, directory, add, { notes, unmanaged, ids });
  const files = filesOf(live, kind, key);
  for (const [name, field] of fieldsIn(kind)) {
    const { value, ...left } = withoutSecretKeys(name, field, live.settings[name] ?? null);
    unmanaged.push(...left.unmanaged);
    notes.push(...left.notes);
    const written =
      field.shape.type === 'reference'
        ? reference(name, field, value, directory, { notes, unmanaged, ids })
        : (files.find((file) => file.field === name)?.name ?? value);
    if (unmanaged.includes(name)) continue;
    if (field.required && written === null) {
      notes.push(`${name} is left as it is in the tenant, which holds no value for it (null)`);
      unmanaged.push(name);
    } else if (isWorthWriting(name, field, written)) add(`/settings/${name}`, written, field.required);
    else if (written === null && isNavigation(field) && field.usedWhen?.(live.settings) === true) {
      notes.push(
        `${name}: the settings make use of it, and nothing that can be named is bound: bind or name one, then take it out of unmanaged`,
      );
      unmanaged.push(name);
    }
  }
  addAssign(live, kind, directory, add, { notes, unmanaged, ids });
  if (live.unknown.length > 0) {
    notes.push(
      `the tenant holds properties that this version does not know, and keeps them: ${live.unknown.join(', ')}`,
    );
  }
  return { kind, key, live, members, notes, files, left: unmanaged, ids };
}

/** A certificate goes into a file that is called like the profile: two profiles may hold one under one name. */
function filesOf({ raw }: LiveProfile, kind: Kind, key: ProfileKey) {
  return fieldsIn(kind).flatMap(([field, { shape, graph }]) =>
    shape.type === 'file' ? [{ field, name: `${key}.cer`, base64: stringAt(raw, graph[0] ?? '') ?? '' }] : [],
  );
}

/** What is said beside the members. */
interface Remarks {
  readonly notes: string[];
  readonly unmanaged: string[];
  readonly ids: Record<string, string>;
}

type Add = (pointer: string, value: JsonValue, required?: boolean) => void;

function isWorthWriting(name: string, field: Field, value: JsonValue): boolean {
  if (field.required || (ALWAYS.has(name) && value !== null)) return true;
  return value !== null && !sameJson(value, field.normalise(null));
}

function reference(
  name: string,
  field: Field,
  value: JsonValue,
  directory: Directory,
  { notes, unmanaged, ids }: Remarks,
): JsonValue {
  const id = isJsonObject(value) ? stringAt(value, 'id') : undefined;
  if (id === undefined || field.shape.type !== 'reference') return null;
  const { collection, types } = field.shape.target;
  const all = directory.collections.get(collection) ?? [];
  const several = id.split(' ').length;
  if (several > 1) {
    notes.push(`${name} is left as it is in the tenant: it names ${several} objects, and YAML names one`);
    unmanaged.push(name);
    return null;
  }
  const named = referenceTo(id, types.length === 0 ? all : all.filter((entry) => types.includes(entry.type)));
  if (named.ok) {
    rememberId(named.value, named.shown, ids);
    return named.value;
  }
  notes.push(`${name} is left as it is in the tenant: ${named.why}`);
  unmanaged.push(name);
  return null;
}

/** An id says nothing to a reader: the name stands beside it. */
function rememberId(value: JsonValue, shown: string, ids: Record<string, string>): void {
  const id = isJsonObject(value) ? stringAt(value, 'id') : undefined;
  if (id !== undefined && shown !== '' && shown !== id) ids[id] = shown;
}

function addTags({ scopeTagIds }: LiveProfile, directory: Directory, add: Add, { notes, unmanaged }: Remarks): void {
  if (scopeTagIds.length === 0 || sameJson(scopeTagIds, DEFAULT_TAGS)) return;
  const names = scopeTagIds.map((id) => tagName(id, directory));
  const failed = names.flatMap((named) => (named.ok ? [] : [named.why]));
  if (failed.length > 0) {
    notes.push(`scopeTags are left as they are in the tenant: ${failed.join(', ')}`);
    unmanaged.push('scopeTags');
    return;
  }
  add(
    '/scopeTags',
    names.flatMap((named) => (named.ok ? [named.value] : [])),
  );
}

function addAssign(
  live: LiveProfile,
  kind: Kind,
  directory: Directory,
  add: Add,
  { notes, unmanaged, ids }: Remarks,
): void {
  const left = 'assign is left out, and the assignments as they are in the tenant';
  const why = whyKept(live);
  if (why !== null) {
    notes.push(`${left}: this profile ${why}`);
    unmanaged.push('assign');
    return;
  }
  if (live.assignments.length === 0) {
    add('/assign', null);
    return;
  }
  const targets = live.assignments.map((assignment) => targetOf(assignment, kind, directory));
  const failed = targets.flatMap((target) => (target.ok ? [] : [target.why]));
  if (failed.length > 0) {
    notes.push(`${left}: ${[...new Set(failed)].join(', ')}`);
    unmanaged.push('assign');
    return;
  }
  for (const target of targets) if (target.ok) for (const [id, name] of target.ids) ids[id] = name;
  const side = (intent: Assignment['intent']): readonly JsonObject[] =>
    targets
      .flatMap((target) => (target.ok && target.intent === intent ? [target] : []))
      .sort((a, b) => compareText(a.sortedBy, b.sortedBy))
      .map(({ value }) => value);
  const [include, exclude] = [side('include'), side('exclude')];
  add('/assign', { include, ...(exclude.length === 0 ? {} : { exclude }) });
}

type Target =
  | {
      readonly ok: true;
      readonly intent: Assignment['intent'];
      readonly value: JsonObject;
      readonly sortedBy: string;
      readonly ids: readonly (readonly [string, string])[];
    }
  | { readonly ok: false; readonly why: string };

function targetOf({ intent, target, filter, install }: Assignment, kind: Kind, directory: Directory): Target {
  if (target.type === 'other') {
    const type = stringAt(target.raw, '@odata.type') ?? 'nothing that has a type';
    return {
      ok: false,
      why: `it is assigned to ${type.replace('#microsoft.graph.', '')}, which this version does not know`,
    };
  }
  const named =
    target.type === 'group'
      ? groupTarget(target.id, directory)
      : ({ ok: true, value: { [target.type]: true }, shown: '' } as const);
  if (!named.ok) return named;
  const filtered = filter === null ? null : filterName(filter.id, directory);
  if (filtered?.ok === false) return filtered;
  const plain =
    filter === null || filtered === null ? named.value : { ...named.value, filter: { [filter.mode]: filtered.value } };
  const value = { ...plain, ...(install === undefined ? {} : installOf(install, kind)) };
  const ids: Record<string, string> = {};
  rememberId(named.value, named.shown, ids);
  if (filtered !== null) rememberId(filtered.value, filtered.shown, ids);
  const sortedBy = `${target.type === 'group' ? 1 : 0} ${named.shown}`;
  return { ok: true, intent, value, sortedBy, ids: Object.entries(ids) };
}

/** What an app's target says beyond a required app; settings that YAML doesn't know stay as they are in the tenant. */
function installOf({ intent, settings }: Install, kind: Kind): JsonObject {
  const known = Object.entries(settings).filter(([name]) => kind.install?.settings[name] !== undefined);
  return {
    ...(intent === 'required' ? {} : { intent }),
    ...(known.length === 0 ? {} : { settings: Object.fromEntries(known) }),
  };
}

/** The document that the members make, under a key. */
export function makeDocument(
  { kind, live, left }: ImportedDocument,
  key: string,
  members: readonly DocumentMember[],
): JsonObject {
  const top: Record<string, JsonValue> = { kind: kind.name, key, name: live.name };
  const settings: Record<string, JsonValue> = {};
  for (const { pointer, value } of members) {
    const name = pointer.replace('/settings/', '');
    if (name !== pointer) settings[name] = value;
    else if (pointer === '/description' || pointer === '/scopeTags') top[pointer.slice(1)] = value;
  }
  const assign = members.find(({ pointer }) => pointer === '/assign');
  const absent = fieldsIn(kind).flatMap(([name, { required }]) =>
    required && !Object.hasOwn(settings, name) ? [name] : [],
  );
  const unmanaged = [...new Set([...left, ...absent])].filter((name) => name !== 'assign' || assign === undefined);
  return {
    ...top,
    settings,
    ...(assign === undefined ? {} : { assign: assign.value }),
    ...(unmanaged.length === 0 ? {} : { unmanaged }),
    ...Object.fromEntries(
      members.flatMap(({ pointer, value }) => (OF_GIT.has(pointer) ? [[pointer.slice(1), value] as const] : [])),
    ),
  };
}
