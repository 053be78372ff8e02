import { describe, expect, it } from 'vitest';
import { type AfterRun, afterRun, type Seen } from '../../../src/core/state/after-run.ts';
import { identify } from '../../../src/core/state/identify.ts';
import { tombstone } from '../../../src/core/state/record.ts';
import { intentsAfter, intentsFor, runRecord } from '../../../src/core/state/run-log.ts';
import type { GraphId } from '../../../src/model/ids.ts';
import type { Outcome, StepOutcome } from '../../../src/model/outcome.ts';
import type { Verb } from '../../../src/model/plan.ts';
import type { LiveProfile } from '../../../src/model/profile.ts';
import { EMPTY_INVENTORY, type Inventory, sameInventory } from '../../../src/model/state/inventory.ts';
import { CONFIG, EMPTY, planWorld } from '../../laws/pure-plan.ts';
import { assignments, graphId, liveMail, profile, SETTINGS } from '../tenant.ts';
import { AT, createIntent, liveObject, marked, OWNER, recorded } from './objects.ts';

const one = liveObject('one', marked('ios-one'));
const wish = profile('ios-one', { name: 'iOS: Mail - one' });
const toSales = {
  assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'sales' } }],
};

function outcome(steps: readonly (readonly [string, Verb, StepOutcome['status']])[]): Outcome {
  const done = steps.filter(([, , status]) => status === 'done').length;
  return {
    planDigest: 'sha256:0',
    approved: { level: 'sign-in', by: 'ada' },
    steps: steps.map(([key, verb, status]) => ({
      id: `${key}/${verb}`,
      key,
      verb,
      status,
      message: 'secret words',
      requestIds: ['r1'],
    })),
    gated: [],
    converged: true,
    interrupted: false,
    stale: false,
    problems: [],
    summary: { done, failed: 0, skipped: 0, waiting: 0, notAttempted: 0 },
    run: { started: AT.now, tool: 'postilion 0', requests: 3, writes: done },
  };
}

interface Case {
  readonly inventory?: Inventory | null;
  readonly live: readonly LiveProfile[];
  readonly adopt?: Readonly<Record<string, GraphId>>;
  readonly seen: readonly Seen[];
  readonly parts?: Partial<AfterRun>;
}

function after({ inventory = EMPTY_INVENTORY, live, adopt = {}, seen, parts = {} }: Case): Inventory {
  const before = identify({ inventory, intents: [], live, owner: OWNER, moved: {}, adopt, release: {} });
  return afterRun({
    ...AT,
    before,
    seen,
    created: new Map(),
    generations: new Map(),
    forgotten: new Set(),
    written: new Set(),
    waiting: new Set(),
    provisional: new Map(),
    changes: [],
    tenant: null,
    outcome: null,
    ...parts,
  });
}

describe('after a run', () => {
  it('an adoption is recorded with both witnesses and all that the tenant held', () => {
    const plain = liveObject('one', { requireSsl: false });
    const next = after({
      live: [plain],
      adopt: { 'ios-one': graphId('one') },
      seen: [{ key: 'ios-one', live: plain, desired: { ...wish, protect: true } }],
    });
    expect(next.entries['ios-one']).toMatchObject({
      id: 'one',
      created: '2026-01-05T08:00:00Z',
      type: '#microsoft.graph.iosEasEmailProfileConfiguration',
      protect: true,
      applied: { commit: 'abc', normal: { name: 'iOS: Mail - one', settings: { ssl: false } } },
    });
  });

  it('a second run has nothing to add', () => {
    const seen = [{ key: 'ios-one', live: one, desired: wish }];
    const first = after({ inventory: null, live: [one], seen });
    const second = after({
      inventory: first,
      live: [one],
      seen,
      parts: { now: '2026-09-02T00:00:00Z', commit: 'def' },
    });
    expect(sameInventory(first, second)).toBe(true);
  });

  it('a create is recorded by its answer, and gets its second witness once a list shows it', () => {
    const created = new Map([['ios-one', graphId('one')]]);
    const early = after({ live: [], seen: [{ key: 'ios-one', live: null, desired: wish }], parts: { created } });
    expect(early.entries['ios-one']).toMatchObject({ id: 'one', created: null, generation: 1 });
    // An object begins with nobody assigned: what is still to be assigned is git's intention.
    expect(early.entries['ios-one']?.applied?.normal).toMatchObject({ assignments: [] });
    const late = after({ inventory: early, live: [one], seen: [{ key: 'ios-one', live: one, desired: wish }] });
    expect(late.entries['ios-one']).toMatchObject({
      created: '2026-01-05T08:00:00Z',
      applied: { normal: { settings: SETTINGS } },
    });
  });

  it('a copy that turns up is not recorded', () => {
    const copy = liveObject('copy', marked('ios-one'));
    const inventory = recorded({ 'ios-one': one });
    const next = after({ inventory, live: [one], seen: [{ key: 'ios-one', live: copy, desired: wish }] });
    expect(next).toEqual(inventory);
  });

  it('an object whose YAML is gone gets a tombstone once nobody is assigned, and keeps its protection and its date', () => {
    const shielded = after({
      inventory: null,
      live: [one],
      seen: [{ key: 'ios-one', live: one, desired: { ...wish, protect: true } }],
    });
    const assigned = liveObject('one', { ...marked('ios-one'), ...toSales });
    const still = after({
      inventory: shielded,
      live: [assigned],
      seen: [{ key: 'ios-one', live: assigned, desired: null }],
    });
    expect(still.entries['ios-one']?.tombstone).toBeNull();
    const tombstoned = after({ inventory: still, live: [one], seen: [{ key: 'ios-one', live: one, desired: null }] });
    expect(tombstoned.entries['ios-one']).toMatchObject({ tombstone: { since: AT.now }, protect: true });
    const later = after({
      inventory: tombstoned,
      live: [one],
      seen: [{ key: 'ios-one', live: one, desired: null }],
      parts: { now: '2026-09-05T00:00:00Z' },
    });
    expect(later).toEqual(tombstoned);
    const back = after({ inventory: later, live: [one], seen: [{ key: 'ios-one', live: one, desired: wish }] });
    expect(back.entries['ios-one']).toMatchObject({ id: 'one', tombstone: null, protect: false, generation: 1 });
  });

  it('deleted and forgotten keys are gone, a failed delete is not', () => {
    const inventory = tombstone(recorded({ 'ios-one': one, 'ios-two': liveObject('two') }), 'ios-one', AT.now);
    const steps = (status: StepOutcome['status']) => ({ outcome: outcome([['ios-one', 'delete', status]]) });
    const keys = (parts: Partial<AfterRun>) => Object.keys(after({ inventory, live: [], seen: [], parts }).entries);
    expect(keys(steps('done'))).toEqual(['ios-two']);
    expect(keys(steps('failed'))).toEqual(['ios-one', 'ios-two']);
    expect(keys({ forgotten: new Set(['ios-two']) })).toEqual(['ios-one']);
  });

  it('an object made anew has the next generation', () => {
    const again = liveObject('again', marked('ios-one', 2));
    const next = after({
      inventory: recorded({ 'ios-one': one }),
      live: [],
      seen: [{ key: 'ios-one', live: again, desired: wish }],
      parts: { created: new Map([['ios-one', graphId('again')]]), generations: new Map([['ios-one', 2]]) },
    });
    expect(next.entries['ios-one']).toMatchObject({ id: 'again', generation: 2 });
  });
});

describe('the log of a run', () => {
  const plan = planWorld({
    ...EMPTY,
    config: CONFIG,
    profiles: [
      profile('ios-one', { settings: { ...SETTINGS, host: 'new.contoso.com' } }),
      profile('ios-new', { assignments: assignments('sales') }),
    ],
    objects: [liveMail('one', marked('ios-one'))],
  });
  const run = { nonce: 'n', epoch: 3, who: 'apply', now: '2026-09-01T09:00:00Z' };

  it('has an intent for each step that is about to be sent; the first of repeated ones counts', () => {
    const earlier = [createIntent('ios-new', AT.now), createIntent('ios-lost', AT.now)];
    const intents = intentsFor(plan, new Set(['ios-one']), new Map(), earlier, run.now);
    expect(intents.map(({ step, since }) => [step, since])).toEqual([
      ['ios-new/create', AT.now],
      ['ios-lost/create', AT.now],
      ['ios-new/assign', run.now],
    ]);
  });

  it('keeps intents that may still turn up, and those that wait for the tenant', () => {
    const intents = ['ios-a', 'ios-b', 'ios-c', 'ios-d'].map((key) => createIntent(key, AT.now));
    const ended = outcome([
      ['ios-a', 'create', 'done'],
      ['ios-b', 'create', 'failed'],
      ['ios-c', 'create', 'waiting'],
    ]);
    const end = {
      outcome: ended,
      earlier: [],
      inventory: recorded({ 'ios-d': liveObject('d') }),
      unsure: new Set(['ios-b/create']),
      approvals: new Map([['ios-c/create', { code: 'code', requestDigest: 'sha256:0' }]]),
    };
    expect(intentsAfter(intents, end).map(({ key }) => key)).toEqual(['ios-b', 'ios-c']);
    expect(intentsAfter([{ ...createIntent('ios-a', AT.now), step: 'ios-a/assign' }], end)).toEqual([]);
    // What was refused for sure, or never sent, was not made; an earlier run's intent stays as it was.
    const refused = { ...end, unsure: new Set<string>() };
    expect(intentsAfter(intents, refused).map(({ key }) => key)).toEqual(['ios-c']);
    const earlier = createIntent('ios-b', '2026-08-01T08:00:00.000Z');
    expect(intentsAfter(intents, { ...refused, earlier: [earlier] })).toContainEqual(earlier);
  });

  it('records what was sent by digests, and nothing that people or the tenant wrote', () => {
    const ended = outcome([
      ['ios-one', 'patch', 'done'],
      ['ios-new', 'create', 'not-attempted'],
    ]);
    const drifted = {
      ...plan,
      changes: plan.changes.map((change) => ({
        ...change,
        fields: change.fields.map((field) => ({ ...field, origin: 'drift' as const })),
      })),
    };
    const record = runRecord(drifted, ended, run);
    expect(record).toMatchObject({
      epoch: 3,
      approved: { level: 'sign-in', by: 'ada' },
      changes: [{ key: 'ios-one', action: 'update' }],
      steps: [{ id: 'ios-one/patch', status: 'done', requestIds: ['r1'] }],
    });
    expect(record?.healed).toContainEqual({ key: 'ios-one', path: '/settings/host' });
    expect(JSON.stringify(record)).not.toMatch(/contoso\.com|secret words/);
    expect(runRecord(plan, outcome([['ios-one', 'patch', 'already-done']]), run)).toBeNull();
  });
});
