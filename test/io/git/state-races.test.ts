import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StateStore } from '../../../src/app/ports/state.ts';
import { writeStateCommit } from '../../../src/io/git/state/commit.ts';
import { pushState } from '../../../src/io/git/state/remote.ts';
import { DEEP, sampleOf } from '../../deep.ts';
import { BRANCH, entry, found, git, inventory, revisionOf, WISH, Workshop } from './state-client.ts';

const CLIENTS = DEEP ? 16 : 2;
const PAIRS = DEEP ? 2 : 1;
const FEW = DEEP ? 5 : 2;
/** Hundreds of processes: a busy machine may take its time, which says nothing about locks. */
const PATIENCE_MS = 120_000;

let shop: Workshop;

beforeEach(async () => {
  shop = await Workshop.open();
});

afterEach(() => shop.close());

function clients(count: number, options: Parameters<Workshop['client']>[0] = {}): readonly StateStore[] {
  return Array.from({ length: count }, () => shop.client(options));
}

describe('many runs at once', () => {
  it('have exactly one holder each round, the branch not yet being there included', {
    timeout: PATIENCE_MS,
  }, async () => {
    const all = clients(CLIENTS);
    const [judge = shop.client()] = all;
    let revision = null;
    for (const round of [1, 2]) {
      const expected = revision;
      const answers = await Promise.all(all.map((client) => client.acquireLock(WISH, {}, expected)));
      const winners = answers.flatMap((answer, index) =>
        answer.status === 'locked' ? [{ client: all[index] ?? judge, lease: answer.lease }] : [],
      );
      expect(winners.length).toBe(1);
      for (const { client, lease } of winners) {
        const { lock } = found(await judge.read());
        expect([lock.epoch, lock.holder?.nonce]).toEqual([round, lease.nonce]);
        await client.release(lease, {});
      }
      revision = revisionOf(await judge.read());
    }
  });

  it('lose no change: each is made on what was read, or again', { timeout: PATIENCE_MS }, async () => {
    const counted = async (client: StateStore): Promise<void> => {
      for (;;) {
        const reading = await client.read();
        const before = reading.status === 'none' ? 0 : (found(reading).inventory.entries['count']?.generation ?? 0);
        const after = inventory({ count: entry('count', { generation: before + 1 }) });
        const answer = await client.commit({ inventory: after }, 'count', revisionOf(reading));
        if (answer.status === 'ok') return;
      }
    };
    await shop.opened();
    // Half of them move the branch where it is, half push to it.
    const all = [...clients(PAIRS), ...clients(PAIRS, { repo: `file://${shop.path('state.git')}` })];
    await Promise.all(
      all.map(async (client) => {
        for (let round = 0; round < 2; round += 1) await counted(client);
      }),
    );
    expect(found(await shop.client().read()).inventory.entries['count']?.generation).toBe(4 * PAIRS);
  });
});

/** What a naive lock does: the same commit from everybody, and a push that didn't fail counts as won. */
async function naiveLocks(nonces: readonly string[], here: boolean) {
  const parent = await shop.opened();
  const folder = shop.path('state.git');
  const files = new Map([['lock.json', 'taken']]);
  const author = { name: 'Postilion', email: 'postilion@localhost' };
  const believers: string[] = [];
  const moved: string[] = [];
  for (const nonce of nonces) {
    const commit = await writeStateCommit(folder, { parent, files, author, seconds: 0, message: 'lock', nonce });
    const lease = `--force-with-lease=refs/heads/${BRANCH}:${parent}`;
    const ours = await pushState({ folder, remote: folder, here, branch: BRANCH }, commit, parent);
    if (ours.status === 'landed') moved.push(commit);
    try {
      await git(folder, 'push', lease, folder, `${commit}:refs/heads/${BRANCH}`);
      believers.push(commit);
    } catch {
      // Refused: this one knows that it lost.
    }
  }
  return { believers: believers.length, moved: moved.length };
}

const NOBODY = Array.from({ length: FEW }, () => '');
const NONCES = NOBODY.map((_, index) => `nonce ${index}`);

/** Whose commit, where, and how many then believe to hold the lock: without a nonce everybody who trusts a push. */
const NAIVE: readonly (readonly [string, boolean, readonly string[], number])[] = [
  ['without a nonce', true, NOBODY, FEW],
  ['without a nonce', false, NOBODY, FEW],
  ['with a nonce', true, NONCES, 1],
  ['with a nonce', false, NONCES, 1],
];

describe('a lock commit', () => {
  it.each(sampleOf(NAIVE, 3, ([name, here]) => `${name} ${here}`))(
    '%s has as many holders as it should (here: %s)',
    async (_, here, nonces, believers) => {
      expect(await naiveLocks(nonces, here)).toEqual({ believers, moved: 1 });
    },
  );

  it('without a nonce cannot be told from another after a lost answer', async () => {
    const all = Array.from({ length: 2 }, () => shop.client({ nonce: () => '' }));
    const answers = [];
    for (const client of all) answers.push(await client.acquireLock(WISH, {}, null));
    // Only the word "moved" keeps them apart: both stand behind the same commit.
    expect(answers.map(({ status }) => status)).toEqual(['locked', 'moved']);
    const { lock } = found(await shop.client().read());
    expect(lock.holder?.nonce).toBe('');
  });
});
