/** What judges a run: never a loosening that nobody approved, always a tightening. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../src/core/config/postilion-yaml.ts';
import { type PolicySources, policyInForce } from '../../../src/core/policy/policy-in-force.ts';
import { loosenedItems, policyItems } from '../../../src/core/policy/policy-settings.ts';
import type { Config } from '../../../src/model/config.ts';
import { EFFECT_LEVELS } from '../../../src/model/effect.ts';
import { compareText } from '../../../src/model/finding.ts';
import { EMPTY_INVENTORY, type Inventory } from '../../../src/model/state/inventory.ts';
import { DEEP } from '../../deep.ts';
import { window } from '../windows/windows.ts';

const STRICT: Config = {
  ...DEFAULT_CONFIG,
  heal: 'never',
  approval: { from: 'silent', growth: { percent: 0, people: 0 }, approvers: ['alice', 'contoso/mail-admins'] },
  limits: { removals: 0, losingMail: 0, newPeople: 0 },
  policy: { allUsers: false, oauth: 'required', names: ['iOS: *'], mostPeople: 10 },
  groups: { allow: ['Sales *'], readUpTo: 100 },
  grace: '30d',
  lateness: '2h',
  suspend: ['ios-it'],
  windows: [[window('allow', { hours: '09:00-16:00' }), window('deny', { days: ['fri'] })]],
  budget: [{ disturbed: 100, per: 'week', zone: 'UTC' }],
  effects: [{ kind: 'ios-mail', field: 'host', level: 'mail-removed', because: 'seen' }],
};

const effect = (level: Config['effects'][number]['level'], field = 'host') => ({
  effects: [{ kind: 'ios-mail', field, level, because: 'seen' }],
});

/** Every setting, once more permissive than the strict one. */
const LOOSER: Readonly<Record<string, Partial<Config>>> = {
  heal: { heal: 'silent' },
  'approval.approvers': { approval: { ...STRICT.approval, approvers: null } },
  'approval.from': { approval: { ...STRICT.approval, from: 'sign-in' } },
  'approval.growth.percent': { approval: { ...STRICT.approval, growth: { percent: 1, people: 0 } } },
  'approval.growth.people': { approval: { ...STRICT.approval, growth: { percent: 0, people: 1 } } },
  'limits.removals': { limits: { ...STRICT.limits, removals: 1 } },
  'limits.losingMail': { limits: { ...STRICT.limits, losingMail: 1 } },
  'limits.newPeople': { limits: { ...STRICT.limits, newPeople: 1 } },
  'policy.allUsers': { policy: { ...STRICT.policy, allUsers: true } },
  'policy.oauth': { policy: { ...STRICT.policy, oauth: 'optional' } },
  'policy.names': { policy: { ...STRICT.policy, names: null } },
  'policy.mostPeople': { policy: { ...STRICT.policy, mostPeople: null } },
  'groups.allow': { groups: { ...STRICT.groups, allow: ['Sales *', 'Board'] } },
  grace: { grace: '29d' },
  lateness: { lateness: '1h' },
  'suspend.ios-it': { suspend: [] },
  windows: { windows: [[window('allow', { hours: '09:00-16:00' })]] },
  budget: { budget: [{ disturbed: 100, per: 'day', zone: 'UTC' }] },
  'effects.ios-mail.host': effect('silent'),
  branch: { branch: 'mine' },
};

function remembering(config: Config, parts: Partial<Inventory> = {}): Inventory {
  return { ...EMPTY_INVENTORY, policy: { ...policyItems(config) }, ...parts };
}

function inForce(config: Config, parts: Partial<PolicySources> = {}) {
  const inventory = remembering(STRICT);
  const sources = { defaults: DEFAULT_CONFIG, profiles: [], earlier: null, accepted: new Set<string>(), inventory };
  return policyInForce({ ...sources, config, ...parts });
}

describe('policy in force', () => {
  it('what is loosened is not in force, whichever setting it is', () => {
    for (const [setting, parts] of Object.entries(LOOSER)) {
      const config = { ...STRICT, ...parts };
      const waiting = inForce(config);
      expect(waiting.loosened.map((one) => one.setting)).toEqual([setting]);
      expect({ setting, in: policyItems(waiting.config) }).toEqual({ setting, in: policyItems(STRICT) });
      const allowed = inForce(config, { accepted: new Set([setting]) });
      expect(allowed.loosened).toEqual([]);
      expect(policyItems(allowed.config)).toEqual(policyItems(config));
    }
  });

  it('what is tightened counts at once', () => {
    for (const parts of Object.values(LOOSER)) {
      if (parts.branch !== undefined) continue;
      const { loosened, config } = inForce(STRICT, { inventory: remembering({ ...STRICT, ...parts }) });
      expect([loosened, policyItems(config)]).toEqual([[], policyItems(STRICT)]);
    }
  });

  it('every judging setting has a looser value here', () => {
    const families = (items: readonly string[]) =>
      [...new Set(items.map((item) => item.split('.')[0] ?? ''))].sort(compareText);
    expect(families(Object.keys(LOOSER))).toEqual(families(Object.keys(policyItems(STRICT))));
  });

  it('without memory the defaults judge what is held, and the commit what is made', () => {
    const config: Config = { ...DEFAULT_CONFIG, limits: { removals: 9, losingMail: 9999, newPeople: 1 } };
    const { config: held, forNew, loosened } = inForce(config, { inventory: null });
    expect(held.limits).toEqual({ removals: 3, losingMail: 50, newPeople: 1 });
    expect(forNew.limits).toEqual(config.limits);
    expect(loosened.map(({ setting }) => setting)).toEqual(['limits.losingMail', 'limits.removals']);
  });

  it('what is recorded is what was in force', () => {
    for (const parts of Object.values(LOOSER)) {
      expect(inForce({ ...STRICT, ...parts }).record).toEqual(policyItems(STRICT));
    }
    // A line that is gone counts on.
    expect(inForce({ ...STRICT, effects: [] }).record).toEqual(policyItems(STRICT));
  });

  it('a line of effects that nobody approved makes nothing milder, and one that is gone neither', () => {
    const fresh = inForce({ ...STRICT, ...effect('silent', 'ssl') }).config.effects;
    expect(fresh).toContainEqual(expect.objectContaining({ field: 'ssl', atLeast: 'catalogue' }));
    const gone = inForce({ ...STRICT, effects: [] }).config.effects;
    expect(gone).toEqual([expect.objectContaining({ field: 'host', level: 'mail-removed', atLeast: 'catalogue' })]);
  });

  it('a line that made something milder may go, and one that makes it worse than ever may come, at once', () => {
    const milder = { ...STRICT, ...effect('silent') };
    const { loosened, record } = inForce({ ...STRICT, effects: [] }, { inventory: remembering(milder) });
    expect([loosened, Object.keys(record).filter((item) => item.startsWith('effects.'))]).toEqual([[], []]);
    const worse = inForce({ ...STRICT, ...effect('lock-out') }, { inventory: remembering({ ...STRICT, effects: [] }) });
    expect([worse.loosened, worse.config.effects]).toEqual([[], effect('lock-out').effects]);
    // Of a field that the catalogue doesn't know anything may be so.
    const unknown = inForce(
      { ...STRICT, effects: [] },
      { inventory: remembering({ ...STRICT, ...effect('silent', 'no') }) },
    );
    expect(unknown.loosened.map(({ setting }) => setting)).toEqual(['effects.ios-mail.no']);
  });

  it('allowed groups are those that both allow', () => {
    const allow = ['Sales EU *', 'Board'];
    expect(inForce({ ...STRICT, groups: { ...STRICT.groups, allow } }).config.groups.allow).toEqual(['Sales EU *']);
    expect(inForce({ ...STRICT, groups: { ...STRICT.groups, allow: null } }).config.groups.allow).toEqual(['Sales *']);
  });

  it('a state of an earlier version has the policy of its commit', () => {
    const earlier = { ...policyItems(STRICT) };
    const { loosened } = inForce({ ...STRICT, heal: 'all' }, { inventory: EMPTY_INVENTORY, earlier });
    expect(loosened).toEqual([expect.objectContaining({ setting: 'heal', from: 'never', to: 'all' })]);
  });
});

const CONFIGS = fc.record({
  heal: fc.constantFrom('never', 'silent', 'all'),
  from: fc.constantFrom(...EFFECT_LEVELS),
  percent: fc.nat(3),
  approvers: fc.option(fc.subarray(['alice', 'bob', 'contoso/mail-admins'])),
  losingMail: fc.nat(3),
  allow: fc.option(fc.subarray(['A', 'B', 'C*'])),
  suspend: fc.oneof(fc.boolean(), fc.subarray(['a', 'b'])),
  host: fc.option(fc.constantFrom(...EFFECT_LEVELS)),
});

type Drawn = typeof CONFIGS extends fc.Arbitrary<infer Value> ? Value : never;

function configOf({ heal, from, percent, approvers, losingMail, allow, suspend, host }: Drawn): Config {
  return {
    ...DEFAULT_CONFIG,
    heal,
    approval: { from, growth: { percent, people: 0 }, approvers },
    limits: { ...DEFAULT_CONFIG.limits, losingMail },
    groups: { allow, readUpTo: 100 },
    suspend,
    ...(host === null ? { effects: [] } : effect(host)),
  };
}

it('whatever history of commits and approvals: nothing is looser than what was remembered, but for what was approved', () => {
  const steps = fc.array(fc.record({ drawn: CONFIGS, approves: fc.nat(9), records: fc.boolean() }), { maxLength: 8 });
  fc.assert(
    fc.property(steps, (history) => {
      let inventory = remembering(DEFAULT_CONFIG);
      for (const { drawn, approves, records } of history) {
        const config = configOf(drawn);
        const lines = inForce(config, { inventory }).loosened.map(({ setting }) => setting);
        const accepted = new Set(approves < 3 ? lines.slice(0, approves) : []);
        const { config: judging, record } = inForce(config, { inventory, accepted });
        const looser = loosenedItems(inventory.policy ?? {}, judging).filter(
          ({ item }) => !judging.effects.some((one) => one.atLeast === 'catalogue' && item.endsWith(one.field)),
        );
        expect(looser.map(({ item }) => item).filter((item) => !accepted.has(item))).toEqual([]);
        if (records || accepted.size > 0) inventory = { ...inventory, policy: { ...record } };
      }
    }),
    { numRuns: DEEP ? 10_000 : 60 },
  );
});
