/** An object that a policy set assigns keeps its assignments, and that is said once. */

import { expect, it } from 'vitest';
import { recordAgreed, recordObject } from '../../../src/core/state/record.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { EMPTY_INVENTORY } from '../../../src/model/state/inventory.ts';
import { EMPTY, planWorld } from '../../laws/pure-plan.ts';
import { AT, iosMail, liveObject, marked } from '../state/objects.ts';
import { assignments, liveMail, profile } from '../tenant.ts';

function assigned(group: string, source: string): JsonObject {
  return { source, target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: group } };
}

const parts = { ...marked('ios-one'), assignments: [assigned('sales', 'direct')] };
const wish = profile('ios-one', { name: 'iOS: Mail - one', assignments: assignments('sales') });
const before = liveObject('one', parts);
const inventory = recordAgreed(
  recordObject(EMPTY_INVENTORY, 'ios-one', before, 1, false),
  'ios-one',
  before,
  wish,
  iosMail(),
  AT,
);

function planned(source: string, desired = wish) {
  const object = liveMail('one', { ...parts, assignments: [assigned('sales', 'direct'), assigned('legal', source)] });
  const plan = planWorld({ ...EMPTY, inventory, objects: [object], profiles: [desired] });
  return { codes: plan.findings.map(({ code }) => code), steps: plan.steps.map(({ id }) => id) };
}

it('assignments of a policy set are never overwritten', () => {
  expect(planned('policySets')).toEqual({ codes: ['ASG-020'], steps: [] });
  expect(planned('direct')).toEqual({ codes: [], steps: ['ios-one/assign'] });
});

it('nothing is said where git wants what is there', () => {
  expect(planned('policySets', { ...wish, assignments: assignments('legal', 'sales') })).toEqual({
    codes: [],
    steps: [],
  });
});

it('settings change beside a policy set, with assignments left out of YAML', () => {
  const { steps } = planned('policySets', { ...wish, name: 'iOS: Mail - new', assignments: undefined });
  expect(steps).toEqual(['ios-one/patch']);
});
