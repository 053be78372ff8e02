/** The state branch in memory keeps the same contract as the one in git: each promise is tried on both. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { StateStore } from '../../src/app/ports/state.ts';
import { openStateStore } from '../../src/io/git/state/store.ts';
import type { RunRecord } from '../../src/model/state/log.ts';
import { DEEP } from '../deep.ts';
import { entry, found, inventory, revisionOf } from '../io/git/state-client.ts';
import { MemoryBranch, memoryState } from './memory-state.ts';

/** Two clients of one branch, and the time. */
interface CommandLine {
  readonly one: StateStore;
  readonly two: StateStore;
  readonly pass: (seconds: number) => void;
}

const START = Date.parse('2026-09-01T08:00:00Z');

function inMemory(): CommandLine {
  const time = { now: START };
  const branch = new MemoryBranch(() => new Date(time.now).toISOString());
  return {
    one: memoryState(branch),
    two: memoryState(branch),
    pass: (seconds) => {
      time.now += seconds * 1000;
    },
  };
}

function inGit(context: TestContext): CommandLine {
  const root = mkdtempSync(join(tmpdir(), 'postilion-contract-'));
  const time = { now: START };
  const clock = { now: () => new Date(time.now).toISOString() };
  const open = () => openStateStore({ root, repo: 'state.git', branch: 'postilion-state', clock });
  const [one, two] = [open(), open()];
  context.onTestFinished(async () => {
    await Promise.all([one.close(), two.close()]);
    rmSync(root, { recursive: true, force: true });
  });
  return {
    one,
    two,
    pass: (seconds) => {
      time.now += seconds * 1000;
    },
  };
}

const ONE = inventory({ a: entry('one') });
const TWO = inventory({ a: entry('two') });
const wish = (who: string) => ({ who, run: null, commit: null, seconds: 300 });

const RUN: RunRecord = {
  nonce: 'n',
  epoch: 1,
  who: 'one',
  started: '2026-09-01T08:00:00.000Z',
  ended: '2026-09-01T08:00:00.000Z',
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

describe.each([
  ['in memory', inMemory, true],
  // People who open a lock of git: `test/io/git/state-lock.test.ts`.
  ['in git', inGit, DEEP],
] as const)('a state branch %s', (_name, open, isWhole) => {
  it('is none at first, and keeps what a write does not name', async (context) => {
    const { one, two } = open(context);
    expect(await one.read()).toEqual({ status: 'none' });
    expect((await one.commit({ inventory: ONE }, 'first', null)).status).toBe('ok');
    const revision = revisionOf(await two.read());
    expect((await two.commit({ intents: [] }, 'second', revision)).status).toBe('ok');
    expect(found(await one.read())).toMatchObject({ inventory: ONE, intents: [], lock: { epoch: 0, holder: null } });
  });

  it('is written where it was read, or not at all', async (context) => {
    const { one, two } = open(context);
    await one.commit({ inventory: ONE }, 'first', null);
    const revision = revisionOf(await two.read());
    expect((await one.commit({ inventory: TWO }, 'second', revision)).status).toBe('ok');
    expect(await two.commit({ inventory: ONE }, 'late', revision)).toEqual({ status: 'moved' });
    expect(await two.acquireLock(wish('two'), {}, revision)).toEqual({ status: 'moved' });
    expect(found(await two.read()).inventory).toEqual(TWO);
  });

  it('has one holder, who alone renews and releases', async (context) => {
    const { one, two, pass } = open(context);
    const taken = await one.acquireLock(wish('one'), { inventory: ONE }, null);
    if (taken.status !== 'locked') throw new Error(taken.status);
    const revision = revisionOf(await two.read());
    const held = { status: 'held', holder: { who: 'one' }, stealableFrom: '2026-09-01T08:15:00.000Z' };
    expect(await two.acquireLock(wish('two'), {}, revision)).toMatchObject(held);
    expect(await two.commit({ inventory: TWO }, 'x', revision)).toMatchObject(held);
    expect(await two.steal(wish('two'), {}, revision)).toMatchObject(held);
    pass(60);
    const renewed = await one.renew(taken.lease, 300, {});
    expect(renewed).toMatchObject({ status: 'ok', lease: { expires: '2026-09-01T08:06:00.000Z', epoch: 1 } });
    if (renewed.status !== 'ok') throw new Error(renewed.status);
    expect((await one.release(renewed.lease, { inventory: TWO, run: RUN })).status).toBe('ok');
    const state = found(await two.read());
    expect(state).toMatchObject({ inventory: TWO, lock: { epoch: 1, holder: null } });
    expect(await two.readRuns(state.revision, '2026-09-01T00:00:00Z')).toEqual({ status: 'found', runs: [RUN] });
    expect(await two.readRuns(state.revision, '2026-09-02T00:00:00Z')).toEqual({ status: 'found', runs: [] });
  });

  it('goes to a thief after expiry and grace, and the late holder has lost it', async (context) => {
    const { one, two, pass } = open(context);
    const taken = await one.acquireLock(wish('one'), { inventory: ONE }, null);
    if (taken.status !== 'locked') throw new Error(taken.status);
    pass(899);
    expect((await two.steal(wish('two'), {}, revisionOf(await two.read()))).status).toBe('held');
    pass(1);
    const stolen = await two.steal(wish('two'), { inventory: TWO }, revisionOf(await two.read()));
    expect(stolen).toMatchObject({ status: 'locked', lease: { epoch: 2 } });
    expect(await one.renew(taken.lease, 300, {})).toMatchObject({ status: 'lost', lock: { epoch: 2 } });
    expect(await one.release(taken.lease, { inventory: ONE })).toMatchObject({ status: 'lost' });
    expect(found(await one.read()).inventory).toEqual(TWO);
  });

  if (!isWhole) return;

  it('is opened by whoever names the nonce', async (context) => {
    const { one, two } = open(context);
    expect(await two.unlock('x', 'two')).toEqual({ status: 'open' });
    const taken = await one.acquireLock(wish('one'), {}, null);
    if (taken.status !== 'locked') throw new Error(taken.status);
    expect(await two.unlock('x', 'two')).toMatchObject({ status: 'other', holder: { who: 'one' } });
    expect((await two.unlock(taken.lease.nonce, 'two')).status).toBe('ok');
    expect((await one.release(taken.lease, { inventory: TWO })).status).toBe('lost');
    expect((await two.rebuild(ONE, 'rebuild', revisionOf(await two.read()))).status).toBe('ok');
    expect(found(await one.read())).toMatchObject({ inventory: ONE, lock: { epoch: 1, holder: null } });
  });
});
