import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { glob } from 'tinyglobby';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConfig } from '../../../src/io/files/find-config.ts';
import { compileGlobs } from '../../../src/io/files/glob.ts';
import { describePassedLimits } from '../../../src/io/files/limits.ts';
import { readConfigFiles } from '../../../src/io/files/read-config-files.ts';
import { findFiles } from '../../../src/io/files/walk.ts';
import { readTree } from '../../../src/io/git/working-tree.ts';
import { DEEP } from '../../deep.ts';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'postilion-tree-'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

const GLOBS = ['profiles/**/*.yaml'];

async function codes(globs: readonly string[] = GLOBS): Promise<readonly string[]> {
  const result = await readTree({ root, globs });
  return result.ok
    ? result.value.files.map(({ path }) => path)
    : result.findings.map(({ code, file }) => `${code} ${file ?? ''}`);
}

describe('the working tree', () => {
  it('gives the texts that match, by path, with no commit where there is no repository', async () => {
    await put('profiles/b/two.yaml', 'b\r\n');
    await put('profiles/one.yaml', '\ufeffa');
    await put('profiles/notes.txt', 'x');
    await put('profiles/.hidden.yaml', 'x');
    await put('other/three.yaml', 'x');
    const result = await readTree({ root, globs: GLOBS });
    expect(result).toEqual({
      ok: true,
      findings: [expect.objectContaining({ code: 'FIL-008', file: 'profiles/.hidden.yaml' })],
      value: {
        commit: null,
        dirty: false,
        files: [
          { path: 'profiles/b/two.yaml', text: 'b\r\n' },
          { path: 'profiles/one.yaml', text: 'a' },
        ],
      },
    });
  });

  it('is empty where nothing matches', async () => {
    expect(await codes()).toEqual([]);
    await put('x.yaml', 'x');
    expect(await codes([])).toEqual([]);
  });

  it('doesn’t follow links, be they files, folders or the folder of the pattern', async () => {
    await put('profiles/a.yaml', 'x');
    await put('outside/b.yaml', 'secret');
    await symlink('/etc/passwd', join(root, 'profiles/passwd.yaml'));
    await symlink(join(root, 'outside'), join(root, 'profiles/folder'));
    expect(await codes()).toEqual(['FIL-001 profiles/folder', 'FIL-001 profiles/passwd.yaml']);
    await symlink(join(root, 'outside'), join(root, 'linked'));
    expect(await codes(['linked/*.yaml'])).toEqual(['FIL-001 linked']);
    await symlink('nowhere', join(root, 'gone.yaml'));
    expect(await codes(['*.yaml'])).toEqual(['FIL-001 gone.yaml']);
  });

  it('with a folder that can’t be listed is refused, a missing one is empty', async () => {
    await put('profiles/a.yaml', 'x');
    await put('profiles/deep/'.concat('d/'.repeat(30), 'b.yaml'), 'x');
    expect(await codes()).toHaveLength(2);
    expect(await codes(['nowhere/**/*.yaml', 'profiles/a.yaml/*.yaml'])).toEqual([]);
    // A name longer than any file system takes can't be listed, whoever asks.
    expect(await codes([`${'x'.repeat(300)}/*.yaml`])).toEqual([`FIL-005 ${'x'.repeat(300)}`]);
  });

  it('refuses bytes that are no text', async () => {
    await put('profiles/latin.yaml', Uint8Array.of(0x6e, 0xe4, 0x0a));
    await put('profiles/utf16.yaml', Uint8Array.of(0xff, 0xfe, 0x6b, 0x00));
    expect(await codes()).toEqual(['FIL-002 profiles/latin.yaml', 'FIL-002 profiles/utf16.yaml']);
  });

  it('refuses large files, large sums and many files before reading them', async () => {
    await put('profiles/large.yaml', '');
    await truncate(join(root, 'profiles/large.yaml'), 1_048_577);
    expect(await codes()).toEqual(['FIL-003 profiles/large.yaml']);
    await rm(join(root, 'profiles/large.yaml'));
    for (let index = 0; index < 33; index += 1) {
      await put(`profiles/${index}.yaml`, '');
      await truncate(join(root, `profiles/${index}.yaml`), 1_048_576);
    }
    expect(await codes()).toEqual(['FIL-003 ']);
    const many = Array.from({ length: 20_001 }, (_, index) => ({ path: `many/${index}.yaml`, bytes: 0 }));
    expect(describePassedLimits(many)).toMatchObject([{ code: 'FIL-004' }]);
    expect(describePassedLimits(many.slice(1))).toEqual([]);
  });
});

describe('patterns', () => {
  it('mean the same for a commit as for a folder, and what a common library takes them for', async () => {
    const paths = [
      'a.yaml',
      '.a.yaml',
      'a/b.yaml',
      'a/.b/c.yaml',
      'a/b/c.yaml',
      'a/b/c.yml',
      'b/aa.yaml',
      'b/a.b.yaml',
      '.b/a.yaml',
    ];
    for (const path of paths) await put(path, '');
    // Left out: `**/.b` and a last `**`, which libraries take to mean more than they say.
    const step = fc.constantFrom('*', '**', 'a', 'b', 'a*', '?', '{a,b}', '{a,c*}');
    const last = fc.constantFrom(
      '*',
      '*.yaml',
      '?.yaml',
      'a*.yaml',
      '*.{yaml,yml}',
      '.*.yaml',
      'a.yaml',
      '{b,c}.y*',
      '*a*',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 3 }), last, async (steps, name) => {
        const pattern = [...steps, name].join('/');
        const found = await glob([pattern], { cwd: root, dot: false, expandDirectories: false, extglob: false });
        expect({ pattern, paths: paths.filter(compileGlobs([pattern])).sort() }).toEqual({
          pattern,
          paths: found.sort(),
        });
        expect((await findFiles(root, [pattern])).paths).toEqual(found.sort());
      }),
      { numRuns: DEEP ? 60 : 20 },
    );
  });
});

describe('the configuration', () => {
  it('is the nearest one above, or the one that was named', async () => {
    await put('postilion.yaml', 'outer');
    await put('adopt.yaml', 'adopted');
    await put('a/b/c.txt', '');
    await put('a/other.yaml', 'inner');
    const outer = await findConfig(join(root, 'a/b'));
    expect(outer).toBe(join(root, 'postilion.yaml'));
    expect(await findConfig(join(root, 'a/b'), '../other.yaml')).toBe(join(root, 'a/other.yaml'));
    expect(await findConfig(root, 'missing.yaml')).toBeNull();
    expect(await readConfigFiles(outer ?? '', null)).toMatchObject({
      ok: true,
      value: {
        config: { path: 'postilion.yaml', text: 'outer' },
        adopt: { path: 'adopt.yaml', text: 'adopted' },
      },
    });
    expect(await readConfigFiles(join(root, 'a/other.yaml'), null)).toMatchObject({ ok: true, value: { adopt: null } });
  });

  it('is checked like any other input', async () => {
    await symlink('/etc/hostname', join(root, 'postilion.yaml'));
    expect(await readConfigFiles(join(root, 'postilion.yaml'), null)).toMatchObject({
      ok: false,
      findings: [{ code: 'FIL-001' }],
    });
    await put('c.yaml', Uint8Array.of(0xff));
    expect(await readConfigFiles(join(root, 'c.yaml'), null)).toMatchObject({
      ok: false,
      findings: [{ code: 'FIL-002' }],
    });
    await mkdir(join(root, 'folder.yaml'));
    expect(await readConfigFiles(join(root, 'folder.yaml'), null)).toMatchObject({
      ok: false,
      findings: [{ code: 'FIL-005' }],
    });
    expect(await readConfigFiles(join(root, 'gone.yaml'), null)).toMatchObject({
      ok: false,
      findings: [{ code: 'FIL-006' }],
    });
  });
});
