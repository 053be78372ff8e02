/**
 * Repositories as data: a family is a sane repository, ways to change it that stay sane, and small mistakes with exactly
 * the findings that they deserve. Everything is judged as `validate` does.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { readConfig } from '../../src/core/config/postilion-yaml.ts';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { houseFindings } from '../../src/rules/house.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import { waiverFindings, withWaived } from '../../src/rules/waivers.ts';

/** `profile/settings/host` → what stands there instead; `(gone)` takes it away. */
type Changes = JsonObject;

export interface Case {
  readonly name: string;
  readonly text: string;
  readonly config: string;
  /** What is said of it, infos left out: `AUT-001 error`, each once, sorted. */
  readonly says: readonly string[];
}

export interface Family {
  readonly name: string;
  readonly sane: readonly Case[];
  readonly broken: readonly Case[];
  /** Two sane ways at once, where they don't change the same place. */
  readonly pairs: readonly Case[];
}

/** The day that the rules judge: no case starts to fail by itself. */
const DAY = '2026-12-01';

const FOLDER = join(import.meta.dirname, 'families');
const CONFIG: JsonObject = { version: 1, owner: 'contoso-mail', tenant: { embedded: '.postilion/tenant' } };

/** All families, a file each. */
export function families(): readonly Family[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => familyFrom(name.replace('.yaml', ''), objectOf(parse(readFileSync(join(FOLDER, name), 'utf8')))));
}

function familyFrom(name: string, file: JsonObject): Family {
  const base = { config: CONFIG, ...objectOf(file['base']) };
  const cases = (part: string): readonly Case[] =>
    Object.entries(objectOf(file[part])).map(([title, one]) => {
      const { says = [], ...changes } = objectOf(one);
      return { ...written(changed(base, changes)), name: title, says: isJsonArray(says) ? says.map(String) : [] };
    });
  const ways = Object.entries(objectOf(file['sane'])).map(
    ([title, one]) => [title, withoutSays(objectOf(one))] as const,
  );
  const pairs = ways.flatMap(([first, one], index) =>
    ways
      .slice(index + 1)
      .flatMap(([second, other]): readonly Case[] =>
        areApart(one, other)
          ? [{ ...written(changed(base, { ...one, ...other })), name: `${first}, ${second}`, says: [] }]
          : [],
      ),
  );
  return {
    name,
    pairs,
    sane: [{ ...written(base), name: 'as it is', says: [] }, ...cases('sane')],
    broken: cases('broken'),
  };
}

function withoutSays({ says: _says, ...changes }: JsonObject): Changes {
  return changes;
}

/** No path of one is a path of the other, or above or below one. */
function areApart(one: Changes, other: Changes): boolean {
  const touches = (a: string, b: string): boolean => a === b || a.startsWith(`${b} / `) || b.startsWith(`${a} / `);
  return !Object.keys(one).some((a) => Object.keys(other).some((b) => touches(a, b)));
}

/** A text that is not YAML of a profile stands for itself under `text`. */
function written({ config = {}, text, ...profiles }: JsonObject): Pick<Case, 'text' | 'config'> {
  const documents = Object.entries(profiles).map(([key, profile]) => stringify({ key, ...objectOf(profile) }));
  return { text: typeof text === 'string' ? text : documents.join('---\n'), config: stringify(config) };
}

function changed(base: JsonObject, changes: Changes): JsonObject {
  return Object.entries(changes).reduce<JsonObject>((one, [path, value]) => put(one, path.split(' / '), value), base);
}

function put(object: JsonObject, [name = '', ...rest]: readonly string[], value: JsonValue): JsonObject {
  const { [name]: old = null, ...others } = object;
  if (rest.length > 0) return { ...object, [name]: put(objectOf(old), rest, value) };
  return value === '(gone)' ? others : { ...object, [name]: value };
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Everything that is said of a case, each once: `CODE severity`. */
export function judged({ text, config: configuration }: Pick<Case, 'text' | 'config'>): readonly string[] {
  const config = readConfig({ path: 'postilion.yaml', text: configuration }, null, CATALOGUE);
  const read = readProfiles([{ path: 'profiles/all.yaml', text }], CATALOGUE);
  const profiles = read.ok ? read.value : [];
  const rules = runRules(profiles, CATALOGUE, DAY);
  const house = config.ok ? houseFindings(profiles, config.value.policy, CATALOGUE) : [];
  const all = [
    ...config.findings,
    ...read.findings,
    ...rules,
    ...waiverFindings(rules, profiles, CATALOGUE, DAY),
    ...house,
  ];
  const told = withWaived(all, profiles, DAY).filter(({ severity }) => severity !== 'info');
  return [...new Set(told.map(({ code, severity }) => `${code} ${severity}`))].sort();
}
