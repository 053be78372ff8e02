/** Everything that is written by machine, as texts by path, and how it compares with what stands on disk. */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CALENDAR } from '../catalogue/calendar.ts';
import { buildAnyProfileSchema, buildProfileSchema } from '../catalogue/profile-schema.ts';
import { buildConfigSchema } from '../core/config/postilion-yaml-schema.ts';
import { buildTenantsSchema } from '../core/tenants/tenants-schema.ts';
import { CATALOGUE } from '../kinds/catalogue.ts';
import { RULE_EXAMPLES } from '../model/findings/examples.ts';
import { INPUT_FINDINGS } from '../model/findings/input.ts';
import { RULE_FINDINGS, TENANT_FINDINGS } from '../model/findings/table.ts';
import { UNCHECKED } from '../model/findings/unchecked.ts';
import type { JsonObject } from '../model/json.ts';
import { newsSchema } from '../model/news.ts';
import { SOURCES } from '../model/sources.ts';
import { graphSchemaText } from './graph-schema-text.ts';
import { effectsPage } from './reference-docs/effects.ts';
import { calendarPage, type FindingGroup, findingsPage, sourcesPage } from './reference-docs/lists.ts';
import { kindPage } from './reference-docs/page.ts';
import { postilionYamlPage } from './reference-docs/postilion-yaml.ts';

/** Folders in which nothing else may stand: a file for a kind that is gone would mislead. */
const OWN_FOLDERS = ['schemas', 'docs/kinds'] as const;

/** Microsoft's typings are two megabytes: read once. */
const GRAPH_SCHEMA = graphSchemaText();

/** Path below the repository's root → text, ending with a line break. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const schemas = CATALOGUE.map((kind): readonly [string, JsonObject] => [kind.name, buildProfileSchema(kind)]);
  const all = [
    ...schemas,
    ['profile', buildAnyProfileSchema(CATALOGUE)],
    ['postilion', buildConfigSchema(CATALOGUE)],
    ['tenants', buildTenantsSchema()],
    ['news', newsSchema()],
  ] as const;
  return new Map([
    ...all.map(([name, schema]) => [`schemas/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`] as const),
    ...CATALOGUE.map((kind) => [`docs/kinds/${kind.name}.md`, kindPage(kind)] as const),
    ['docs/postilion-yaml.md', postilionYamlPage(CATALOGUE)],
    ['docs/effects.md', effectsPage(CATALOGUE)],
    ['docs/sources.md', sourcesPage(SOURCES)],
    ['docs/calendar.md', calendarPage(CALENDAR)],
    ['docs/findings.md', findingsPage(findingGroups(), UNCHECKED, RULE_EXAMPLES)],
    ['src/embedded/schema/graph-schema.json', GRAPH_SCHEMA],
  ]);
}

function findingGroups(): readonly FindingGroup[] {
  return [
    {
      title: 'Input',
      text: 'Found while files are read, before any rule is asked.',
      entries: INPUT_FINDINGS,
    },
    {
      title: 'Rules',
      text: 'Statements about a profile, or about two of which one refers to the other, that no schema can make.',
      entries: RULE_FINDINGS,
    },
    { title: 'Tenant', text: 'Found when profiles are compared with the tenant.', entries: TENANT_FINDINGS },
  ];
}

/** One line for each file below `root` that is not what would be written: missing, different, or left over. */
export function staleFiles(root: string): readonly string[] {
  const files = generatedFiles();
  const stale = [...files].flatMap(([path, text]) => {
    const present = textAt(join(root, path));
    if (present === text) return [];
    return [`${path} ${present === undefined ? 'is missing' : 'is stale'}`];
  });
  return [...stale, ...leftOver(root, files).map((path) => `${path} belongs to no kind`)];
}

/** Writes all files below `root` and takes away those that belong to no kind. */
export function writeFiles(root: string): void {
  const files = generatedFiles();
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of leftOver(root, files)) rmSync(join(root, path), { recursive: true });
}

function leftOver(root: string, files: ReadonlyMap<string, string>): readonly string[] {
  return OWN_FOLDERS.flatMap((folder) => namesIn(join(root, folder)).map((name) => `${folder}/${name}`)).filter(
    (path) => !files.has(path),
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
