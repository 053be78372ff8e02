/** The page of `postilion.yaml`: each setting with what it may say, and what counts where it says nothing. */

import type { Kind } from '../../catalogue/kind.ts';
import { readConfig } from '../../core/config/postilion-yaml.ts';
import { buildConfigSchema } from '../../core/config/postilion-yaml-schema.ts';
import { canonical, isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { code, GENERATED, page, table } from './markdown.ts';

const SHORTEST = 'version: 1\nowner: contoso-mail\ntenant:\n  id: 00000000-0000-0000-0000-000000000000\n';

/** Where there is no default, but a choice. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'tenant.id': 'required, or one of `tenant.embedded` and `tenant.graphUrl`',
};

/** The page; the defaults are those that a file of three lines is read with. */
export function postilionYamlPage(kinds: readonly Kind[]): string {
  const read = readConfig({ path: 'postilion.yaml', text: SHORTEST }, null, kinds);
  if (!read.ok) throw new Error('the shortest postilion.yaml is not valid');
  const defaults: unknown = JSON.parse(JSON.stringify(read.value));
  return page([
    GENERATED,
    '# postilion.yaml',
    'The configuration of a profiles repository, one for each tenant. Three lines are enough:',
    `\`\`\`yaml\n${SHORTEST}\`\`\``,
    'An editor completes and explains every line with `# yaml-language-server: $schema=schemas/postilion.schema.json` at the top. What loosens a limit should be a change of its own: it decides what is done without asking.',
    table(
      ['Setting', 'What it is', 'May say', 'Where it is left out'],
      rowsOf(buildConfigSchema(kinds), '', isJsonObject(defaults) ? defaults : {}),
    ),
  ]);
}

function rowsOf(schema: JsonObject, prefix: string, defaults: JsonObject): readonly (readonly string[])[] {
  const { properties, required } = schema;
  if (!isJsonObject(properties)) return [];
  const needed = isJsonArray(required) ? required : [];
  return Object.entries(properties).flatMap(([name, part]) => {
    if (!isJsonObject(part)) return [];
    const path = `${prefix}${name}`;
    const value = defaults[name] ?? null;
    if (isJsonObject(part['properties'])) return rowsOf(part, `${path}.`, isJsonObject(value) ? value : {});
    const otherwise = OTHERWISE[path] ?? (needed.includes(name) ? 'required' : shown(value));
    return [[code(path), stringAt(part, 'description') ?? '', allowed(part), otherwise]];
  });
}

/** A default as YAML has it; nothing for what means "none". */
function shown(value: JsonValue): string {
  if (value === null || canonical(value) === '{}' || canonical(value) === '[]') return 'none';
  return code(canonical(value));
}

function allowed(schema: JsonObject): string {
  const { enum: values, const: only, type, pattern, anyOf } = schema;
  if (only !== undefined) return code(canonical(only));
  if (isJsonArray(values))
    return values.map((value) => code(typeof value === 'string' ? value : canonical(value))).join(', ');
  if (isJsonArray(anyOf)) return anyOf.flatMap((one) => (isJsonObject(one) ? [allowed(one)] : [])).join(', or ');
  if (type === 'string') return pattern === '^\\d{1,4}[dhm]$' ? 'a time such as `7d`, `12h` or `30m`' : 'a text';
  if (type === 'integer') return 'a number';
  if (type === 'boolean') return 'true or false';
  return type === 'array' ? 'a list' : 'keys with values';
}
