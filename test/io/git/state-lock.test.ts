import { chmod, readdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StateStore } from '../../../src/app/state-port.ts';
import type { Lease } from '../../../src/model/inventory-lock.ts';
import { leaseLasts } from '../../../src/model/inventory-lock.ts';
import type { LockAnswer } from '../../../src/model/inventory-state.ts';
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

async function steal(client: StateStore): Promise<LockAnswer> {
  return client.steal({ ...WISH, who: 'the next run' }, {}, revisionOf(await client.read()));
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

  it('holds off a rebuild too, and is opened by people who name its nonce', async () => {
    const [a, b] = [shop.client(), shop.client()];
    const lease = leaseOf(await take(a));
    const held = { status: 'held', holder: { nonce: lease.nonce }, stealableFrom: '2026-09-01T08:15:00.000Z' };
    expect(await b.rebuild(inventory({}), 'x', revisionOf(await b.read()))).toMatchObject(held);
    expect(await b.unlock('n', 'ada')).toMatchObject({ status: 'other', holder: { nonce: lease.nonce } });
    expect(await b.unlock(lease.nonce, 'ada')).toMatchObject({ status: 'ok' });
    expect(await a.release(lease, {})).toEqual({ status: 'lost', lock: { epoch: 1, holder: null } });
    expect(await git(shop.path('state.git'), 'log', '-1', '--format=%s', 'postilion-state')).toBe(
      'unlock: ada opened the lock of apply of main',
    );
  });

  it('is stolen only after expiry and grace; the holder that wakes up late sees a higher epoch and stops', async () => {
    const clock = handClock('2026-09-01T08:00:00Z');
    const [a, b] = [shop.client({ clock }), shop.client({ clock })];
    const lease = leaseOf(await take(a));
    expect(leaseLasts(lease, clock.now(), 300)).toBe(true);
    clock.pass(300);
    expect(leaseLasts(lease, clock.now(), 1)).toBe(false);
    clock.pass(599);
    expect((await steal(b)).status).toBe('held');
    clock.pass(1);
    expect((await take(b)).status).toBe('held');
    const stolen = leaseOf(await steal(b));
    expect(stolen.epoch).toBe(2);
    const lost = { status: 'lost', lock: { epoch: 2, holder: { who: 'the next run' } } };
    const poison = { inventory: inventory({ 'ios-late': entry('late') }) };
    expect(await a.renew(lease, 300, poison)).toMatchObject(lost);
    expect(await a.release(lease, poison)).toMatchObject(lost);
    const next = await b.renew(stolen, 300, {});
    expect(next).toMatchObject({ status: 'ok', lease: { epoch: 2, expires: '2026-09-01T08:20:00.000Z' } });
    expect(found(await a.read()).inventory.entries).toEqual({});
    expect(await b.release(stolen, {})).toEqual({ status: 'moved' });
    expect(await b.release('lease' in next ? next.lease : stolen, {})).toMatchObject({ status: 'ok' });
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
