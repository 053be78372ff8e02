/** Random small tenants: groups in groups, people with several devices or none, devices without people, assignments. */

import fc from 'fast-check';
import type { AudienceFacts, GroupMembers } from '../../src/core/people/audience.ts';
import type { Assignment } from '../../src/model/assignment.ts';
import type { DeviceSelector } from '../core/people/audience-of.ts';
import { graphId } from '../core/tenant.ts';

export const IOS: DeviceSelector = { systems: ['ios', 'ipados'], types: [] };

const PEOPLE = ['ann', 'bob', 'cid', 'dan', 'eve'];
const DEVICES = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'];
export const GROUPS = ['g1', 'g2', 'g3', 'g4'];
const FILTERS = ['f1', 'f2'];

/** Direct members of a group; groups are named by number and hold only later ones, so nothing is circular. */
interface DirectMembers {
  readonly people: readonly string[];
  readonly devices: readonly string[];
  readonly groups: readonly number[];
}

const direct: fc.Arbitrary<DirectMembers> = fc.record({
  people: fc.subarray(PEOPLE),
  devices: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray(DEVICES)),
  groups: fc.subarray([1, 2, 3]),
});

function flattened(all: readonly DirectMembers[], index: number): GroupMembers {
  const members = all[index];
  if (members === undefined) return { people: new Set(), devices: new Set() };
  const nested = members.groups.filter((inner) => inner > index).map((inner) => flattened(all, inner));
  return {
    people: new Set([...members.people, ...nested.flatMap(({ people }) => [...people])]),
    devices: new Set([...members.devices, ...nested.flatMap(({ devices }) => [...devices])]),
  };
}

const device = fc.record({
  person: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PEOPLE) }, fc.constant(null)),
  operatingSystem: fc.constantFrom('iOS', 'iOS', 'iPadOS', 'Windows', 'macOS'),
  hasEntraId: fc.boolean(),
  type: fc.constant(null),
});

/** Everything about people and devices, completely read. */
export const completeFacts: fc.Arbitrary<AudienceFacts> = fc
  .record({
    groups: fc.array(direct, { minLength: GROUPS.length, maxLength: GROUPS.length }),
    devices: fc.array(device, { maxLength: DEVICES.length }),
  })
  .map(({ groups, devices }) => ({
    groups: new Map(GROUPS.map((id, index) => [id, flattened(groups, index)])),
    devices: devices.map(({ hasEntraId, ...rest }, index) => {
      const id = DEVICES[index] ?? '';
      return { ...rest, id, entraId: hasEntraId ? id : null };
    }),
  }));

const filter = fc.option(
  fc.record({
    id: fc.constantFrom(...FILTERS.map(graphId)),
    mode: fc.constantFrom('include' as const, 'exclude' as const),
  }),
);

/** One assignment; only includes have filters. */
export function assignmentArbitrary(withFilters: boolean): fc.Arbitrary<Assignment> {
  const group = fc.constantFrom(...GROUPS.map(graphId)).map((id) => ({ type: 'group' as const, id }));
  const everybody = fc.constantFrom({ type: 'allUsers' as const }, { type: 'allDevices' as const });
  const include = fc.record({
    intent: fc.constant('include' as const),
    target: fc.oneof({ weight: 4, arbitrary: group }, everybody),
    filter: withFilters ? filter : fc.constant(null),
  });
  const exclude = fc.record({ intent: fc.constant('exclude' as const), target: group, filter: fc.constant(null) });
  return fc.oneof({ weight: 3, arbitrary: include }, exclude);
}

/** A set of assignments. */
export function assignmentSet(withFilters: boolean): fc.Arbitrary<readonly Assignment[]> {
  return fc.array(assignmentArbitrary(withFilters), { maxLength: 4 });
}

/** Which devices the filters match. */
export const filterTruth = fc
  .subarray(FILTERS.flatMap((one) => DEVICES.map((id) => `${one} ${id}`)))
  .map((pairs) => (one: string, id: string) => pairs.includes(`${one} ${id}`));
