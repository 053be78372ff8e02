/** `assign` of a profile → its own targets and the profiles whose targets it takes over. */

import type { InstallForm, Kind } from '../../catalogue/kind.ts';
import { isInstallIntent } from '../../model/assignment.ts';
import { type Finding, inputError } from '../../model/finding.ts';
import type { InputCode } from '../../model/findings/table.ts';
import { isGuid, isProfileKey, type ProfileKey } from '../../model/ids.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import type { DesiredTarget, NamedRef } from '../../model/profile.ts';
import type { SourceSpan } from '../../model/source.ts';
import { normaliseInstall } from '../assignments/install.ts';
import { quoted } from './yaml/messages.ts';
import type { YamlDocument } from './yaml/parse.ts';

/** What `assign` says, before other profiles' targets are taken over. */
export interface PartialAssign {
  readonly own: readonly DesiredTarget[];
  readonly sameAs: readonly { readonly key: ProfileKey; readonly at: SourceSpan }[];
  readonly at: SourceSpan;
}

interface Reader {
  readonly findings: Finding[];
  readonly key: string;
  readonly install: InstallForm | undefined;
  place(pointer: string): SourceSpan;
  tell(code: InputCode, message: string, pointer: string): void;
}

/**
 * The targets of a document that has passed the schema. Undefined when `assign` is absent: the tenant's assignments
 * stay. Null in YAML means nobody.
 */
export function readAssign(
  document: YamlDocument,
  value: JsonValue | undefined,
  key: string,
  kind: Kind,
): { readonly reading: PartialAssign | undefined; readonly findings: readonly Finding[] } {
  if (value === undefined) return { reading: undefined, findings: [] };
  const findings: Finding[] = [];
  const place = (pointer: string): SourceSpan =>
    nearestPlace(document.places, pointer) ?? { file: '', line: 1, column: 1 };
  const reader: Reader = {
    findings,
    key,
    install: kind.install,
    place,
    tell: (code, message, pointer) => findings.push(inputError(code, message, { key, at: place(pointer) })),
  };
  const at = place('/assign');
  if (!isJsonObject(value)) return { reading: { own: [], sameAs: [], at }, findings };
  if (Object.keys(value).length === 0) {
    reader.tell('ASG-105', 'assign is empty: write include or sameAs, or null for nobody', '/assign');
  }
  const own = [...targetsIn(value, 'include', reader), ...targetsIn(value, 'exclude', reader)];
  return { reading: { own, sameAs: modelsIn(value, reader), at }, findings };
}

function targetsIn(assign: JsonObject, intent: 'include' | 'exclude', reader: Reader): readonly DesiredTarget[] {
  const list = assign[intent];
  if (!isJsonArray(list)) return [];
  return list.flatMap((entry, index) => {
    if (!isJsonObject(entry)) return [];
    const pointer = `/assign/${intent}/${index}`;
    const target = targetOf(entry, pointer, reader);
    return target === undefined
      ? []
      : [
          {
            intent,
            target,
            filter: filterOf(entry, pointer, reader),
            ...installOf(entry, reader),
            at: reader.place(pointer),
          },
        ];
  });
}

/** Of apps: required where YAML says nothing else. */
function installOf(entry: JsonObject, { install }: Reader): Pick<DesiredTarget, 'install'> {
  if (install === undefined) return {};
  const { intent, settings } = entry;
  return {
    install: {
      intent: typeof intent === 'string' && isInstallIntent(intent) ? intent : 'required',
      settings: isJsonObject(settings) ? normaliseInstall(settings, install) : {},
    },
  };
}

function targetOf(entry: JsonObject, pointer: string, reader: Reader): DesiredTarget['target'] | undefined {
  if (entry['allUsers'] === true) return 'allUsers';
  if (entry['allDevices'] === true) return 'allDevices';
  const id = stringAt(entry, 'id')?.toLowerCase();
  if (id !== undefined && isGuid(id)) return { by: 'id', id, at: reader.place(`${pointer}/id`) };
  const name = stringAt(entry, 'group');
  return name === undefined ? undefined : namedOf(name, 'group', `${pointer}/group`, reader);
}

function filterOf(entry: JsonObject, pointer: string, reader: Reader): DesiredTarget['filter'] {
  const filter = entry['filter'];
  if (!isJsonObject(filter)) return null;
  for (const mode of ['include', 'exclude'] as const) {
    const place = `${pointer}/filter/${mode}`;
    const value = filter[mode];
    const ref =
      typeof value === 'string'
        ? namedOf(value, 'filter', place, reader)
        : isJsonObject(value)
          ? filterRef(value, place, reader)
          : null;
    if (ref !== null) return { mode, ref };
  }
  return null;
}

/** Where two filters have one name: `{name, platform}`, or `{id}`. */
function filterRef(value: JsonObject, pointer: string, reader: Reader): NamedRef | null {
  const id = stringAt(value, 'id')?.toLowerCase();
  if (id !== undefined && isGuid(id)) return { by: 'id', id, at: reader.place(`${pointer}/id`) };
  const [name, platform] = [stringAt(value, 'name'), stringAt(value, 'platform')];
  if (name === undefined || platform === undefined) return null;
  return { by: 'name', name, platform, at: reader.place(`${pointer}/name`) };
}

function namedOf(name: string, what: 'group' | 'filter', pointer: string, reader: Reader): NamedRef {
  if (isGuid(name)) {
    const remedy = what === 'group' ? `write id: ${name}` : `write {id: ${name}}`;
    reader.tell('ASG-102', `${what}: ${quoted(name)} is an id, not a name: ${remedy}`, pointer);
  }
  return { by: 'name', name, at: reader.place(pointer) };
}

function modelsIn(assign: JsonObject, reader: Reader): PartialAssign['sameAs'] {
  const list = assign['sameAs'];
  if (!isJsonArray(list)) return [];
  return list.flatMap((key, index) =>
    typeof key === 'string' && isProfileKey(key) ? [{ key, at: reader.place(`/assign/sameAs/${index}`) }] : [],
  );
}
