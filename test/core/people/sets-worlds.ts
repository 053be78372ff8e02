/** Random tenants for the oracle and the same tenants as Graph would answer about them. */

import fc from 'fast-check';
import { parseRule } from '../../../src/core/filters/parse.ts';
import type { AudienceFacts } from '../../../src/core/people/audience.ts';
import { deviceListFrom } from '../../../src/core/people/device-list.ts';
import type { FilterFacts } from '../../../src/core/people/filter-matches.ts';
import { audienceFacts, type MembersRead, membersFrom } from '../../../src/core/people/reads.ts';
import type { Assignment } from '../../../src/model/assignment.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Listing } from '../../../src/model/reads.ts';
import { graphId } from '../tenant.ts';
import type { OracleDevice, OracleFilter, OracleTarget, OracleTenant, OracleTest } from './sets-oracle.ts';

const PEOPLE = ['ann', 'bob', 'cid', 'dan', 'eve', 'fay'];
const DEVICES = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8'];
const GROUPS = ['g1', 'g2', 'g3', 'g4', 'g5'];
export const FILTERS = ['f1', 'f2', 'f3'];

const device = fc.record({
  person: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PEOPLE) }, fc.constant('')),
  hasEntraId: fc.boolean(),
  system: fc.constantFrom('ios', 'ios', 'ipados', 'windows'),
  model: fc.constantFrom('iPhone 13', 'iPhone 15', 'iPad Air'),
  owner: fc.constantFrom('company' as const, 'personal' as const),
  profile: fc.constantFrom('', 'Corporate', 'Rooms'),
  version: fc.tuple(fc.constantFrom(9, 17, 18), fc.nat(11), fc.nat(2)),
});

/** Any group may hold any other and itself: circles are welcome. */
const members = fc
  .tuple(
    fc.subarray(PEOPLE, { maxLength: 3 }),
    fc.subarray(DEVICES, { maxLength: 2 }),
    fc.subarray(GROUPS, { maxLength: 2 }),
  )
  .map((parts) => parts.flat());

const test: fc.Arbitrary<OracleTest> = fc.oneof(
  fc.record({
    property: fc.constant('model' as const),
    operator: fc.constantFrom('eq', 'ne', 'startsWith', 'contains'),
    operand: fc.constantFrom('iPhone 15', 'IPHONE', 'Air'),
  }),
  fc.record({
    property: fc.constant('deviceOwnership' as const),
    operator: fc.constantFrom('eq', 'ne'),
    operand: fc.constantFrom('Corporate', 'Personal'),
  }),
  fc.record({
    property: fc.constant('enrollmentProfileName' as const),
    operator: fc.constantFrom('eq', 'startsWith', 'contains', 'is null'),
    operand: fc.constantFrom('Corporate', 'o'),
  }),
  fc.record({
    property: fc.constant('operatingSystemVersion' as const),
    operator: fc.constantFrom('eq', 'gt', 'le'),
    operand: fc.constantFrom('17.2.0', '17.10.1', '9.0.0'),
  }),
);

const filter: fc.Arbitrary<OracleFilter> = fc.array(fc.array(test, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 3,
});

export const tenantArbitrary: fc.Arbitrary<OracleTenant> = fc
  .record({
    devices: fc.array(device, { maxLength: DEVICES.length }),
    groups: fc.array(members, { minLength: GROUPS.length, maxLength: GROUPS.length }),
    filters: fc.array(filter, { minLength: FILTERS.length, maxLength: FILTERS.length }),
  })
  .map(({ devices, groups, filters }) => ({
    devices: devices.map(({ hasEntraId, ...rest }, index): OracleDevice => {
      const id = DEVICES[index] ?? '';
      return { ...rest, id: `managed-${id}`, entraId: hasEntraId ? id : '' };
    }),
    groups: Object.fromEntries(GROUPS.map((id, index) => [id, groups[index] ?? []])),
    filters: Object.fromEntries(FILTERS.map((id, index) => [id, filters[index] ?? []])),
  }));

const target: fc.Arbitrary<OracleTarget> = fc
  .record({
    to: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...GROUPS) }, fc.constantFrom('allUsers', 'allDevices')),
    exclude: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
    wish: fc.constantFrom('none' as const, 'include' as const, 'exclude' as const),
    filter: fc.constantFrom(...FILTERS),
  })
  .map((one) => (one.exclude ? { ...one, to: one.to.startsWith('all') ? 'g1' : one.to, wish: 'none' } : one));

export const targetsArbitrary: fc.Arbitrary<readonly OracleTarget[]> = fc.array(target, { maxLength: 5 });

/** The targets in normal form. */
export function assignmentsOf(targets: readonly OracleTarget[]): readonly Assignment[] {
  return targets.map(({ to, exclude, wish, filter: id }) => ({
    intent: exclude ? 'exclude' : 'include',
    target: to === 'allUsers' || to === 'allDevices' ? { type: to } : { type: 'group', id: graphId(to) },
    filter: wish === 'none' ? null : { id: graphId(id), mode: wish },
  }));
}

/** A filter's rule in the words of the rule language. */
function ruleText(filters: OracleFilter): string {
  return filters.map((tests) => `(${tests.map(testText).join(' and ')})`).join(' or ');
}

function testText({ property, operator, operand }: OracleTest): string {
  if (operator === 'is null') return `(device.${property} -eq $null)`;
  return `(device.${property} -${operator} ${property === 'operatingSystemVersion' ? operand : `"${operand}"`})`;
}

/** Everything below the group, as `transitiveMembers` answers: each member once, circles walked once. */
function below(tenant: OracleTenant, group: string): readonly string[] {
  const found = new Set<string>();
  const waiting = [group];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const member of tenant.groups[id] ?? []) {
      if (found.has(member)) continue;
      found.add(member);
      waiting.push(member);
    }
  }
  return [...found];
}

/** Graph's answers about the tenant, read as `plan` reads them. Filters in `unread` are left out. */
export function factsOf(tenant: OracleTenant, unread: readonly string[] = []): AudienceFacts {
  const groups = GROUPS.map((id) => {
    const all = below(tenant, id);
    const page = (items: readonly JsonObject[]) => ({ status: 'found', body: { value: items } }) as const;
    const people = page(all.filter((one) => PEOPLE.includes(one)).map((one) => ({ id: one })));
    const devices = page(all.filter((one) => DEVICES.includes(one)).map((one) => ({ id: `o-${one}`, deviceId: one })));
    return [id, membersFrom(people, devices)] as const;
  });
  const read: MembersRead = { groups: new Map(groups), large: new Set() };
  const used = rulesOf(tenant, unread);
  const rules = [...used.values()].flatMap(({ rule }) => rule ?? []);
  return audienceFacts(read, deviceListFrom(readListing(tenant), rules).devices, used);
}

function rulesOf(tenant: OracleTenant, unread: readonly string[]): ReadonlyMap<string, FilterFacts> {
  const rules = new Map<string, FilterFacts>();
  for (const [id, made] of Object.entries(tenant.filters)) {
    const parsed = parseRule(ruleText(made));
    if (!parsed.ok) throw new Error(parsed.problem.message);
    if (!unread.includes(id)) rules.set(id, { rule: parsed.rule, systems: null });
  }
  return rules;
}

function readListing({ devices }: OracleTenant): Listing {
  const items = devices.map(
    ({ id, person, entraId, system, model, owner, profile, version }): JsonObject => ({
      id,
      userId: person,
      azureADDeviceId: entraId === '' ? null : entraId,
      operatingSystem: { ios: 'iOS', ipados: 'iPadOS', windows: 'Windows' }[system] ?? system,
      deviceType: 'unknown',
      model,
      managedDeviceOwnerType: owner,
      enrollmentProfileName: profile,
      osVersion: version.join('.'),
    }),
  );
  return { items, complete: true, problem: null };
}
