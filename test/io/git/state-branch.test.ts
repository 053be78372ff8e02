import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeInventory } from '../../../src/model/state/inventory.ts';
import type { RunRecord } from '../../../src/model/state/log.ts';
import {
  BRANCH,
  emptyRepository,
  entry,
  found,
  git,
  inventory,
  profilesRepository,
  revisionOf,
  Workshop,
} from './state-client.ts';

let shop: Workshop;

beforeEach(async () => {
  shop = await Workshop.open();
});

afterEach(() => shop.close());

const ONE = inventory({ 'ios-sales': entry('one') });

function run(started: string, nonce: string): RunRecord {
  return {
    nonce,
    epoch: 1,
    who: 'test',
    started,
    ended: started,
    tool: 'postilion 0',
    commit: null,
    planDigest: 'sha256:0',
    approved: { level: null, by: null },
    approvals: [],
    changes: [{ key: 'ios-sales', kind: 'ios-mail', id: 'one', action: 'update', digest: 'sha256:1' }],
    steps: [
      {
        id: 'ios-sales/patch',
        key: 'ios-sales',
        verb: 'patch',
        status: 'done',
        requestIds: ['r'],
        before: 'sha256:2',
        after: 'sha256:3',
      },
    ],
    healed: [{ key: 'ios-sales', path: '/settings/oauth' }],
    converged: true,
  };
}

describe('a state branch in a folder', () => {
  it('is none before the first write, which makes a bare repository; reading makes nothing', async () => {
    const client = shop.client({ repo: 'deep/state.git' });
    expect(await client.read()).toEqual({ status: 'none' });
    expect(await readdir(shop.root)).toEqual([]);
    const intents = [
      {
        step: 'ios-sales/create',
        key: 'ios-sales',
        kind: 'ios-mail',
        generation: 1,
        digest: 'sha256:1',
        since: '2026-09-01T08:00:00Z',
        latest: '2026-09-01T08:00:00Z',
        approval: { code: 'c', requestDigest: 'sha256:2' },
      },
    ];
    const answer = await client.commit({ inventory: ONE, intents }, 'first', null);
    expect(answer.status).toBe('ok');
    const state = found(await shop.client({ repo: 'deep/state.git' }).read());
    expect(state).toMatchObject({ inventory: ONE, intents, lock: { epoch: 0, holder: null } });
    const bare = shop.path('deep/state.git');
    expect(await readdir(shop.path('deep'))).toEqual(['state.git']);
    expect(await git(bare, 'ls-tree', '--name-only', BRANCH)).toBe(
      'README.md\nintents.json\ninventory.json\nlock.json',
    );
    expect(await git(bare, 'log', '-1', '--format=%an <%ae> %ct %s', BRANCH)).toBe(
      'Postilion <postilion@localhost> 1788249600 first',
    );
    expect(await git(bare, 'log', '-1', '--format=%(trailers:key=Postilion-Nonce,valueonly)', BRANCH)).toMatch(
      /^[0-9a-f]{32}$/,
    );
    expect(await git(bare, 'fsck', '--strict')).toBe('');
  });

  it('keeps what a write does not name, files of later versions included', async () => {
    await shop.opened();
    const client = shop.client();
    const tip = await shop.meddle({
      'inventory.json': writeInventory(ONE),
      'zone.json': '{}',
      'later/a b.json': '{}',
      'README.md': 'mine',
    });
    expect(await client.commit({ intents: [] }, 'second', tip)).toMatchObject({ status: 'ok' });
    expect(found(await client.read()).inventory).toEqual(ONE);
    const bare = shop.path('state.git');
    expect(await git(bare, 'ls-tree', '-r', '--name-only', BRANCH)).toBe(
      'README.md\nintents.json\ninventory.json\nlater/a b.json\nlock.json\nzone.json',
    );
    expect(await git(bare, 'show', `${BRANCH}:README.md`)).toBe('mine');
  });

  it('keeps the last 200 runs and finds those since a time', async () => {
    const client = shop.client();
    await client.commit({ run: run('2026-08-01T00:00:00Z', 'old') }, 'first', null);
    const bare = shop.path('state.git');
    const names = Array.from(
      { length: 199 },
      (_, index) => `20260802T000000.${String(index).padStart(3, '0')}Z-n.json`,
    );
    const record = await git(bare, 'show', `${BRANCH}:runs/20260801T000000.000Z-old.json`);
    const full = await shop.meddle(Object.fromEntries(names.map((name) => [`runs/${name}`, record])));
    await client.commit({ run: run('2026-08-30T10:00:00Z', 'new') }, 'second', full);
    const kept = (await git(bare, 'ls-tree', '--name-only', `${BRANCH}:runs`)).split('\n');
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([200, names[0], '20260830T100000.000Z-new.json']);
    const { revision } = found(await client.read());
    const since = await client.readRuns(revision, '2026-08-30T10:00:00.000Z');
    expect(since).toEqual({ status: 'found', runs: [run('2026-08-30T10:00:00Z', 'new')] });
    expect(await client.readRuns(revision, '2026-08-31T00:00:00Z')).toEqual({ status: 'found', runs: [] });
  });
});

describe('a state branch in the profiles repository', () => {
  it('leaves working tree, index and checked-out branch alone, also where the folder is below the root', async () => {
    await profilesRepository(shop.root);
    await mkdir(shop.path('mail'));
    await writeFile(shop.path('mail/staged.yaml'), 'one');
    await git(shop.root, 'add', 'mail/staged.yaml');
    await writeFile(shop.path('mail/staged.yaml'), 'two');
    const facts = async () => [
      await git(shop.root, 'status', '--porcelain=v2', '--branch'),
      await git(shop.root, 'ls-files', '--stage', '--debug'),
    ];
    const before = await facts();
    const client = shop.client({ root: shop.path('mail'), repo: '.' });
    expect(await client.commit({ inventory: ONE }, 'first', null)).toMatchObject({ status: 'ok' });
    expect(found(await client.read()).inventory).toEqual(ONE);
    expect(await facts()).toEqual(before);
    expect(await git(shop.root, 'for-each-ref', '--format=%(refname)')).toBe(
      `refs/heads/main\nrefs/heads/${BRANCH}\nrefs/postilion-witness/${BRANCH}`,
    );
  });

  it('goes through its remote, and two checkouts see each other', async () => {
    await emptyRepository(shop.path('origin.git'), true);
    for (const name of ['a', 'b']) await profilesRepository(shop.path(name), shop.path('origin.git'));
    const [a, b] = [shop.client({ root: shop.path('a'), repo: '.' }), shop.client({ root: shop.path('b'), repo: '.' })];
    const first = await a.commit({ inventory: ONE }, 'first', null);
    expect(await b.commit({}, 'late', null)).toEqual({ status: 'moved' });
    const reading = await b.read();
    expect(revisionOf(reading)).toBe('revision' in first ? first.revision : '');
    expect(await b.commit({ inventory: inventory({}) }, 'second', revisionOf(reading))).toMatchObject({ status: 'ok' });
    expect(found(await a.read()).inventory).toEqual(inventory({}));
    const local = await git(shop.path('a'), 'for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/tags');
    expect(local).toBe('refs/heads/main');
  });

  it('is out of reach, not empty, when the remote is', async () => {
    await profilesRepository(shop.root, shop.path('gone.git'));
    const client = shop.client({ repo: '.' });
    const reading = await client.read();
    expect(reading.status).toBe('unreachable');
    expect(JSON.stringify(reading)).toContain('out of reach');
    expect(await client.commit({}, 'x', null)).toMatchObject({ status: 'unreachable' });
  });
});

describe('another repository', () => {
  it('is reached by URL, from a folder without git too', async () => {
    await emptyRepository(shop.path('state.git'), true);
    await mkdir(shop.path('plain'));
    const client = shop.client({ root: shop.path('plain'), repo: `file://${shop.path('state.git')}` });
    expect(await client.read()).toEqual({ status: 'none' });
    expect(await client.commit({ inventory: ONE }, 'first', null)).toMatchObject({ status: 'ok' });
    const other = shop.client({ root: shop.path('plain'), repo: `file://${shop.path('state.git')}` });
    expect(found(await other.read()).inventory).toEqual(ONE);
    expect(await readdir(shop.path('plain'))).toEqual([]);
  });

  it.each([
    ['a folder without a repository', 'plain', BRANCH, 'no git repository'],
    ['a name that is no branch', 'state.git', 'a:b', "can't be a branch"],
    [
      'a URL whose password is not repeated',
      'https://me:hunter2@127.0.0.1:1/x.git',
      BRANCH,
      'https://…@127.0.0.1:1/x.git',
    ],
    [
      'a URL whose query holds a token',
      'https://127.0.0.1:1/x.git?access_token=hunter2#hunter2',
      BRANCH,
      'https://127.0.0.1:1/x.git?…',
    ],
    ['an option in the place of an address', '--upload-pack=true', BRANCH, 'looks like an option of git'],
    ['an address that is not encrypted', 'git://git.contoso.com/x.git', BRANCH, 'git is not sent to'],
    ['plain http to another machine', 'http://git.contoso.com/x.git', BRANCH, 'is not encrypted'],
    ['a helper transport', 'ext::sh -c true', BRANCH, 'names a program to run, not an address'],
  ])('is refused or out of reach: %s', async (_, repo, branch, words) => {
    await mkdir(shop.path('plain'));
    await writeFile(shop.path('plain/file'), '');
    const reading = await shop.client({ repo, branch }).read();
    expect(reading.status).toBe('unreachable');
    expect(JSON.stringify(reading)).toContain(words);
    expect(JSON.stringify(reading)).not.toContain('hunter2');
  });
});

const DAMAGES = [
  [
    ['inventory.json', '{"version": 1, "entries": {"ios-sales": {"id": "../x"}}}', '/entries/ios-sales/id: an id'],
    ['lock.json', '{"version": 1, "epoch": -1, "holder": null}', '/epoch: a number that counts'],
    ['intents.json', '{"version": 1}', '/intents: a list'],
  ],
  [
    ['inventory.json', '{"version": 0, "entries": {}}', '/version: 2'],
    ['lock.json', '{"version": 1, "entr', '/: JSON'],
    ['intents.json', null, 'the state branch has no intents.json'],
  ],
] as const;

describe('a damaged branch', () => {
  it('says what is wrong, and takes no write but a rebuild', async () => {
    await shop.opened();
    const client = shop.client();
    for (const damages of DAMAGES) {
      const tip = await shop.meddle(Object.fromEntries(damages.map(([path, text]) => [path, text])));
      const reading = await client.read();
      expect(reading).toMatchObject({ status: 'unreadable', revision: tip });
      for (const [, , words] of damages) expect(JSON.stringify(reading)).toContain(words);
      expect(await client.commit({}, 'x', tip)).toMatchObject({ status: 'unreadable' });
      expect(await client.rebuild(ONE, 'rebuilt', tip)).toMatchObject({ status: 'ok' });
    }
    expect(found(await client.read()).inventory).toEqual(ONE);
  });

  it('that a newer version wrote names it, and not even a rebuild writes there', async () => {
    await shop.opened();
    const client = shop.client();
    const newer = { version: 3, epoch: 1, holder: null, writtenBy: 'postilion 7.0.0' };
    const tip = await shop.meddle({ 'lock.json': JSON.stringify(newer), 'inventory.json': '{"version": 3}' });
    const reading = await client.read();
    expect(reading).toMatchObject({ status: 'unreadable', revision: tip });
    expect(JSON.stringify(reading)).toContain('written by postilion 7.0.0; this one reads versions up to 2');
    expect(JSON.stringify(reading)).not.toContain('rebuild');
    expect(await client.commit({}, 'x', tip)).toMatchObject({ status: 'unreadable' });
    expect(await client.rebuild(ONE, 'x', tip)).toMatchObject({ status: 'unreadable' });
    expect(await git(shop.path('state.git'), 'rev-parse', BRANCH)).toBe(tip);
  });

  it('that is none of ours is never written to', async () => {
    await profilesRepository(shop.root);
    const client = shop.client({ repo: '.', branch: 'main' });
    const tip = await git(shop.root, 'rev-parse', 'main');
    const reading = await client.read();
    expect(reading.status).toBe('unreadable');
    expect(JSON.stringify(reading)).toContain('something else');
    expect(await client.rebuild(ONE, 'x', tip)).toMatchObject({ status: 'unreadable' });
    expect(await git(shop.root, 'rev-parse', 'main')).toBe(tip);
  });
});
