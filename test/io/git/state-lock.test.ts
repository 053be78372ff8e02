import { chmod, readdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StateStore } from '../../../src/app/ports/state.ts';
import type { Lease } from '../../../src/model/state/lock.ts';
import { leaseLasts } from '../../../src/model/state/lock.ts';
import type { LockAnswer } from '../../../src/model/state/snapshot.ts';
import { entry, found, git, handClock, inventory, revisionOf, WISH, Workshop } from './state-client.ts';

let shop: Workshop;

beforeEach(async () => {
  shop = await Workshop.open();
});

afterEach(() => shop.close());

function leaseOf(answer: LockAnswer): Lease {
  if (answer.status !== 'locked') throw new Error(JSON.stringify(answer));
  return answer.lease;
}

async function take(client: StateStore): Promise<LockAnswer> {
  return client.acquireLock(WISH, {}, revisionOf(await client.read()));
}

describe('the lock', () => {
  it('is taken with the intents and given back with the record, two commits in all', async () => {
    const clock = handClock('2026-09-01T08:00:00Z');
    const client = shop.client({ clock });
    const intent = {
      step: 'ios-sales/create',
      key: 'ios-sales',
      kind: 'ios-mail',
      generation: 1,
      digest: 'sha256:0',
      since: clock.now(),
      latest: clock.now(),
      approval: null,
    };
    const lease = leaseOf(await client.acquireLock(WISH, { intents: [intent] }, null));
    const held = found(await shop.client({ clock }).read());
    expect(held).toMatchObject({
      intents: [intent],
      lock: { epoch: 1, holder: { who: WISH.who, nonce: lease.nonce, expires: '2026-09-01T08:05:00.000Z' } },
    });
    const one = inventory({ 'ios-sales': entry('one') });
    expect(await client.release(lease, { inventory: one, intents: [] })).toMatchObject({ status: 'ok' });
    expect(found(await client.read())).toMatchObject({ inventory: one, intents: [], lock: { epoch: 1, holder: null } });
    expect(await git(shop.path('state.git'), 'log', '--format=%s', 'postilion-state')).toBe(
      'release: apply of main\nlock: apply of main',
    );
  });

  // That only its holder renews and releases it, and when it may be stolen: faults/state-contract.test.ts.
  it('holds off rebuilds, is never taken over but by stealing, and is opened by people who name its nonce', async () => {
    const clock = handClock('2026-09-01T08:00:00Z');
    const [a, b] = [shop.client({ clock }), shop.client({ clock })];
    const lease = leaseOf(await take(a));
    const held = { status: 'held', holder: { nonce: lease.nonce }, stealableFrom: '2026-09-01T08:15:00.000Z' };
    const revision = revisionOf(await b.read());
    expect(await b.rebuild(inventory({}), 'x', revision)).toMatchObject(held);
    expect(leaseLasts(lease, clock.now(), 300)).toBe(true);
    clock.pass(300);
    expect(leaseLasts(lease, clock.now(), 1)).toBe(false);
    clock.pass(600);
    expect(await b.acquireLock(WISH, {}, revision)).toMatchObject(held);
    const stolen = leaseOf(await b.steal({ ...WISH, who: 'the next run' }, {}, revision));
    const poison = { inventory: inventory({ 'ios-late': entry('late') }) };
    const lost = { status: 'lost', lock: { epoch: 2, holder: { who: 'the next run' } } };
    expect(await a.release(lease, poison)).toMatchObject(lost);
    const next = await b.renew(stolen, 300, {});
    expect(next).toMatchObject({ status: 'ok', lease: { epoch: 2, expires: '2026-09-01T08:20:00.000Z' } });
    expect(await b.release(stolen, {})).toEqual({ status: 'moved' });
    expect(await a.unlock(stolen.nonce, 'ada')).toMatchObject({ status: 'ok' });
    expect(found(await a.read())).toMatchObject({ inventory: { entries: {} }, lock: { epoch: 2, holder: null } });
    expect(await git(shop.path('state.git'), 'log', '-1', '--format=%s', 'postilion-state')).toBe(
      'unlock: ada opened the lock of the next run',
    );
  });
});

describe('a push', () => {
  /** Kills git over there; a repository with such a hook is pushed to also from within. */
  async function hook(name: string): Promise<void> {
    const file = shop.path(`state.git/hooks/${name}`);
    await writeFile(file, `#!/bin/sh\ntouch '${shop.path('ran')}'\nkill -9 $PPID\n`);
    await chmod(file, 0o755);
  }

  it('whose answer is lost is found on the branch, because no other commit is like it', async () => {
    await shop.opened();
    await hook('post-receive');
    const client = shop.client();
    const lease = leaseOf(await take(client));
    expect(found(await client.read()).lock.holder?.nonce).toBe(lease.nonce);
    expect(await readdir(shop.root)).toContain('ran');
  });

  it('that never arrives is no lock', async () => {
    await shop.opened();
    await hook('pre-receive');
    const client = shop.client();
    expect(await take(client)).toMatchObject({ status: 'unreachable' });
    expect(found(await client.read()).lock).toEqual({ epoch: 0, holder: null });
    expect(await readdir(shop.root)).toContain('ran');
  });
});
