/** How an app is to arrive at a target, between Graph's spelling and the one normal form. */

import type { InstallForm, Kind } from '../../catalogue/kind.ts';
import { type Assignment, assignmentId, type Install, isInstallIntent, targetId } from '../../model/assignment.ts';
import { isJsonObject, type JsonObject, type JsonValue, sameJson, stringAt } from '../../model/json.ts';

const TYPE = '#microsoft.graph.';

/** An assignment of Graph → what it asks for: settings by their names in YAML, without those at their defaults. */
export function decodeInstall(assignment: JsonObject, form: InstallForm): Install {
  const intent = stringAt(assignment, 'intent') ?? '';
  const settings = assignment['settings'];
  const raw = isJsonObject(settings) ? settings : {};
  return {
    intent: isInstallIntent(intent) ? intent : 'required',
    settings: { ...withoutDefaults(decoded(raw, form), form), ...unknownIn(raw, form) },
  };
}

function decoded(raw: JsonObject, form: InstallForm): JsonObject {
  return Object.fromEntries(Object.entries(form.settings).map(([name, field]) => [name, field.decode(raw)]));
}

/** Members that this version doesn't know travel along under Graph's names: `assign` replaces the whole list. */
function unknownIn(raw: JsonObject, form: InstallForm): JsonObject {
  const owned = new Set(Object.values(form.settings).flatMap(({ graph }) => graph));
  const type = form.settingsType === null ? undefined : `${TYPE}${form.settingsType}`;
  return Object.fromEntries(
    Object.entries(raw).filter(([name, value]) => {
      if (name === '@odata.type') return value !== type;
      return value !== null && !owned.has(name) && !name.includes('@');
    }),
  );
}

function withoutDefaults(settings: JsonObject, form: InstallForm): JsonObject {
  return Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => {
      const field = form.settings[name];
      return field === undefined || !sameJson(value, field.normalise(null));
    }),
  );
}

/** What an assignment asks for → its members on the wire, every setting spelt out. */
export function encodeInstall({ intent, settings }: Install, form: InstallForm): JsonObject {
  const own: Record<string, JsonValue> = {};
  for (const [name, field] of Object.entries(form.settings)) Object.assign(own, field.encode(settings[name] ?? null));
  const unknown = Object.entries(settings).filter(([name]) => form.settings[name] === undefined);
  const type = form.settingsType === null ? {} : { '@odata.type': `${TYPE}${form.settingsType}` };
  const members = { ...type, ...own, ...Object.fromEntries(unknown) };
  return { intent, settings: Object.keys(members).length === 0 ? null : members };
}

/**
 * What git wants, completed with what it doesn't mention: settings of a target stay as they are in the tenant, as long
 * as its intent does. The same list comes back where the kind's assignments say no more than whom they are for.
 */
export function settledAssignments(
  wanted: readonly Assignment[],
  live: readonly Assignment[],
  kind: Kind,
): readonly Assignment[] {
  const { install: form } = kind;
  if (form === undefined) return wanted;
  const known = new Map(live.map((one) => [targetId(one), one.install]));
  const settled = wanted.map((one): Assignment => {
    const install = one.install ?? { intent: 'required', settings: {} };
    const before = known.get(targetId(one));
    const kept = before?.intent === install.intent ? before.settings : {};
    return {
      ...one,
      install: { ...install, settings: withoutDefaults({ ...kept, ...install.settings }, form) },
    };
  });
  const ids = (list: readonly Assignment[]): string => list.map(assignmentId).sort().join('\n');
  return ids(settled) === ids(wanted) ? wanted : settled;
}

/** The settings of an entry of `assign` in normal form, as far as YAML mentions them. */
export function normaliseInstall(settings: JsonObject, form: InstallForm): JsonObject {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => {
      const field = form.settings[name];
      return field === undefined ? [] : [[name, field.normalise(value)]];
    }),
  );
}
