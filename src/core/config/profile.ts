/** One YAML document → a profile, as far as the document alone tells. */

import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import { buildProfileSchema } from '../../catalogue/profile-schema.ts';
import { type Finding, inputError } from '../../model/finding.ts';
import type { InputCode } from '../../model/findings/table.ts';
import { isGraphId, isProfileKey } from '../../model/ids.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import type { DesiredProfile, NamedRef } from '../../model/profile.ts';
import type { SourceSpan } from '../../model/source.ts';
import { type PartialAssign, readAssign } from './assign.ts';
import { splitSettings } from './references.ts';
import { checkDocument, type DocumentCheck, documentCheck } from './schema/check.ts';
import { secretFaults, secretSettings } from './secrets.ts';
import { waiverProblems, waivers } from './waivers.ts';
import { quoted } from './yaml/messages.ts';
import type { YamlDocument } from './yaml/parse.ts';

/** A profile whose `assign` still waits for those of other profiles. */
export interface ProfileReading {
  readonly profile: Omit<DesiredProfile, 'assign'>;
  readonly assign: PartialAssign | undefined;
}

/** The check of a kind's documents; knows which other kind has a setting that this one lacks. */
export function profileCheck(kind: Kind, catalogue: readonly Kind[]): DocumentCheck {
  return documentCheck(kind, () => buildProfileSchema(kind), {
    unknownKey: (parent, name) => {
      if (parent !== '/settings') return undefined;
      const others = catalogue.filter((other) => Object.hasOwn(other.fields, name)).map((other) => other.name);
      if (others.length === 0) return undefined;
      const message = `${quoted(name)} is not a setting of ${kind.name}: take it away, ${others.join(' and ')} can have it`;
      return { code: 'SCH-010', message };
    },
    missing: (pointer) => missingWords(kind, pointer),
  });
}

function missingWords(kind: Kind, pointer: string): string | undefined {
  if (pointer === '/key') return 'a stable id such as ios-sales, unique in the tenant';
  if (pointer === '/name') return 'the name in the admin center, such as "iOS: Mail - Sales"';
  if (pointer === '/settings') {
    const required = fieldsIn(kind).flatMap(([name, field]) => (field.required ? [`${name}: …`] : []));
    return required.length === 0 ? undefined : `{${required.join(', ')}}`;
  }
  const field = kind.fields[pointer.replace(/^\/settings\//, '')];
  const [example] = field?.examples ?? [];
  if (field === undefined || example === undefined) return undefined;
  if (field.shape.type === 'choice') return `one of ${Object.keys(field.shape.meanings).join(', ')}`;
  const label = field.label.charAt(0).toLowerCase() + field.label.slice(1);
  return typeof example === 'string' ? `the ${label}, such as ${example}` : undefined;
}

/** The profile of a document of that kind, or undefined with the reasons. */
export function readProfile(
  document: YamlDocument,
  check: DocumentCheck,
  kind: Kind,
): { readonly reading: ProfileReading | undefined; readonly findings: readonly Finding[] } {
  const { value } = document;
  if (!isJsonObject(value)) return { reading: undefined, findings: [] };
  const key = stringAt(value, 'key') ?? '';
  const place = (pointer: string): SourceSpan =>
    nearestPlace(document.places, pointer) ?? { file: '', line: 1, column: 1 };
  const broken = checkDocument(document, check, isProfileKey(key) ? key : undefined);
  const findings = [
    ...broken,
    ...ownProblems(value, kind)
      .filter(({ pointer }) => !document.told.has(pointer))
      .map(({ code, message, pointer }) => inputError(code, message, { key, at: place(pointer) })),
  ];
  const assign = readAssign(document, value['assign'], key, kind);
  if (broken.length > 0 || !isProfileKey(key))
    return { reading: undefined, findings: [...findings, ...assign.findings] };
  const { plain, references, files } = splitSettings(kind, objectAt(value, 'settings'), place);
  const { description, scopeTags, unmanaged } = value;
  return {
    findings: [...findings, ...assign.findings],
    reading: {
      assign: assign.reading,
      profile: {
        key,
        kind: kind.name,
        name: stringAt(value, 'name') ?? '',
        // A block of text in YAML ends with a line break that nobody means.
        description: description === null ? '' : stringAt(value, 'description')?.trimEnd(),
        scopeTags: isJsonArray(scopeTags)
          ? scopeTags.flatMap((tag, index) => tagIn(tag, place(`/scopeTags/${index}`)))
          : undefined,
        ...secretSettings(kind, plain),
        references,
        ...(Object.keys(files).length === 0 ? {} : { files }),
        protect: value['protect'] === true,
        ...waivers(value, place),
        unmanaged: textsIn(unmanaged),
        places: document.places,
      },
    },
  };
}

function tagIn(tag: JsonValue, at: SourceSpan): readonly NamedRef[] {
  if (typeof tag === 'string') return [{ by: 'name', name: tag, at }];
  const id = isJsonObject(tag) ? stringAt(tag, 'id') : undefined;
  return id !== undefined && isGraphId(id) ? [{ by: 'id', id, at }] : [];
}

interface OwnProblem {
  readonly code: InputCode;
  readonly message: string;
  readonly pointer: string;
}

/** What no schema says: form of hosts, blanks around names, imitated markers, fields both set and unmanaged. */
function ownProblems(document: JsonObject, kind: Kind): readonly OwnProblem[] {
  return [
    ...nameProblems(document),
    ...descriptionProblems(document),
    ...hostProblems(document, kind),
    ...doubleProblems(document),
    ...emptyProblems(document, kind),
    ...waiverProblems(document),
    ...secretFaults(objectAt(document, 'settings'), kind).map((fault) => ({ code: 'SCH-115' as const, ...fault })),
  ];
}

function nameProblems(document: JsonObject): readonly OwnProblem[] {
  const name = stringAt(document, 'name') ?? '';
  if (name === name.trim() && !/[\n\r\t]/.test(name)) return [];
  const message = `name: ${quoted(name)} has blanks at its ends or a line break: take them away`;
  return [{ code: 'SCH-111', message, pointer: '/name' }];
}

/** A marker in a description says whose object it is; only Postilion may write one. */
function descriptionProblems(document: JsonObject): readonly OwnProblem[] {
  const [imitation] = /postilion:[^\s/]+\/[^\s#]+#/i.exec(stringAt(document, 'description') ?? '') ?? [];
  if (imitation === undefined) return [];
  const message = `description: ${quoted(imitation)} looks like Postilion's own marker: take it away`;
  return [{ code: 'SCH-112', message, pointer: '/description' }];
}

function hostProblems(document: JsonObject, kind: Kind): readonly OwnProblem[] {
  const settings = objectAt(document, 'settings');
  return fieldsIn(kind).flatMap(([name, field]) => {
    const host = stringAt(settings, name);
    if (field.shape.type !== 'host' || host === undefined) return [];
    const fault = hostFault(host);
    if (fault === undefined) return [];
    const bare = host
      .trim()
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/[/\\].*$/s, '');
    const remedy =
      hostFault(bare) === undefined ? `write only ${bare}` : 'write a bare host name such as outlook.office365.com';
    return [{ code: 'SCH-001', message: `${name}: ${quoted(host)} ${fault}: ${remedy}`, pointer: `/settings/${name}` }];
  });
}

function hostFault(host: string): string | undefined {
  if (host.trim() === '') return 'is empty';
  if (host.includes('://')) return 'has a scheme';
  if (/\s/.test(host)) return 'has a blank';
  if (/[/\\]/.test(host)) return 'has a slash';
  return /^(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?(?::\d+)?|\[[0-9a-f:]+\])$/i.test(host)
    ? undefined
    : 'is not a host name';
}

function doubleProblems(document: JsonObject): readonly OwnProblem[] {
  const settings = objectAt(document, 'settings');
  const { unmanaged } = document;
  return textsIn(unmanaged).flatMap((field, index) => {
    if (!Object.hasOwn(settings, field) && !Object.hasOwn(document, field) && !isSetKey(settings, field)) return [];
    const message = `${quoted(field)} is set and unmanaged: take it away from one of both`;
    return [{ code: 'SCH-113', message, pointer: `/unmanaged/${index}` }];
  });
}

/** A mapping without keys is left out, unless its keys are left to the portal. */
function emptyProblems(document: JsonObject, kind: Kind): readonly OwnProblem[] {
  const settings = objectAt(document, 'settings');
  return fieldsIn(kind).flatMap(([name, { mapping }]) => {
    const value = settings[name];
    const isEmpty = mapping === true && isJsonObject(value) && Object.keys(value).length === 0;
    if (!isEmpty || textsIn(document['unmanaged']).some((one) => one.startsWith(`${name}/`))) return [];
    return [{ code: 'SCH-011', message: `${name} is empty: write at least one key`, pointer: `/settings/${name}` }];
  });
}

/** `configuration/KEY` beside a configuration that has the key. */
function isSetKey(settings: JsonObject, field: string): boolean {
  const [name = '', ...rest] = field.split('/');
  return rest.length > 0 && Object.hasOwn(objectAt(settings, name), rest.join('/'));
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

function textsIn(value: JsonObject[string] | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
