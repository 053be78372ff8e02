/** The documents that one tenant gets: those of `base/` with its own laid over them by key, and the variables written in. */

import { type Finding, inputError } from '../../model/finding.ts';
import { isJsonArray, isJsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import type { SourceSpan } from '../../model/source.ts';
import { didYouMean, quoted, shown } from '../config/yaml/messages.ts';
import type { YamlDocument } from '../config/yaml/parse.ts';
import { pointerStep } from '../config/yaml/values.ts';
import { BASE_FOLDER, type FleetTenant } from './fleet.ts';
import { overlaid, takesNothing } from './overlay.ts';
import { variablesIn, type WithVariables, withVariables } from './variables.ts';

/** What a tenant gets, and what is wrong with how it gets it. */
export interface Rendered {
  readonly documents: readonly WithVariables[];
  readonly findings: readonly Finding[];
  /** Variables that any of the sources names, also where another line is laid over it. */
  readonly used: ReadonlySet<string>;
}

/** `base` and `own` in any order; both may hold documents that are no profiles, which are left as they are. */
export function renderDocuments(
  base: readonly YamlDocument[],
  own: readonly YamlDocument[],
  tenant: Pick<FleetTenant, 'name' | 'variables'>,
): Rendered {
  const findings: Finding[] = base.flatMap(foreignIds);
  const layers = new Map<string, YamlDocument>();
  const added: YamlDocument[] = [];
  const below = new Set(base.flatMap((document) => keyOf(document) ?? []));
  for (const document of own) {
    const key = keyOf(document);
    if (key === undefined || (!below.has(key) && isWhole(document))) added.push(document);
    else if (below.has(key)) findings.push(...layFinding(document, key, layers));
    else findings.push(nothingBelow(document, key, below));
    if (key !== undefined && below.has(key) && !layers.has(key)) layers.set(key, document);
  }
  const merged = base.flatMap((document): readonly YamlDocument[] => {
    const upper = layers.get(keyOf(document) ?? '');
    if (upper === undefined) return [document];
    findings.push(...kindFinding(document, upper), ...(isAbsent(upper) ? [] : takesNothing(document, upper)));
    return isAbsent(upper) ? [] : [overlaid(document, upper)];
  });
  const written = [...merged, ...added].map((document) => withVariables(document, tenant.variables));
  const used = new Set([...base, ...own].flatMap(({ value }) => [...variablesIn(value)]));
  return {
    documents: written,
    findings: [...findings, ...written.flatMap((one) => one.findings)],
    used,
  };
}

function keyOf({ value }: YamlDocument): string | undefined {
  return isJsonObject(value) ? stringAt(value, 'key') : undefined;
}

/** A profile of the tenant's own says its kind; what says none is laid over something. */
function isWhole({ value }: YamlDocument): boolean {
  return isJsonObject(value) && Object.hasOwn(value, 'kind');
}

/** `absent: true` takes the whole profile away from the tenant. */
function isAbsent({ value }: YamlDocument): boolean {
  return isJsonObject(value) && value['absent'] === true;
}

function layFinding(
  document: YamlDocument,
  key: string,
  layers: ReadonlyMap<string, YamlDocument>,
): readonly Finding[] {
  const at = nearestPlace(document.places, '/key');
  const other = layers.get(key)?.places['/key'];
  const { value } = document;
  const found: Finding[] = [];
  if (other !== undefined) {
    const message = `${quoted(key)} is laid over base/ twice, here and in ${other.file}:${other.line}: put both together`;
    found.push(inputError('TEN-005', message, { key, at }));
  }
  if (isJsonObject(value) && Object.hasOwn(value, 'absent')) {
    const rest = Object.keys(value).filter((name) => !['key', 'kind', 'absent'].includes(name));
    if (value['absent'] !== true || rest.length > 0) {
      const message = `${quoted(key)}: absent takes the profile away from this tenant: write absent: true and nothing else beside it`;
      found.push(inputError('TEN-005', message, { key, at: nearestPlace(document.places, '/absent') }));
    }
  }
  return found;
}

function nothingBelow(document: YamlDocument, key: string, below: ReadonlySet<string>): Finding {
  const meant = didYouMean(key, [...below].slice(0, MOST_NAMED));
  const message = `${quoted(key)} is laid over nothing: base/ has no such key, and a profile of this tenant alone says its kind${meant}`;
  return inputError('TEN-004', message, { key, at: nearestPlace(document.places, '/key') });
}

const MOST_NAMED = 500;

function kindFinding(lower: YamlDocument, upper: YamlDocument): readonly Finding[] {
  const [below, above] = [lower, upper].map(({ value }) => (isJsonObject(value) ? value['kind'] : undefined));
  if (above === undefined || above === below) return [];
  const message = `kind: what is laid over a profile keeps its kind, ${shown(below ?? null)}: take the line away, or write a profile with a key of its own`;
  return [inputError('TEN-005', message, { key: keyOf(lower), at: nearestPlace(upper.places, '/kind') })];
}

const GUID = /^(?:[A-Z]_)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id is one of one tenant; in `base/` it would name something else, or nothing, in all others. */
function foreignIds(document: YamlDocument): readonly Finding[] {
  const found: { readonly pointer: string; readonly id: string }[] = [];
  const visit = (value: JsonValue, pointer: string): void => {
    if (isJsonArray(value)) value.forEach((item, index) => visit(item, `${pointer}/${index}`));
    else if (isJsonObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        const step = pointer + pointerStep(name);
        if (name === 'id' && typeof member === 'string' && GUID.test(member)) found.push({ pointer: step, id: member });
        else visit(member, step);
      }
    }
  };
  visit(document.value, '');
  return found.map(({ pointer, id }) =>
    inputError(
      'TEN-006',
      `${quoted(id)} is an id of one tenant, and ${BASE_FOLDER} is for all: write the name, or a variable`,
      {
        key: keyOf(document),
        at: nearestPlace(document.places, pointer),
      },
    ),
  );
}

/** Where a part of a document comes from. */
export interface PartOrigin {
  readonly pointer: string;
  readonly value: JsonValue;
  readonly at: SourceSpan | undefined;
  /** Names of the variables in it. */
  readonly variables: readonly string[];
}

/** Each part of a document that is no mapping, with the place of its line. */
export function originsOf({ document: { value, places, keyPlaces }, written }: WithVariables): readonly PartOrigin[] {
  const found: PartOrigin[] = [];
  const visit = (one: JsonValue, pointer: string): void => {
    if (isJsonObject(one) && Object.keys(one).length > 0) {
      for (const [name, member] of Object.entries(one)) visit(member, pointer + pointerStep(name));
      return;
    }
    const within = [...written].filter(([at]) => at === pointer || at.startsWith(`${pointer}/`));
    const variables = [...new Set(within.flatMap(([, names]) => names))];
    found.push({ pointer, value: one, at: keyPlaces[pointer] ?? nearestPlace(places, pointer), variables });
  };
  visit(value, '');
  return found;
}
