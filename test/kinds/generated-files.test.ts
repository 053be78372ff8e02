import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fieldsIn } from '../../src/catalogue/kind.ts';
import { generatedFiles, staleFiles, writeFiles } from '../../src/dev/generated-files.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { SOURCES } from '../../src/model/sources.ts';

const files = generatedFiles();

describe('generated files', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postilion-generate-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('are compared byte for byte: missing ones, changed ones and those of no kind are stale', async () => {
    expect(staleFiles(folder)).toContain('schemas/ios-mail.schema.json is missing');
    writeFiles(folder);
    expect(staleFiles(folder)).toEqual([]);
    const page = join(folder, 'docs/effects.md');
    await writeFile(page, (await readFile(page, 'utf8')).replace('may-reapprove', 'may-approve'));
    const types = join(folder, 'src/embedded/schema/graph-schema.json');
    await writeFile(types, (await readFile(types, 'utf8')).replace('iosEasEmailProfileConfiguration', 'palmMail'));
    await writeFile(join(folder, 'docs/kinds/palm-mail.md'), 'gone');
    expect(staleFiles(folder)).toEqual([
      'docs/effects.md is stale',
      'src/embedded/schema/graph-schema.json is stale',
      'docs/kinds/palm-mail.md belongs to no kind',
    ]);
    writeFiles(folder);
    expect(staleFiles(folder)).toEqual([]);
  });

  it('in the repository are fresh; where one is not, npm run generate writes it', () => {
    expect(staleFiles(fileURLToPath(new URL('../..', import.meta.url)))).toEqual([]);
  });

  it('are the same on every run, and end with one line break', () => {
    expect([...generatedFiles()]).toEqual([...files]);
    for (const text of files.values()) expect(text).toMatch(/[^\n]\n$/);
  });
});

describe('reference pages', () => {
  it.each(CATALOGUE.map((kind) => [kind.name, kind] as const))('of %s leave nothing out', (name, kind) => {
    const page = files.get(`docs/kinds/${name}.md`) ?? '';
    const { firstDelivery, removal, moved, metadata } = kind.effects;
    const verdicts = [
      ...fieldsIn(kind).flatMap(([, field]) => field.changes.map(({ verdict }) => verdict)),
      ...firstDelivery.map(({ verdict }) => verdict),
      removal,
      moved,
      metadata,
    ];
    const facts = [
      ...fieldsIn(kind).flatMap(([field, { label, doc, graph }]) => [`\`${field}\``, label, doc, ...graph]),
      ...verdicts.flatMap(({ rule, reason, mayAlso }) => [rule, reason, ...mayAlso]),
      ...Object.entries(kind.constants).flatMap(([property, { because }]) => [property, because]),
      ...Object.entries(kind.leftAlone).flat(),
      kind.portalPath,
      kind.graph.type,
      ...Object.values(kind.graph.permissions),
    ];
    expect(facts.filter((fact) => !page.includes(fact))).toEqual([]);
    const effects = files.get('docs/effects.md') ?? '';
    expect(verdicts.filter(({ rule }) => !effects.includes(rule))).toEqual([]);
  });

  it('name every source', () => {
    const page = files.get('docs/sources.md') ?? '';
    expect(Object.keys(SOURCES).filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
  });

  it('have rows as wide as their heads', () => {
    for (const [path, text] of files) {
      if (!path.endsWith('.md')) continue;
      const tables = text
        .trimEnd()
        .split('\n\n')
        .filter((block) => block.startsWith('|'));
      for (const block of tables) {
        const widths = new Set(block.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length));
        expect([path, widths.size]).toEqual([path, 1]);
      }
    }
  });
});
