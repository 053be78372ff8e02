/** The heartbeat in real repositories: one commit that each run replaces, also where the server has rules of its own. */

import { mkdir } from 'node:fs/promises';
import { simpleGit } from 'simple-git';
import { expect, test } from 'vitest';
import { openStateStore } from '../../../src/io/git/state/store.ts';
import type { Heartbeat } from '../../../src/model/state/heartbeat.ts';
import { BRANCH, Workshop } from './state-client.ts';

const PATIENT = { timeout: 120_000 };

function beat(ended: string, fault: string | null = null): Heartbeat {
  const good = fault === null ? { commit: 'c', ended } : null;
  const told = { converged: true, waiting: 2, drift: 1, people: null, fault, good, duration: 60 };
  return { verb: 'reconcile', who: 'schedule', tool: 'postilion 1.0.0', commit: 'c', started: ended, ended, ...told };
}

const NINE = '2026-09-01T09:00:00.000Z';
const TEN = '2026-09-01T10:00:00.000Z';

async function refsOf(folder: string): Promise<readonly string[]> {
  const told = await simpleGit(folder).raw(['for-each-ref', '--format=%(refname)']);
  return told.split('\n').filter((ref) => ref !== '');
}

async function useWorkshop(): Promise<Workshop> {
  return Workshop.open();
}

/** A profiles repository whose `origin` is a bare one with these settings. */
async function useOrigin(workshop: Workshop, settings: readonly (readonly [string, string])[]) {
  const [bare, clone] = [workshop.path('origin.git'), workshop.path('profiles')];
  await mkdir(bare);
  await mkdir(clone);
  await simpleGit(bare).raw(['init', '--bare']);
  for (const [key, value] of settings) await simpleGit(bare).raw(['config', key, value]);
  await simpleGit(clone).raw(['init']);
  await simpleGit(clone).raw(['remote', 'add', 'origin', bare]);
  const clock = { now: () => NINE };
  return { bare, store: openStateStore({ root: clone, repo: '.', branch: BRANCH, clock }) };
}

test(
  'each run replaces what the run before told, and the state branch does not grow',
  PATIENT,
  async ({ onTestFinished }) => {
    const workshop = await useWorkshop();
    onTestFinished(() => workshop.close());
    const tip = await workshop.opened();
    const store = openStateStore({
      root: workshop.root,
      repo: 'state.git',
      branch: BRANCH,
      clock: { now: () => NINE },
    });
    expect(await store.heartbeat.read()).toEqual({ status: 'none' });
    expect(await store.heartbeat.replace(() => beat(NINE))).toBeNull();
    expect(await store.heartbeat.replace((before) => ({ ...beat(TEN), who: before.status }))).toBeNull();
    expect(await store.heartbeat.read()).toEqual({ status: 'found', heartbeat: { ...beat(TEN), who: 'found' } });
    // A run that slept says nothing in the place of a later one.
    expect(await store.heartbeat.replace(() => beat(NINE))).toBeNull();
    expect(await store.heartbeat.read()).toMatchObject({ heartbeat: { ended: TEN } });
    const git = simpleGit(workshop.path('state.git'));
    expect((await git.raw(['rev-list', '--count', `refs/postilion-last/${BRANCH}`])).trim()).toBe('1');
    expect((await git.raw(['rev-parse', BRANCH])).trim()).toBe(tip);
    await store.close();
  },
);

test('rules that forbid forced pushes to branches do not stop it', PATIENT, async ({ onTestFinished }) => {
  const workshop = await useWorkshop();
  onTestFinished(() => workshop.close());
  const { bare, store } = await useOrigin(workshop, [['receive.denyNonFastForwards', 'true']]);
  expect(await store.heartbeat.replace(() => beat(NINE))).toBeNull();
  expect(await store.heartbeat.replace(() => beat(TEN))).toBeNull();
  expect(await store.heartbeat.read()).toMatchObject({ status: 'found', heartbeat: { ended: TEN } });
  expect(await refsOf(bare)).toEqual([`refs/postilion-last/${BRANCH}`]);
  await store.close();
});

test('a server that takes branches only gets a branch', PATIENT, async ({ onTestFinished }) => {
  const workshop = await useWorkshop();
  onTestFinished(() => workshop.close());
  const { bare, store } = await useOrigin(workshop, [['receive.hideRefs', 'refs/postilion-last']]);
  expect(await store.heartbeat.replace(() => beat(NINE))).toBeNull();
  expect(await store.heartbeat.replace(() => beat(TEN))).toBeNull();
  expect(await store.heartbeat.read()).toMatchObject({ status: 'found', heartbeat: { ended: TEN } });
  expect(await refsOf(bare)).toEqual([`refs/heads/${BRANCH}-last`]);
  await store.close();
});

test('what somebody keeps there under the same name is left alone', PATIENT, async ({ onTestFinished }) => {
  const workshop = await useWorkshop();
  onTestFinished(() => workshop.close());
  const tip = await workshop.opened();
  const git = simpleGit(workshop.path('state.git'));
  for (const ref of [`refs/postilion-last/${BRANCH}`, `refs/heads/${BRANCH}-last`])
    await git.raw(['update-ref', ref, tip]);
  const store = openStateStore({ root: workshop.root, repo: 'state.git', branch: BRANCH, clock: { now: () => NINE } });
  expect(await store.heartbeat.replace(() => beat(NINE))).toMatch(/holds something else$/);
  expect((await git.raw(['rev-parse', `${BRANCH}-last`])).trim()).toBe(tip);
  await store.close();
});

test('of runs that end at once one stays, whole', PATIENT, async ({ onTestFinished }) => {
  const workshop = await useWorkshop();
  onTestFinished(() => workshop.close());
  const { bare, store } = await useOrigin(workshop, []);
  const told = await Promise.all(
    Array.from({ length: 4 }, (_, index) => store.heartbeat.replace(() => ({ ...beat(NINE), who: `run ${index}` }))),
  );
  expect(told.filter((fault) => fault === null).length).toBeGreaterThan(0);
  expect(await store.heartbeat.read()).toMatchObject({ status: 'found', heartbeat: { ended: NINE } });
  expect(await refsOf(bare)).toEqual([`refs/postilion-last/${BRANCH}`]);
  await store.close();
});

test('a damaged one is unknown, not absent, and gives way to the next run', PATIENT, async ({ onTestFinished }) => {
  const workshop = await useWorkshop();
  onTestFinished(() => workshop.close());
  await workshop.opened();
  const damaged = await workshop.meddle({ 'last.json': '{"version": 2}' });
  const git = simpleGit(workshop.path('state.git'));
  await git.raw(['update-ref', `refs/postilion-last/${BRANCH}`, damaged]);
  const store = openStateStore({ root: workshop.root, repo: 'state.git', branch: BRANCH, clock: { now: () => NINE } });
  expect(await store.heartbeat.read()).toMatchObject({ status: 'unreadable' });
  expect(await store.heartbeat.replace(() => beat(NINE))).toBeNull();
  expect(await store.heartbeat.read()).toMatchObject({ status: 'found' });
  await store.close();
});
