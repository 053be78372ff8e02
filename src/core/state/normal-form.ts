/** A live object as the inventory remembers it: one value per JSON pointer, and only what the catalogue calls public. */

import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import { assignmentIds } from '../../model/assignment.ts';
import { isJsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { isManaged, type LiveProfile, type ResolvedProfile } from '../../model/profile.ts';
import type { NormalForm } from '../../model/state/inventory.ts';

/** JSON pointer in the profile (`/name`, `/settings/oauth`) → value in normal form. Absent: not known. */
export type PathValues = ReadonlyMap<string, JsonValue>;

const METADATA = ['name', 'description', 'scopeTags', 'assign'] as const;

/** Pointers that a kind's profiles have, in the order of plans. */
export function pathsOf(kind: Kind): readonly string[] {
  const known = paths.get(kind);
  if (known !== undefined) return known;
  const made = [...METADATA.map((name) => `/${name}`), ...fieldsIn(kind).map(([name]) => `/settings/${name}`)];
  paths.set(kind, made);
  return made;
}

/** Asked for with every profile of every plan, and always the same. */
const paths = new WeakMap<Kind, readonly string[]>();

/** The name under which `unmanaged` leaves a pointer to the portal. */
export function fieldOf(path: string): string {
  return path.replace(/^\/(?:settings\/)?/, '');
}

/** What the tenant holds. References that weren't read are left out: unknown is not absent. */
export function liveValues(live: LiveProfile, kind: Kind): PathValues {
  return new Map<string, JsonValue>([
    ['/name', live.name],
    ['/description', live.description],
    ['/scopeTags', [...live.scopeTagIds].sort()],
    ['/assign', assignmentIds(live.assignments)],
    ...settingValues(live.settings, kind),
  ]);
}

/** What git wants. What YAML doesn't mention, and what it leaves to the portal, is left out. */
export function desiredValues(desired: ResolvedProfile, kind: Kind): PathValues {
  const { name, description, scopeTagIds, assignments } = desired;
  const all: readonly (readonly [string, JsonValue | undefined])[] = [
    ['/name', name],
    ['/description', description],
    ['/scopeTags', scopeTagIds?.toSorted()],
    ['/assign', assignments === undefined ? undefined : assignmentIds(assignments)],
    ...settingValues(desired.settings, kind),
  ];
  return new Map(
    all.flatMap(([path, value]) =>
      value === undefined || (path !== '/name' && !isManaged(desired, fieldOf(path))) ? [] : [[path, value] as const],
    ),
  );
}

/** What was agreed upon last. */
export function baseValues(normal: NormalForm, kind: Kind): PathValues {
  const { name, description, scopeTagIds, assignments } = normal;
  const all: readonly (readonly [string, JsonValue | undefined])[] = [
    ['/name', name],
    ['/description', description],
    ['/scopeTags', scopeTagIds],
    ['/assign', assignments],
    ...settingValues(normal.settings, kind),
  ];
  return new Map(all.flatMap(([path, value]) => (value === undefined ? [] : [[path, value] as const])));
}

/** Values → the form that is stored; what isn't public stays out, so that no secret gets into git. */
export function normalForm(values: PathValues, kind: Kind): NormalForm {
  const text = (path: string): string | undefined => {
    const value = values.get(path);
    return typeof value === 'string' ? value : undefined;
  };
  const texts = (path: string): readonly string[] | undefined => {
    const value = values.get(path);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
  };
  const [name, description] = [text('/name'), text('/description')];
  const [scopeTagIds, assignments] = [texts('/scopeTags'), texts('/assign')];
  const settings = fieldsIn(kind).flatMap(([field, { public: shown }]) => {
    const value = values.get(`/settings/${field}`);
    return shown && value !== undefined ? [[field, value] as const] : [];
  });
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(scopeTagIds === undefined ? {} : { scopeTagIds }),
    ...(assignments === undefined ? {} : { assignments }),
    settings: Object.fromEntries(settings),
  };
}

function settingValues(settings: ResolvedProfile['settings'], kind: Kind): readonly (readonly [string, JsonValue])[] {
  return fieldsIn(kind).flatMap(([name, field]) => {
    const value = settings[name];
    if (value === undefined) return [];
    return [[`/settings/${name}`, field.shape.type === 'reference' ? bare(value) : value] as const];
  });
}

/** Of a reference its id is compared and remembered, not the name that it happens to have. */
function bare(value: JsonValue): JsonValue {
  const id = isJsonObject(value) ? stringAt(value, 'id') : undefined;
  return id === undefined ? value : { id };
}
