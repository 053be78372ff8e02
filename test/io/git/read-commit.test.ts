import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type SimpleGit, simpleGit } from 'simple-git';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCommit, readCommitBytes } from '../../../src/io/git/read-commit.ts';
import { readTree } from '../../../src/io/git/working-tree.ts';
import { DEEP, sampleOf } from '../../deep.ts';
import { emptyRepository } from './state-client.ts';

/** More than a pipe holds at once. */
const MANY = DEEP ? 450 : 120;
const GLOBS = ['profiles/**/*.yaml'];

let root = '';
let git: SimpleGit;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'postilion-git-'));
  await emptyRepository(root, false, '[user]\n\temail = test@contoso.com\n\tname = Test\n');
  git = simpleGit({ baseDir: root });
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function commit(): Promise<string> {
  await git.raw(['add', '-A']);
  await git.raw(['commit', '-q', '-m', 'x']);
  const head = (await readFile(join(root, '.git', 'HEAD'), 'utf8')).replace('ref: ', '').trim();
  return (await readFile(join(root, '.git', head), 'utf8')).trim();
}

async function dirty(): Promise<boolean | null> {
  const result = await readTree({ root, globs: GLOBS });
  return result.ok ? result.value.dirty : null;
}

describe('a commit', () => {
  it('gives its own texts, whatever the folder holds', async () => {
    await put('profiles/a.yaml', 'one\n');
    await put('profiles/ü b/c.yaml', 'no line end');
    await put('profiles/copy.yaml', 'one\n');
    await put('profiles/empty.yaml', '');
    await put('profiles/bom.yaml', '\ufeffx');
    await put('profiles/.hidden.yaml', 'x');
    await put('notes.yaml', 'x');
    const first = await commit();
    await put('profiles/a.yaml', 'two\n');
    await rm(join(root, 'profiles/copy.yaml'));
    const second = await commit();
    await put('profiles/a.yaml', 'three\n');
    const expected = [
      { path: 'profiles/a.yaml', text: 'one\n' },
      { path: 'profiles/bom.yaml', text: 'x' },
      { path: 'profiles/copy.yaml', text: 'one\n' },
      { path: 'profiles/empty.yaml', text: '' },
      { path: 'profiles/ü b/c.yaml', text: 'no line end' },
    ];
    expect(await readCommit(root, first, GLOBS)).toEqual({
      ok: true,
      findings: [expect.objectContaining({ code: 'FIL-008', file: 'profiles/.hidden.yaml' })],
      value: { commit: first, dirty: false, files: expected },
    });
    expect(await readCommit(root, 'HEAD', ['profiles/a.yaml'])).toMatchObject({
      value: { commit: second, files: [{ text: 'two\n' }] },
    });
  });

  it('is read from the folder of the configuration', async () => {
    await put('mail/profiles/a.yaml', 'inner');
    await put('profiles/a.yaml', 'outer');
    await put('profiles/b.yaml', 'outer');
    const head = await commit();
    expect(await readCommit(join(root, 'mail'), 'HEAD', GLOBS)).toMatchObject({
      value: { files: [{ path: 'profiles/a.yaml', text: 'inner' }] },
    });
    const bytes = await readCommitBytes(join(root, 'mail'), head, ['profiles/a.yaml', 'profiles/b.yaml']);
    expect([...bytes]).toEqual([
      ['profiles/a.yaml', { bytes: Buffer.from('inner') }],
      ['profiles/b.yaml', { fault: 'is not in the commit: commit the file, or correct the path' }],
    ]);
  });

  it('of many files comes whole', async () => {
    await Promise.all(
      Array.from({ length: MANY }, (_, index) => put(`profiles/${index}.yaml`, `text ${index}\n`.repeat(index % 150))),
    );
    await commit();
    const result = await readCommit(root, 'HEAD', GLOBS);
    const texts = result.ok ? result.value.files : [];
    expect(texts).toHaveLength(MANY);
    for (const { path, text } of texts) {
      const index = Number(/\d+/.exec(path)?.[0]);
      expect(text).toBe(`text ${index}\n`.repeat(index % 150));
    }
  });

  it('with links, bytes that are no text, or large files is refused', async () => {
    await put('links/a.yaml', 'x');
    await symlink('/etc/passwd', join(root, 'links/passwd.yaml'));
    await symlink('..', join(root, 'links/folder'));
    await put('strange/latin.yaml', Uint8Array.of(0xe4));
    await put('large/hashes.yaml', new Uint8Array(1_048_577).fill(0x23));
    await commit();
    const findingsIn = async (folder: string) => (await readCommit(root, 'HEAD', [`${folder}/**/*.yaml`])).findings;
    expect(await findingsIn('links')).toMatchObject([
      { code: 'FIL-001', file: 'links/folder' },
      { code: 'FIL-001', file: 'links/passwd.yaml' },
    ]);
    expect(await findingsIn('strange')).toMatchObject([{ code: 'FIL-002' }]);
    expect(await findingsIn('large')).toMatchObject([{ code: 'FIL-003' }]);
  });

  it('that is named, but is none, is an error', async () => {
    await put('profiles/a.yaml', 'x');
    await commit();
    for (const rev of ['nowhere', '--output=x', 'HEAD:profiles', '']) {
      const result = await readCommit(root, rev, GLOBS);
      expect(result).toMatchObject({ ok: false, findings: [{ code: 'FIL-007', hard: true }] });
      expect(result.findings[0]?.message).toContain(`commit "${rev}" can not be read`);
    }
  });

  it('is an error outside a repository and in a missing folder', async () => {
    await rm(join(root, '.git'), { recursive: true });
    expect(await readCommit(root, 'HEAD', GLOBS)).toMatchObject({ ok: false, findings: [{ code: 'FIL-007' }] });
    expect(await readCommit(join(root, 'gone'), 'HEAD', GLOBS)).toMatchObject({
      ok: false,
      findings: [{ code: 'FIL-007' }],
    });
  });
});

describe('a machine without git', () => {
  it('has folders without commits, and no commits to read', async () => {
    await put('profiles/a.yaml', 'x\n');
    await commit();
    const path = process.env['PATH'];
    process.env['PATH'] = join(root, 'nothing-here');
    try {
      expect(await readTree({ root, globs: GLOBS })).toMatchObject({ value: { commit: null, dirty: false } });
      expect(await readCommit(root, 'HEAD', GLOBS)).toMatchObject({ ok: false, findings: [{ code: 'FIL-007' }] });
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('a folder is dirty', () => {
  it('when a profile, the configuration or the adoptions differ from the commit', async () => {
    await put('postilion.yaml', 'version: 1\n');
    await put('profiles/a.yaml', 'x\n');
    await put('.gitignore', 'profiles/ignored.yaml\n');
    const head = await commit();
    expect(await readTree({ root, globs: GLOBS })).toMatchObject({ value: { commit: head, dirty: false } });
    await put('notes.txt', 'not an input');
    await put('profiles/a.yaml', 'x\r\n');
    expect(await dirty()).toBe(false);
    const were = { 'profiles/a.yaml': 'x\n', 'postilion.yaml': 'version: 1\n' } as const;
    const paths = ['profiles/ignored.yaml', 'profiles/new.yaml', 'adopt.yaml', ...Object.keys(were)];
    for (const path of sampleOf(paths, 2, (path) => path)) {
      await put(path, 'changed\n');
      expect({ path, dirty: await dirty() }).toEqual({ path, dirty: true });
      await rm(join(root, path));
      for (const [gone, text] of Object.entries(were)) await put(gone, text);
    }
    expect(await dirty()).toBe(false);
    await rm(join(root, 'profiles/a.yaml'));
    expect(await dirty()).toBe(true);
  });

  it('before the first commit', async () => {
    await put('profiles/a.yaml', 'x\n');
    expect(await readTree({ root, globs: GLOBS })).toMatchObject({ value: { commit: null, dirty: true } });
  });
});
