/** The text of postilion.yaml → the configuration with its defaults, or everything that is wrong with it at once. */

import type { Kind } from '../../catalogue/kind.ts';
import { CLOUDS, type Config, type EffectOverride } from '../../model/config.ts';
import { isEffectLevel } from '../../model/effect.ts';
import { type Finding, inputError, sortFindings } from '../../model/finding.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import type { Result } from '../../model/result.ts';
import type { SourceSpan } from '../../model/source.ts';
import { readAdopt } from './adopt-yaml.ts';
import { budgetOf, windowsOf } from './hours.ts';
import { findConfigProblems, type NamedByEnvironment } from './postilion-yaml-checks.ts';
import { buildConfigSchema } from './postilion-yaml-schema.ts';
import { checkDocument, documentCheck, problemFinding } from './schema/check.ts';
import { readYaml, type SourceFile, type YamlDocument, type YamlFile } from './yaml/parse.ts';

/**
 * Reads the configuration and, where there is one, `adopt.yaml` beside it. `catalogue` says which kinds and fields
 * `effects` may name. Paths and globs come through as they are written, relative to the configuration file.
 */
export function readConfig(
  file: SourceFile,
  adopt: SourceFile | null,
  catalogue: readonly Kind[],
  named: NamedByEnvironment = { graph: false },
): Result<Config> {
  return readConfigDocument(readYaml(file), file.path, adopt, catalogue, named);
}

/** The same of a text that was read already. */
export function readConfigDocument(
  text: YamlFile,
  path: string,
  adopt: SourceFile | null,
  catalogue: readonly Kind[],
  named: NamedByEnvironment = { graph: false },
): Result<Config> {
  const adopted = adopt === null ? { ids: {}, places: {}, findings: [] } : readAdopt(adopt);
  const [document, second] = text.documents;
  const findings: Finding[] = [...text.findings, ...adopted.findings];
  if (text.complete && (document === undefined || second !== undefined)) {
    findings.push(notOneDocument(path, second));
  } else if (document !== undefined) {
    findings.push(...checkConfig(document, catalogue, named));
  }
  const sorted = sortFindings(findings);
  if (document === undefined || !isJsonObject(document.value) || sorted.length > 0)
    return { ok: false, findings: sorted };
  return { ok: true, value: { ...configOf(document.value, adopted), places: document.places }, findings: [] };
}

/** Where a setting stands in the file, or what it would be a part of. */
export function findConfigPlace(file: SourceFile, pointer: string): SourceSpan {
  const [document] = readYaml(file).documents;
  const place = document === undefined ? undefined : nearestPlace(document.places, pointer);
  return place ?? { file: file.path, line: 1, column: 1 };
}

function notOneDocument(file: string, second: YamlDocument | undefined): Finding {
  const at = second?.places[''] ?? { file, line: 1, column: 1 };
  const message =
    second === undefined
      ? 'the configuration is empty: write version, owner and tenant'
      : 'a second document starts here: the configuration is one document';
  return inputError('CFG-004', message, { at });
}

function checkConfig(
  document: YamlDocument,
  catalogue: readonly Kind[],
  named: NamedByEnvironment,
): readonly Finding[] {
  const broken = checkDocument(
    document,
    documentCheck(catalogue, () => buildConfigSchema(catalogue), { missing: missingWords }),
  );
  const problems = isJsonObject(document.value) ? findConfigProblems(document.value, catalogue, named) : [];
  return [...broken, ...problems.map((problem) => problemFinding(problem, document))];
}

function missingWords(pointer: string): string | undefined {
  switch (pointer) {
    case '/version':
      return 'version: 1';
    case '/owner':
      return 'a short name such as contoso-mail; it never changes';
    case '/tenant':
      return 'tenant: {id: …}, {embedded: …} or {graphUrl: …}';
    default:
      return undefined;
  }
}

/** The checked document with the defaults of each key. */
function configOf(
  document: JsonObject,
  { ids: adopt, places: adoptPlaces }: Pick<ReturnType<typeof readAdopt>, 'ids' | 'places'>,
): Config {
  const tenant = partOf(document, 'tenant');
  const state = partOf(document, 'state');
  const { suspend } = document;
  return {
    version: 1,
    owner: stringAt(document, 'owner') ?? '',
    tenant: {
      id: stringAt(tenant, 'id')?.toLowerCase() ?? null,
      cloud: CLOUDS.find((cloud) => cloud === tenant['cloud']) ?? 'global',
      embedded: stringAt(tenant, 'embedded') ?? null,
      graphUrl: stringAt(tenant, 'graphUrl') ?? null,
    },
    profiles: textsIn(document['profiles'], ['profiles/**/*.yaml']),
    state: { repo: stringAt(state, 'repo') ?? '.', branch: stringAt(state, 'branch') ?? 'postilion-state' },
    branch: stringAt(document, 'branch') ?? 'main',
    heal: healOf(document['heal']),
    ...peopleOf(document),
    windows: windowsOf(document),
    budget: budgetOf(document['budget']),
    policy: {
      allUsers: partOf(document, 'policy')['allUsers'] !== false,
      oauth: partOf(document, 'policy')['oauth'] === 'required' ? 'required' : 'optional',
      names: textsIn(partOf(document, 'policy')['names'], null),
      mostPeople: numberAt(partOf(document, 'policy'), 'mostPeople', null),
    },
    groups: {
      allow: textsIn(partOf(document, 'groups')['allow'], null),
      readUpTo: numberAt(partOf(document, 'groups'), 'readUpTo', 100_000),
    },
    apply: { concurrency: numberAt(partOf(document, 'apply'), 'concurrency', 4) },
    grace: stringAt(document, 'grace') ?? '7d',
    lateness: stringAt(document, 'lateness') ?? '15m',
    release: textMembers(partOf(document, 'release')),
    moved: textMembers(partOf(document, 'moved')),
    suspend: typeof suspend === 'boolean' ? suspend : (textsIn(suspend, null) ?? false),
    effects: objectsAt(document, 'effects').flatMap(overrideOf),
    adopt,
    adoptPlaces,
    because: textMembers(partOf(document, 'because')),
  };
}

/** What holds where nothing is said. */
export const DEFAULT_CONFIG: Config = configOf({}, { ids: {}, places: {} });

/** What judges how many people a run may disturb. */
function peopleOf(document: JsonObject): Pick<Config, 'approval' | 'limits'> {
  const approval = partOf(document, 'approval');
  const growth = partOf(approval, 'growth');
  const limits = partOf(document, 'limits');
  const from = stringAt(approval, 'from');
  return {
    approval: {
      from: from !== undefined && isEffectLevel(from) ? from : 'may-reapprove',
      growth: { percent: numberAt(growth, 'percent', 10), people: numberAt(growth, 'people', 5) },
      approvers: approversOf(approval['approvers']),
    },
    limits: {
      removals: numberAt(limits, 'removals', 3),
      losingMail: numberAt(limits, 'losingMail', 50),
      newPeople: numberAt(limits, 'newPeople', 500),
    },
  };
}

/** As GitHub compares them: without regard to case, and a team with or without its @. */
function approversOf(value: JsonValue | undefined): readonly string[] | null {
  if (!isJsonArray(value)) return null;
  const names = value.filter((one) => typeof one === 'string').map((one) => one.replace(/^@/, '').toLowerCase());
  return [...new Set(names)].sort();
}

function healOf(value: JsonValue | undefined): Config['heal'] {
  return value === 'never' || value === 'all' ? value : 'silent';
}

function overrideOf(entry: JsonObject): readonly EffectOverride[] {
  const [kind, field, level, because] = ['kind', 'field', 'level', 'because'].map(
    (name) => stringAt(entry, name) ?? '',
  );
  if (kind === undefined || field === undefined || because === undefined) return [];
  return level !== undefined && isEffectLevel(level) ? [{ kind, field, level, because }] : [];
}

function partOf(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

function numberAt<Otherwise>(object: JsonObject, name: string, otherwise: Otherwise): number | Otherwise {
  const value = object[name];
  return typeof value === 'number' ? value : otherwise;
}

function textsIn<Otherwise>(value: JsonValue | undefined, otherwise: Otherwise): readonly string[] | Otherwise {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : otherwise;
}

function textMembers(object: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
