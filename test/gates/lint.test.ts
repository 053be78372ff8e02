import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectsAt,
  stringAt,
} from '../../src/model/json.ts';
import { layOut, REPOSITORY, type Workshop } from './canary-workshop.ts';

const TOO_LONG_FILE = 'src/app/too-long-file.ts';
const TOO_LONG_FUNCTION = 'src/app/too-long-function.ts';

let workshop: Workshop;
let sightings: readonly string[];

beforeAll(() => {
  workshop = layOut('lint', ['.oxlintrc.json', 'tsconfig.json', 'package.json']);
  writeFileSync(join(workshop.root, TOO_LONG_FILE), `${'// a line\n'.repeat(300)}export const last = 301;\n`);
  const body = '  total += 1;\n'.repeat(60);
  writeFileSync(
    join(workshop.root, TOO_LONG_FUNCTION),
    `export function long(): number {\n  let total = 0;\n${body}  return total;\n}\n`,
  );
  const { stdout } = workshop.run('oxlint', ['--type-aware', '--format', 'json', 'src', 'test']);
  sightings = [...new Set(diagnosticsOf(stdout).map(sightingOf))].sort();
});

afterAll(() => workshop.remove());

describe('the linter', () => {
  it('reports every marked line of the canaries, and no other', () => {
    const generated = [TOO_LONG_FILE, TOO_LONG_FUNCTION];
    const marked = sightings.filter((sighting) => !generated.some((file) => sighting.startsWith(file)));
    expect(marked).toEqual(workshop.marks());
  });

  it('refuses a file of 301 lines', () => {
    expect(rulesSeenIn(TOO_LONG_FILE)).toEqual(['max-lines']);
  });

  it('refuses a function of 63 lines', () => {
    expect(rulesSeenIn(TOO_LONG_FUNCTION)).toEqual(['max-lines-per-function']);
  });

  it('has been seen to fail for every rule that is switched on', () => {
    const seen = new Set(rulesSeenIn(''));
    const expected = [rulesOf(configuration()), ...objectsAt(configuration(), 'overrides').map(rulesOf)].flat();
    expect(expected.filter((rule) => !seen.has(withoutPlugin(rule)))).toEqual([]);
  });

  it('has been seen to fail in every folder that has rules of its own', () => {
    const unseen = objectsAt(configuration(), 'overrides').flatMap((override) =>
      textsOf(override['files']).flatMap((glob) => {
        const seen = rulesSeenIn(glob.slice(0, glob.indexOf('*') < 0 ? undefined : glob.indexOf('*')));
        const missing = rulesOf(override).filter((rule) => !seen.includes(withoutPlugin(rule)));
        return missing.map((rule) => `${glob} ${rule}`);
      }),
    );
    expect(unseen).toEqual([]);
  });

  it('lists the plugin of every rule, because a rule without its plugin is ignored silently', () => {
    const plugins = textsOf(configuration()['plugins']);
    const rules = [configuration(), ...objectsAt(configuration(), 'overrides')].flatMap(rulesOf);
    const pluginOf = (rule: string): string => (rule.includes('/') ? rule.slice(0, rule.indexOf('/')) : 'eslint');
    expect(rules.filter((rule) => !plugins.includes(pluginOf(rule)))).toEqual([]);
  });
});

function rulesSeenIn(prefix: string): readonly string[] {
  const rules = sightings.filter((sighting) => sighting.startsWith(prefix)).map((sighting) => sighting.split(' ')[1]);
  return [...new Set(rules.filter((rule) => rule !== undefined))];
}

function diagnosticsOf(output: string): readonly JsonObject[] {
  const report: unknown = JSON.parse(output);
  return isJsonObject(report) ? objectsAt(report, 'diagnostics') : [];
}

/** `file:line rule`; the code reads `plugin(rule)`, and a directive that suppresses nothing has no code. */
function sightingOf(diagnostic: JsonObject): string {
  const span = objectsAt(diagnostic, 'labels')[0]?.['span'];
  const line = isJsonObject(span) ? JSON.stringify(span['line']) : '?';
  const rule = /\((?<rule>.*)\)$/.exec(stringAt(diagnostic, 'code') ?? '')?.groups?.['rule'] ?? 'unused-directive';
  return `${stringAt(diagnostic, 'filename') ?? ''}:${line} ${rule}`;
}

/** Our configuration has comments, each on a line of its own. */
function configuration(): JsonObject {
  const text = readFileSync(join(REPOSITORY, '.oxlintrc.json'), 'utf8').replaceAll(/^\s*\/\/.*$/gm, '');
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? value : {};
}

/** The rules that a configuration, or one of its overrides, switches on. */
function rulesOf(section: JsonObject): readonly string[] {
  const rules = section['rules'];
  if (!isJsonObject(rules)) return [];
  return Object.keys(rules).filter((name) => rules[name] !== 'off');
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function withoutPlugin(rule: string): string {
  return rule.slice(rule.indexOf('/') + 1);
}
