/** A branch that somebody deleted is told from one that never was, wherever it lives. */

import { afterEach, beforeEach, expect, it } from 'vitest';
import { BRANCH, emptyRepository, git, profilesRepository, Workshop } from './state-client.ts';

let shop: Workshop;

beforeEach(async () => {
  shop = await Workshop.open();
});

afterEach(() => shop.close());

const WITNESS = `refs/postilion-witness/${BRANCH}`;

async function tipOf(bare: string, ref: string): Promise<string> {
  return git(bare, 'rev-parse', '--verify', '--quiet', ref).catch(() => '');
}

it.each([
  ['in a bare repository', 'state.git', false],
  ['behind the remote of the profiles', '.', true],
] as const)('a deleted branch %s is lost, and a new one beside it is not', async (_name, repo, isRemote) => {
  const bare = shop.path(isRemote ? 'origin.git' : 'state.git');
  const root = shop.path('profiles');
  if (isRemote) {
    await emptyRepository(bare, true);
    await profilesRepository(root, bare);
  }
  const where = isRemote ? { root, repo } : { repo };
  const client = shop.client(where);
  expect(await client.read()).toEqual({ status: 'none' });
  const first = await client.commit({}, 'first', null);
  expect(first.status).toBe('ok');
  const made = await tipOf(bare, WITNESS);
  expect(made).toBe(first.status === 'ok' ? first.revision : '');
  const second = await client.commit({ intents: [] }, 'second', made);
  expect(second.status).toBe('ok');
  // It never grows.
  expect(await tipOf(bare, WITNESS)).toBe(made);
  await git(bare, 'update-ref', '-d', `refs/heads/${BRANCH}`);
  expect(await shop.client(where).read()).toEqual({ status: 'none', lost: true });
  expect(await shop.client({ ...where, branch: 'another' }).read()).toEqual({ status: 'none' });
  const again = shop.client(where);
  expect((await again.commit({}, 'again', null)).status).toBe('ok');
  expect((await again.read()).status).toBe('found');
  expect(await tipOf(bare, WITNESS)).not.toBe(made);
});

it('a server that refuses other refs keeps the state all the same', async () => {
  const bare = shop.path('origin.git');
  await emptyRepository(bare, true);
  await profilesRepository(shop.path('profiles'), bare);
  await git(bare, 'config', 'transfer.hideRefs', 'refs/postilion-witness');
  const client = shop.client({ root: shop.path('profiles'), repo: '.' });
  expect((await client.commit({}, 'first', null)).status).toBe('ok');
  expect((await client.read()).status).toBe('found');
  await git(bare, 'update-ref', '-d', `refs/heads/${BRANCH}`);
  expect(await shop.client({ root: shop.path('profiles'), repo: '.' }).read()).toEqual({ status: 'none' });
});
