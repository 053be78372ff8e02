/** What the house allows: errors at the line of the profile, and policy that nobody loosens unseen. */

import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, readConfig } from '../../src/core/config/postilion-yaml.ts';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { policyInForce } from '../../src/core/policy/policy-in-force.ts';
import { policyItems } from '../../src/core/policy/policy-settings.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import type { HousePolicy } from '../../src/model/config.ts';
import { EMPTY_INVENTORY } from '../../src/model/state/inventory.ts';
import { houseFindings, mostPeopleFindings } from '../../src/rules/house.ts';
import { lines, profileText } from '../core/config/profile-text.ts';

const OPEN: HousePolicy = DEFAULT_CONFIG.policy;

function found(text: string, policy: Partial<HousePolicy>) {
  const read = readProfiles([{ path: 'mail.yaml', text }], CATALOGUE);
  if (!read.ok) throw new Error(lines(read.findings));
  return houseFindings(read.value, { ...OPEN, ...policy }, CATALOGUE).map(({ code, line }) => `${code}:${line}`);
}

function messages(text: string, policy: Partial<HousePolicy>): readonly string[] {
  const read = readProfiles([{ path: 'mail.yaml', text }], CATALOGUE);
  if (!read.ok) throw new Error(lines(read.findings));
  return houseFindings(read.value, { ...OPEN, ...policy }, CATALOGUE).map(({ key, message }) => `${key}: ${message}`);
}

const EVERYBODY = 'assign:\n  include:\n    - {group: Sales users}\n    - {allUsers: true}';

describe('a house policy', () => {
  it('is read from postilion.yaml', () => {
    const text =
      'version: 1\nowner: a\ntenant: {embedded: t}\npolicy: {allUsers: false, oauth: required, names: ["iOS: *"], mostPeople: 200}\n';
    const read = readConfig({ path: 'postilion.yaml', text }, null, CATALOGUE);
    expect(read).toMatchObject({
      ok: true,
      value: { policy: { allUsers: false, oauth: 'required', names: ['iOS: *'], mostPeople: 200 } },
    });
  });

  it.each([
    ['assignments to everybody', { rest: EVERYBODY }, { allUsers: false }, ['HOU-001:15']],
    ['groups', {}, { allUsers: false }, []],
    ['no OAuth', { settings: { oauth: 'false' } }, { oauth: 'required' }, ['HOU-002:11']],
    ['OAuth left out', { settings: { oauth: undefined } }, { oauth: 'required' }, ['HOU-002:4']],
    ['OAuth', {}, { oauth: 'required' }, []],
    ['another name', {}, { names: ['Mail *', 'Android: *'] }, ['HOU-003:3']],
    ['a name of the list', {}, { names: ['Mail *', 'iOS: *'] }, []],
  ] as const)('judges %s', (_, parts, policy, expected) => {
    expect(found(profileText(parts), policy)).toEqual(expected);
    expect(found(profileText(parts), {})).toEqual([]);
  });

  it('says what is written, what the house wants, and what to do', () => {
    const said = (parts: Parameters<typeof profileText>[0], policy: Partial<HousePolicy>) =>
      messages(profileText(parts), policy);
    expect(said({ rest: EVERYBODY }, { allUsers: false })).toEqual([
      'ios-sales: policy.allUsers: assign includes allUsers, which the house does not allow: include groups',
    ]);
    expect(said({ settings: { oauth: 'false' } }, { oauth: 'required' })).toEqual([
      'ios-sales: policy.oauth: oauth is false, and the house requires it: write true',
    ]);
    expect(said({ settings: { oauth: undefined } }, { oauth: 'required' })).toEqual([
      'ios-sales: policy.oauth: oauth is left out, and the house requires it: write true',
    ]);
    expect(said({ settings: { oauth: undefined }, rest: 'unmanaged: [oauth]' }, { oauth: 'required' })).toEqual([]);
    expect(said({}, { names: ['Mail *', 'Android: *'] })).toEqual([
      'ios-sales: policy.names: "iOS: Mail - Sales" is none of the names that the house allows: Mail *, Android: *',
    ]);
  });

  it('says how many people a change concerns, at its assignments', () => {
    const at = { file: 'mail.yaml', line: 7, column: 3 };
    const told = (people: number | null, mostPeople: number | null = 1) =>
      mostPeopleFindings({ key: 'ios-sales', places: { '/assign': at } }, people, { ...OPEN, mostPeople });
    expect(told(2)).toMatchObject([
      {
        key: 'ios-sales',
        line: 7,
        message:
          'policy.mostPeople: the change concerns 2 people, the house allows 1: split it, with a group or a filter for some of them first',
      },
    ]);
    expect(told(null)[0]?.message).toContain('concerns people whom nobody could count, the house');
    expect(told(1, 0)[0]?.message).toContain('concerns 1 person, the house');
    expect(told(1, null)).toEqual([]);
    expect(told(null, null)).toEqual([]);
  });

  it('holds a change for more people, and one for people whom nobody could count', () => {
    const told = (people: number | null) =>
      mostPeopleFindings({ key: 'ios-sales', places: {} }, people, { ...OPEN, mostPeople: 10 }).length;
    expect([told(10), told(11), told(null)]).toEqual([0, 1, 1]);
  });

  it.each([
    ['policy.allUsers', { allUsers: false }, { allUsers: true }],
    ['policy.oauth', { oauth: 'required' }, { oauth: 'optional' }],
    ['policy.names', { names: ['iOS: *'] }, { names: ['iOS: *', 'X'] }],
    ['policy.names', { names: ['iOS: *'] }, { names: null }],
    ['policy.mostPeople', { mostPeople: 10 }, { mostPeople: 11 }],
    ['policy.mostPeople', { mostPeople: 10 }, { mostPeople: null }],
  ] as const)('is not loosened without approval: %s', (setting, strict, loose) => {
    const config = (policy: Partial<HousePolicy>) => ({ ...DEFAULT_CONFIG, policy: { ...OPEN, ...policy } });
    const judge = (before: Partial<HousePolicy>, after: Partial<HousePolicy>) =>
      policyInForce({
        config: config(after),
        profiles: [],
        defaults: DEFAULT_CONFIG,
        earlier: null,
        accepted: new Set(),
        inventory: { ...EMPTY_INVENTORY, policy: { ...policyItems(config(before)) } },
      });
    const loosened = judge(strict, loose);
    expect(loosened.loosened.map((one) => one.setting)).toEqual([setting]);
    expect(loosened.config.policy).toEqual({ ...OPEN, ...strict });
    expect(judge(loose, strict).loosened).toEqual([]);
  });
});
