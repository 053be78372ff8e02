/** A repository that somebody else filled, with a program behind every name by which git would run one: none runs. */

import { appendFile, chmod, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCommit, readCommitBytes } from '../../../src/io/git/read-commit.ts';
import { openStateStore } from '../../../src/io/git/state/store.ts';
import { findStatePlaceFault } from '../../../src/io/git/state/trusted-place.ts';
import { readTree } from '../../../src/io/git/working-tree.ts';
import { BRANCH, emptyRepository, git, profilesRepository } from './state-client.ts';

const GLOBS = ['profiles/**/*.yaml'];

let outside = '';
let root = '';

beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'postilion-hostile-'));
  root = join(outside, 'profiles');
  await mkdir(root);
});

afterEach(async () => {
  await rm(outside, { recursive: true, force: true });
});

async function put(path: string, text: string): Promise<string> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

/** A program that leaves a trace. */
async function trap(path: string): Promise<string> {
  const file = await put(path, `#!/bin/sh\necho "$0 $@" >> '${join(outside, 'ran')}'\ncat\n`);
  await chmod(file, 0o755);
  return file;
}

/** Settings that name a program for all that git may be asked to do. */
function settings(program: string): string {
  return [
    '[core]',
    `\tfsmonitor = ${program}`,
    `\thooksPath = ${dirname(program)}`,
    `\tsshCommand = ${program}`,
    `\tgitProxy = ${program}`,
    `\tpager = ${program}`,
    '[diff]',
    `\texternal = ${program}`,
    '[diff "trap"]',
    `\ttextconv = ${program}`,
    `\tcommand = ${program}`,
    '[filter "trap"]',
    `\tclean = ${program}`,
    `\tsmudge = ${program}`,
    `\tprocess = ${program}`,
    '\trequired = true',
    '[gpg]',
    `\tprogram = ${program}`,
    '[log]',
    '\tshowSignature = true',
    '[remote "origin"]',
    '\turl = .',
    `\tuploadpack = ${program}`,
    `\treceivepack = ${program}`,
    '[uploadpack]',
    `\tpackObjectsHook = ${program}`,
    '',
  ].join('\n');
}

const HOOKS = [
  'post-checkout',
  'post-index-change',
  'pre-auto-gc',
  'pre-push',
  'reference-transaction',
  'fsmonitor-watchman',
  'pre-receive',
  'update',
  'post-receive',
  'post-update',
];

async function trapsIn(repository: string): Promise<void> {
  const program = await trap('tools/trap');
  for (const hook of HOOKS) await trap(join(repository, 'hooks', hook));
  await trap('tools/pre-push');
  const config = join(root, repository, 'config');
  await appendFile(config, settings(program));
}

/** Which traps were sprung. */
async function ran(): Promise<string> {
  return readFile(join(outside, 'ran'), 'utf8').catch(() => '');
}

function store(repo: string) {
  return openStateStore({ root, repo, branch: BRANCH, clock: { now: () => '2026-09-01T08:00:00.000Z' } });
}

const place = (repo: string, isDefault = false) => findStatePlaceFault({ root, repo, isDefault });

describe('the profiles repository', () => {
  it('is read, and its state branch written, without running what it names', async () => {
    await profilesRepository(root);
    await put('.gitattributes', '* diff=trap filter=trap\n');
    await put('profiles/a.yaml', 'one\n');
    await put('a.cer', 'bytes');
    await git(root, 'add', '-A');
    await git(root, 'commit', '-q', '-m', 'x');
    await trapsIn('.git');
    const tree = await readTree({ root, globs: GLOBS });
    expect(tree).toMatchObject({ ok: true, value: { dirty: false } });
    expect(await readCommit(root, 'HEAD', GLOBS)).toMatchObject({ ok: true });
    const commit = (tree.ok && tree.value.commit) || '';
    expect([...(await readCommitBytes(root, commit, ['a.cer'])).keys()]).toEqual(['a.cer']);
    const state = store('.');
    expect(await state.commit({}, 'first', null)).toMatchObject({ status: 'ok' });
    expect(await state.read()).toMatchObject({ status: 'found' });
    await state.close();
    expect(await place('tools/x.git')).toContain('git does not ignore it');
    expect(await ran()).toBe('');
  });

  it('shows the objects of the commit, not those that a ref puts in their place', async () => {
    await profilesRepository(root);
    await put('profiles/a.yaml', 'reviewed\n');
    await git(root, 'add', '-A');
    await git(root, 'commit', '-q', '-m', 'x');
    const blob = await git(root, 'rev-parse', 'HEAD:profiles/a.yaml');
    await put('other', 'exchanged\n');
    await git(root, 'replace', blob, await git(root, 'hash-object', '-w', 'other'));
    const read = await readCommit(root, 'HEAD', GLOBS);
    expect(read.ok && read.value.files.map(({ text }) => text)).toEqual(['reviewed\n']);
  });

  it('whose own folder is filled like a bare repository is dirty and has no commit; nothing there runs', async () => {
    await profilesRepository(root);
    await emptyRepository(join(root, 'mail'), true);
    await trapsIn('mail');
    expect(await readTree({ root: join(root, 'mail'), globs: GLOBS })).toMatchObject({
      ok: true,
      value: { commit: null, dirty: true },
    });
    const fault = await findStatePlaceFault({ root: join(root, 'mail'), repo: '../tools/x.git', isDefault: false });
    expect(fault).toContain('git does not ignore it');
    expect(await ran()).toBe('');
  });
});

describe('a bare repository among the files', () => {
  beforeEach(async () => {
    await profilesRepository(root);
    await emptyRepository(join(root, 'tools/x.git'), true);
    await put('tools/x.git/objects/keep', '');
    await put('tools/x.git/refs/keep', '');
  });

  it.each(['tools/x.git', './tools/../tools/x.git', 'TOOLS/X.GIT', 'tools/x.git/'])(
    'is no state place as %s, committed or not',
    async (repo) => {
      await trapsIn('tools/x.git');
      expect(await place(repo)).toContain('write a path outside of the repository');
      await put('.gitignore', 'tools/\nTOOLS/\n');
      await git(root, 'add', '-f', '-A');
      await git(root, 'commit', '-q', '-m', 'x');
      // Committed files are a pull request's, ignored or not.
      expect(await place(repo)).toContain('holds files of the repository');
      expect(await ran()).toBe('');
    },
  );

  it('is none as a file address, from outside through a link, or behind a link from inside', async () => {
    expect(await place(`file://${root}/tools/x.git`)).toContain('git does not ignore it');
    await symlink(join(root, 'tools'), join(outside, 'way'));
    expect(await place('../way/x.git')).toContain('git does not ignore it');
    await rename(join(root, 'tools'), join(outside, 'tools'));
    await symlink(join(outside, 'tools'), join(root, 'tools'));
    expect(await place('tools/x.git')).toContain('behind a symbolic link');
    await rm(join(root, 'tools'));
    await symlink('.git', join(root, 'tools'));
    expect(await place('tools')).toContain('behind a symbolic link');
    expect(await place('.git')).toContain('the inside of the repository');
  });

  it('that git ignores is one only as Postilion makes it', async () => {
    await put('.gitignore', '.postilion/\n');
    expect(await place('.postilion/state.git')).toBeNull();
    const state = store('.postilion/state.git');
    expect(await state.commit({}, 'first', null)).toMatchObject({ status: 'ok' });
    await state.close();
    expect(await place('.postilion/state.git')).toBeNull();
    await trapsIn('.postilion/state.git');
    expect(await place('.postilion/state.git')).toContain('is not a repository as Postilion makes one');
    expect(await ran()).toBe('');
  });

  it.each([
    ['a hook', 'hooks/update', '#!/bin/sh\n'],
    ['objects of another one', 'objects/info/alternates', '../elsewhere\n'],
    ['the folder of another one', 'commondir', '../elsewhere\n'],
    ['settings from elsewhere', 'config', '[include]\n\tpath = ../elsewhere\n'],
    ['no settings', 'config', '\0'],
  ])('is not as Postilion makes it with %s', async (_, path, text) => {
    await put('.gitignore', '.postilion/\n');
    await emptyRepository(join(root, '.postilion/state.git'), true);
    expect(await place('.postilion/state.git')).toBeNull();
    await put(`.postilion/state.git/${path}`, text);
    expect(await place('.postilion/state.git')).toContain('is not a repository as Postilion makes one');
  });
});

describe('a place', () => {
  it('outside of the working tree, the repository itself and another machine are fine', async () => {
    await profilesRepository(root);
    for (const repo of [
      '.',
      '../state.git',
      '/srv/nowhere/state.git',
      'https://git.contoso.com/x.git',
      'git@contoso.com:x.git',
    ])
      expect(await place(repo)).toBeNull();
  });

  it('that is our own choice needs no line in .gitignore, gets into no commit, and is refused once it is in one', async () => {
    await profilesRepository(root);
    const own = '.postilion/state.git';
    expect(await place(own, true)).toBeNull();
    const state = store(own);
    expect(await state.commit({}, 'first', null)).toMatchObject({ status: 'ok' });
    await state.close();
    expect(await place(own, true)).toBeNull();
    expect(await git(root, 'status', '--porcelain')).toBe('');
    await git(root, 'add', '-f', '-A');
    expect(await place(own, true)).toContain('holds files of the repository');
  });

  it('in a folder without git is our own choice or none', async () => {
    expect(await place('.postilion/state.git', true)).toBeNull();
    expect(await place('.postilion/state.git')).toContain('no git that ignores it');
    await emptyRepository(join(root, '.postilion/state.git'), true);
    await trapsIn('.postilion/state.git');
    expect(await place('.postilion/state.git', true)).toContain('is not a repository as Postilion makes one');
  });
});
