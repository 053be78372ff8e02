import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BRANCH, emptyRepository, found, git, profilesRepository, Workshop } from './state-client.ts';

let shop: Workshop;

beforeEach(async () => {
  shop = await Workshop.open();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await shop.close();
});

describe('the environment', () => {
  it('of a hook, which names another repository and its index, is not followed; editors and pagers do no harm', async () => {
    await mkdir(shop.path('other'));
    await profilesRepository(shop.path('other'));
    vi.stubEnv('GIT_DIR', shop.path('other/.git'));
    vi.stubEnv('GIT_INDEX_FILE', shop.path('other/.git/index'));
    vi.stubEnv('GIT_EDITOR', 'false');
    vi.stubEnv('PAGER', 'false');
    vi.stubEnv('GIT_SSH_COMMAND', 'false');
    const client = shop.client();
    expect(await client.commit({}, 'first', null)).toMatchObject({ status: 'ok' });
    expect(found(await client.read()).lock.epoch).toBe(0);
    expect(await git(shop.path('other'), 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    expect(await git(shop.path('state.git'), 'for-each-ref', '--format=%(refname)', 'refs/heads')).toBe(
      `refs/heads/${BRANCH}`,
    );
  });

  it('tells git how to sign in', async () => {
    await emptyRepository(shop.path('state.git'), true);
    // What ssh would run over there, run here: its last argument.
    await writeFile(shop.path('ssh'), '#!/bin/sh\nfor command; do :; done\neval "$command"\n');
    await chmod(shop.path('ssh'), 0o755);
    vi.stubEnv('GIT_SSH_COMMAND', shop.path('ssh'));
    const client = shop.client({ repo: `ssh://git.contoso.com${shop.path('state.git')}` });
    expect(await client.read()).toEqual({ status: 'none' });
    expect(await client.commit({}, 'first', null)).toMatchObject({ status: 'ok' });
  });
});
