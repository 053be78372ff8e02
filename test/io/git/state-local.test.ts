import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StateStore } from '../../../src/app/ports/state.ts';
import { writeStateCommit } from '../../../src/io/git/state/commit.ts';
import { moveHere } from '../../../src/io/git/state/local.ts';
import type { RunRecord } from '../../../src/model/state/log.ts';
import {
  BRANCH,
  emptyRepository,
  entry,
  found,
  git,
  inventory,
  LONGER_IDS,
  moveTo,
  profilesRepository,
  revisionOf,
  tipIn,
  WISH,
  Workshop,
} from './state-client.ts';

let shop: Workshop;

beforeEach(async () => {
  shop = await Workshop.open();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await shop.close();
});

const ONE = inventory({ 'ios-sales': entry('one') });

const RUN: RunRecord = {
  nonce: 'n',
  epoch: 1,
  who: 'test',
  started: '2026-09-01T08:00:00Z',
  ended: '2026-09-01T08:00:00Z',
  tool: 'postilion 0',
  commit: null,
  planDigest: 'sha256:0',
  approved: { level: null, by: null },
  approvals: [],
  changes: [],
  steps: [],
  healed: [],
  converged: true,
};

async function script(path: string, ...lines: readonly string[]): Promise<void> {
  await writeFile(shop.path(path), ['#!/bin/sh', ...lines, ''].join('\n'));
  await chmod(shop.path(path), 0o755);
}

async function bare(more?: string): Promise<string> {
  await emptyRepository(shop.path('state.git'), true, more);
  return shop.path('state.git');
}

/** Takes the lock and gives it back with a record of the run. */
async function whole(client: StateStore): Promise<void> {
  const taken = await client.acquireLock(WISH, {}, revisionOf(await client.read()));
  if (taken.status !== 'locked') throw new Error(JSON.stringify(taken));
  expect(await client.release(taken.lease, { inventory: ONE, run: RUN })).toMatchObject({ status: 'ok' });
}

describe('a commit', () => {
  const author = { name: 'P', email: 'p@contoso.com' };
  const files = new Map([['lock.json', 'x']]);
  const commit = { parent: null, files, author, seconds: 0, message: 'x', nonce: 'x' };

  it('makes no ref and moves none, one with the name that it borrows included', async () => {
    const folder = await bare();
    const first = await writeStateCommit(folder, commit);
    expect(await git(folder, 'for-each-ref')).toBe('');
    await git(folder, 'update-ref', 'refs/postilion/+', first);
    const second = await writeStateCommit(folder, { ...commit, parent: first });
    expect(second).not.toBe(first);
    expect(await git(folder, 'for-each-ref', '--format=%(objectname) %(refname)')).toBe(`${first} refs/postilion/+`);
  });

  it('that git can not make leaves nothing behind', async () => {
    const folder = await bare();
    const before = await readdir(folder, { recursive: true });
    await expect(writeStateCommit(folder, { ...commit, parent: '1'.repeat(40) })).rejects.toThrow('Not a valid commit');
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  it('holds texts and paths as they are, in a repository of the longer ids too', async () => {
    const folder = await bare(LONGER_IDS);
    const strange = new Map([
      ['a "b"\\c\nd', 'ü\n\ndone\n'],
      ['empty', ''],
      ['gone', 'x'],
    ]);
    const parent = await writeStateCommit(folder, { ...commit, files: strange });
    const next = new Map([
      ['gone', null],
      ['lock.json', 'no line end'],
    ]);
    const id = await writeStateCommit(folder, { ...commit, parent, files: next });
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(await git(folder, 'ls-tree', '-z', '--name-only', id)).toBe('a "b"\\c\nd\0empty\0lock.json\0');
    expect(await git(folder, 'show', `${id}:a "b"\\c\nd`)).toBe('ü\n\ndone');
    expect(await git(folder, 'show', `${id}:lock.json`)).toBe('no line end');
    expect(await git(folder, 'fsck', '--strict', '--no-dangling')).toBe('');
  });
});

describe('a repository in a folder', () => {
  it('costs a process for a reading, two for a write, and one to find it, also with the longer ids', async () => {
    await script('git', `echo "$1" >> '${shop.path('log')}'`, `PATH='${process.env['PATH'] ?? ''}' exec git "$@"`);
    vi.stubEnv('PATH', `${shop.root}:${process.env['PATH'] ?? ''}`);
    const asked = async (): Promise<readonly string[]> => {
      const log = (await readFile(shop.path('log'), 'utf8')).trim().split('\n');
      await rm(shop.path('log'));
      // Which a few commits end with, as their ids have it.
      return log.filter((name) => name !== 'gc');
    };
    const write = ['fast-import', 'update-ref'];
    await bare(LONGER_IDS);
    await whole(shop.client());
    // One more, once: was there a branch before?
    expect(await asked()).toEqual(['rev-parse', 'cat-file', 'cat-file', ...write, ...write]);
    const client = shop.client();
    await whole(client);
    expect(await asked()).toEqual(['rev-parse', 'cat-file', ...write, ...write]);
    const state = found(await client.read());
    expect(state.inventory).toEqual(ONE);
    expect(state.revision).toMatch(/^[0-9a-f]{64}$/);
    expect(await client.readRuns(state.revision, RUN.started)).toEqual({ status: 'found', runs: [RUN] });
    expect(await asked()).toEqual(['cat-file', 'cat-file']);
    expect(await client.commit({}, 'late', null)).toEqual({ status: 'moved' });
  });

  it('is pushed to when a hook there wants to hear of it', async () => {
    await bare();
    await script('state.git/hooks/post-receive', `cat >> '${shop.path('heard')}'`);
    expect(await shop.client().commit({}, 'first', null)).toMatchObject({ status: 'ok' });
    expect(await readFile(shop.path('heard'), 'utf8')).toContain(`refs/heads/${BRANCH}`);
  });

  it('in which people work is pushed to, so a branch that is checked out does not move under them', async () => {
    await mkdir(shop.path('state.git'));
    await profilesRepository(shop.path('state.git'));
    const client = shop.client();
    expect(await client.commit({}, 'first', null)).toMatchObject({ status: 'ok' });
    await git(shop.path('state.git'), 'checkout', '-q', BRANCH);
    const { revision } = found(await client.read());
    expect(await client.commit({ inventory: ONE }, 'second', revision)).toMatchObject({ status: 'unreachable' });
    expect(await git(shop.path('state.git'), 'status', '--porcelain')).toBe('');
  });
});

describe('a move of the branch', () => {
  /** Git calls it around each transaction, with the refs on stdin, and heeds its exit code once they are locked. */
  const HOOK = 'state.git/hooks/reference-transaction';

  /** Ours runs no hook, so one that stands for a crash is put before git by hand. */
  async function hook(...lines: readonly string[]): Promise<void> {
    const path = process.env['PATH'] ?? '';
    await script(HOOK, ...lines);
    await script('git', `PATH='${path}' exec git -c core.hooksPath='${shop.path('state.git/hooks')}' "$@"`);
    vi.stubEnv('PATH', `${shop.root}:${path}`);
  }

  it('that something stops once is made again', async () => {
    const first = await shop.opened();
    const once = shop.path('once');
    await hook(`grep -q heads && [ "$1" = prepared ] && [ ! -e '${once}' ] || exit 0`, `touch '${once}'; exit 1`);
    const client = shop.client();
    expect(await client.commit({ inventory: ONE }, 'second', first)).toMatchObject({ status: 'ok' });
    expect(await readdir(shop.root)).toContain('once');
    expect(found(await client.read()).inventory).toEqual(ONE);
  });

  it('whose lock another process left behind is no write, and git says which file it is', async () => {
    const first = await shop.opened();
    await writeFile(shop.path(`state.git/refs/heads/${BRANCH}.lock`), '');
    const answer = await shop.client().commit({ inventory: ONE }, 'second', first);
    expect(answer).toMatchObject({ status: 'unreachable' });
    expect(JSON.stringify(answer)).toContain(`${BRANCH}.lock`);
    expect(await tipIn(shop.path('state.git'))).toBe(first);
  });

  it('whose answer is lost is found on the branch', async () => {
    const first = await shop.opened();
    await hook('grep -q heads && [ "$1" = committed ] && kill -9 $PPID', 'exit 0');
    const client = shop.client();
    const answer = await client.commit({ inventory: ONE }, 'second', first);
    expect(answer).toMatchObject({ status: 'ok' });
    expect(revisionOf(await client.read())).toBe('revision' in answer ? answer.revision : '');
  });

  it('has loose objects packed now and then, and lands also where that fails', async () => {
    const folder = await bare();
    const commit = { parent: null, files: new Map([['a', 'a']]), author: { name: 'P', email: 'p' }, seconds: 0 };
    const text = await git(
      folder,
      'cat-file',
      '-p',
      await writeStateCommit(folder, { ...commit, message: 'x', nonce: '?' }),
    );
    const idOf = (nonce: string): string => {
      const body = text.replace('?', nonce);
      return createHash('sha1')
        .update(`commit ${body.length + 1}\0${body}\n`)
        .digest('hex');
    };
    const nonce = Array.from({ length: 9999 }, (_, index) => String(index)).find((one) => idOf(one).startsWith('00'));
    const id = await writeStateCommit(folder, { ...commit, message: 'x', nonce: nonce ?? '' });
    expect(id).toBe(idOf(nonce ?? ''));
    const path = process.env['PATH'] ?? '';
    await script(
      'git',
      `[ "$1" != gc ] || { touch '${shop.path('packed')}'; exit 1; }`,
      `PATH='${path}' exec git "$@"`,
    );
    vi.stubEnv('PATH', `${shop.root}:${path}`);
    const refs = { ref: `refs/heads/${BRANCH}`, witness: 'refs/beside' };
    expect(await moveHere(folder, refs, id, null)).toEqual({ status: 'landed' });
    expect(await readdir(shop.root)).toContain('packed');
  });

  it('that dies before it happens is no lock', async () => {
    const first = await shop.opened();
    await hook('grep -q heads && [ "$1" = prepared ] && kill -9 $PPID', 'exit 0');
    const client = shop.client();
    expect(await client.acquireLock(WISH, {}, first)).toMatchObject({ status: 'unreachable' });
    expect(found(await client.read()).lock).toEqual({ epoch: 0, holder: null });
  });
});

describe('a branch that moves while it is read', () => {
  it('is read where it stood last, never half here and half there', async () => {
    const client = shop.client();
    const first = await shop.opened();
    expect(await client.commit({ inventory: ONE }, 'second', first)).toMatchObject({ status: 'ok' });
    const second = await tipIn(shop.path('state.git'));
    await moveTo(shop.path('state.git'), first);
    // Looks the first name up, has the branch moved by somebody else, and looks up the rest.
    const path = process.env['PATH'] ?? '';
    await script(
      'git',
      `export PATH='${path}'`,
      '[ "$1" = cat-file ] || exec git "$@"',
      'read name; echo "$name" | git "$@"',
      `git update-ref 'refs/heads/${BRANCH}' '${second}'`,
      'exec git "$@"',
    );
    vi.stubEnv('PATH', `${shop.root}:${path}`);
    expect(found(await shop.client().read())).toMatchObject({ revision: second, inventory: ONE });
  });
});

describe('a git that dies before it answers', () => {
  it('is no empty state', async () => {
    await shop.client().commit({ inventory: ONE }, 'first', null);
    const client = shop.client();
    await client.read();
    await script('git', 'kill -9 $$');
    vi.stubEnv('PATH', `${shop.root}:${process.env['PATH'] ?? ''}`);
    expect(await client.read()).toMatchObject({ status: 'unreachable' });
    const url = shop.client({ repo: `file://${shop.path('state.git')}` });
    expect(await url.read()).toMatchObject({ status: 'unreachable' });
  });
});
