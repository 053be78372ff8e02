/** The package works alone: in an empty folder, with Node and git, from the first command to an applied profile. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBundle } from '../../src/dev/make-bundle.ts';
import { isJsonObject } from '../../src/model/json.ts';
import { PATIENT } from '../cli/command-line.ts';
import { DEEP_ALONE } from '../deep.ts';
import { bytesApart, filesReachedAtOnce } from './bundle-facts.ts';
import { type Unpacked, unpacked } from './unpacked.ts';

let packed: Unpacked;

beforeAll(async () => {
  packed = await unpacked();
}, PATIENT.timeout);

afterAll(() => packed.remove());

describe('the package', () => {
  it('starts a repository, plans it and applies it on the embedded tenant', PATIENT, async () => {
    const mail = join(packed.place, 'mail');
    await packed.run(['init', 'mail']);
    await packed.git(['init', '--quiet'], mail);
    await packed.git(['add', '.'], mail);
    await packed.git(['commit', '--quiet', '--message', 'start'], mail);
    expect(await packed.run(['plan'], mail)).toContain('Plan: 1 new');
    expect(await packed.run(['apply', '--yes'], mail)).toContain('git and tenant agree: a second plan is empty');
    expect(await packed.run(['plan'], mail)).toContain('no changes: 1 profile is as git says');
  });

  it('names its version and the commit that it was made from', async () => {
    expect(await packed.run(['--version'])).toMatch(/^\d+\.\d+\.\d+ \(commit [0-9a-f]{40}(?:-dirty)?\)\n$/);
  });

  it('installs nothing else, and runs nothing when it is installed', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(packed.folder, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ bin: { postilion: 'bundle/postilion.js' } });
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('private');
    const scripts = isJsonObject(manifest) && isJsonObject(manifest['scripts']) ? Object.keys(manifest['scripts']) : [];
    expect(scripts.filter((name) => /install|prepare/.test(name))).toEqual([]);
  });

  it('brings what its readers need, and every page that the README leads to', () => {
    const files = new Set(readdirSync(packed.folder, { recursive: true, encoding: 'utf8' }));
    const wanted = ['README.md', 'LICENSE', 'CHANGELOG.md', 'bundle/LICENSES.txt', 'schemas/profile.schema.json'];
    const readme = readFileSync(join(packed.folder, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].flatMap(([, path]) => path ?? []);
    expect(links.length).toBeGreaterThan(10);
    expect([...wanted, ...links].filter((path) => !files.has(path))).toEqual([]);
    expect([...files].filter((path) => /^(?:src|test|dist|node_modules)\b/.test(path))).toEqual([]);
  });
});

describe('the bundle', () => {
  it.for(DEEP_ALONE)('is the same, byte by byte, when it is made again', PATIENT, async () => {
    const [first, second] = [await makeBundle(), await makeBundle()];
    expect(bytesApart(first.files, second.files)).toEqual([]);
    expect(bytesApart(first.files, new Map([...second.files, ['postilion.js', new Uint8Array([1])]]))).toEqual([
      'postilion.js',
    ]);
  });

  it('loads what speaks to a tenant only when a command does', PATIENT, async () => {
    const { metafile } = await makeBundle();
    const heavy = (entry: string): readonly string[] =>
      HEAVY.filter((name) =>
        filesReachedAtOnce(metafile, entry).some((path) => path.includes(`node_modules/${name}/`)),
      );
    expect(heavy('src/cli/main.ts')).toEqual([]);
    expect(heavy('src/cli/commands/validate.ts')).toEqual(['ajv', 'yaml']);
    expect(heavy('src/cli/commands/plan.ts')).toEqual(['ajv', 'yaml']);
  });
});

const HEAVY = ['@azure/identity', '@microsoft/microsoft-graph-client', 'ajv', 'pino', 'simple-git', 'undici', 'yaml'];
