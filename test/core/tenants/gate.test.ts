/** The gate between waves, against a model: only a good run of this very commit lets a tenant through. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeTenant } from '../../../src/core/tenants/gate.ts';
import type { Heartbeat, HeartbeatReading } from '../../../src/model/state/heartbeat.ts';

const COMMITS = ['a'.repeat(40), 'b'.repeat(40)] as const;

const heartbeat: fc.Arbitrary<Heartbeat> = fc.record({
  verb: fc.constantFrom('apply' as const, 'reconcile' as const),
  who: fc.constant('ci'),
  tool: fc.constant('postilion 1.0.0'),
  commit: fc.constantFrom(...COMMITS, null),
  started: fc.constant('2026-12-01T10:00:00.000Z'),
  ended: fc.constant('2026-12-01T10:01:00.000Z'),
  duration: fc.constant(60),
  converged: fc.boolean(),
  waiting: fc.constantFrom(0, 2, null),
  drift: fc.constantFrom(0, 1, null),
  people: fc.constantFrom(0, 5, null),
  fault: fc.constantFrom(null, 'the tenant could not be read'),
  // The last good run may have followed this commit, and a later one another.
  good: fc.constantFrom(null, { commit: COMMITS[0], ended: '2026-12-01T09:00:00.000Z' }),
});

const reading: fc.Arbitrary<HeartbeatReading> = fc.oneof(
  { weight: 5, arbitrary: heartbeat.map((one): HeartbeatReading => ({ status: 'found', heartbeat: one })) },
  fc.constant<HeartbeatReading>({ status: 'none' }),
  fc.constant<HeartbeatReading>({ status: 'unreadable', message: 'no network', findings: [] }),
);

it('opens for a good run of this commit alone', () => {
  let opened = 0;
  fc.assert(
    fc.property(reading, (one) => {
      const isGood =
        one.status === 'found' &&
        one.heartbeat.commit === COMMITS[0] &&
        one.heartbeat.converged &&
        one.heartbeat.fault === null;
      const { against } = judgeTenant('a', one, COMMITS[0]);
      expect(against === null).toBe(isGood);
      if (isGood) opened += 1;
    }),
    { numRuns: 500 },
  );
  expect(opened).toBeGreaterThan(0);
});

it('holds where devices failed, and where nobody knows', () => {
  const good: HeartbeatReading = {
    status: 'found',
    heartbeat: {
      verb: 'apply',
      who: 'ci',
      tool: 'postilion 1.0.0',
      commit: COMMITS[0],
      started: '2026-12-01T10:00:00.000Z',
      ended: '2026-12-01T10:01:00.000Z',
      duration: 60,
      converged: true,
      waiting: 0,
      drift: 0,
      people: 3,
      fault: null,
      good: null,
    },
  };
  expect(judgeTenant('a', good, COMMITS[0], { count: 3, most: 3 }).against).toBeNull();
  expect(judgeTenant('a', good, COMMITS[0], { count: 4, most: 3 }).against).toContain('failed on 4 devices');
  expect(judgeTenant('a', good, COMMITS[0], 'unknown').against).toContain('nobody knows');
});
