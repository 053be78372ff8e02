/** What a plan says beyond the effect table: overrides, limits, protection, and people nobody could count. */

import { describe, expect, it } from 'vitest';
import { joinDescription, markerFor } from '../../../src/core/tenant/marker.ts';
import type { Config } from '../../../src/model/config.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { ResolvedProfile } from '../../../src/model/profile.ts';
import { CONFIG, EMPTY, planWorld, recorded } from '../../laws/pure-plan.ts';
import { assignmentsOnWire } from '../on-wire.ts';
import { assignments, facts, liveMail, profile, SETTINGS } from '../tenant.ts';

const PEOPLE = facts({ sales: ['ann', 'bob', 'cid'], board: ['ann', 'eve'] });

/** An object of ours in the tenant, assigned in the short form of `assignments`. */
function ours(key: string, assigned: readonly string[], parts: JsonObject = {}): JsonObject {
  return liveMail(`id-${key}`, {
    displayName: `iOS: Mail - ${key}`,
    description: joinDescription('', markerFor('contoso-mail', key, 1)),
    assignments: assignmentsOnWire(assignments(...assigned)),
    ...parts,
  });
}

function changeOf(
  desired: Partial<ResolvedProfile>,
  live: JsonObject = ours('mail', ['sales']),
  config: Partial<Config> = {},
  known = PEOPLE,
) {
  const world = {
    ...EMPTY,
    config: { ...CONFIG, ...config },
    objects: [live],
    facts: known,
    inventory: recorded([live]),
  };
  const plan = planWorld({ ...world, profiles: [profile('mail', { assignments: undefined, ...desired })] });
  const [change] = plan.changes;
  if (change === undefined) throw new Error('the plan has one change');
  return { ...change, summary: plan.summary };
}

const anotherHost = { settings: { ...SETTINGS, host: 'post.contoso.com' } };

describe('an observation of the tenant', () => {
  const observed = { kind: 'ios-mail', field: 'ssl', level: 'notice', because: 'pilot of September' } as const;

  it('takes the place of the catalogue, outage included, and says so', () => {
    const off = { settings: { ...SETTINGS, ssl: false } };
    expect(changeOf(off)).toMatchObject({ effect: { level: 'may-reapprove', outage: true }, gates: ['effect'] });
    const { effect, gates, fields } = changeOf(off, undefined, { effects: [observed] });
    expect(effect).toMatchObject({ level: 'notice', outage: false, confidence: 'practitioner' });
    expect(gates).toEqual([]);
    expect(fields[0]?.reason).toBe('pilot of September (set in postilion.yaml; the catalogue says may-reapprove)');
  });

  it('holds for its kind and field only', () => {
    const effects = [observed, { ...observed, kind: 'windows-mail', field: 'host' }];
    expect(changeOf(anotherHost, undefined, { effects }).effect.level).toBe('account-reset');
  });
});

describe('the gates of a change', () => {
  it('are judged on people who have mail: nobody reached, nobody disturbed', () => {
    const nobody = changeOf(anotherHost, ours('mail', []));
    expect(nobody).toMatchObject({ effect: { level: 'account-reset', disturbs: 'none', people: 0 }, gates: [] });
  });

  it('count an outage as an account reset', () => {
    const config = { approval: { ...CONFIG.approval, from: 'account-reset' as const } };
    const off = { settings: { ...SETTINGS, ssl: false } };
    expect(changeOf(off, undefined, config)).toMatchObject({
      effect: { disturbs: 'account-reset' },
      gates: ['effect'],
    });
  });

  it('hold many at once: people losing mail, removals, people set up', () => {
    const none = { removals: 0, losingMail: 0, newPeople: 0 };
    const { gates } = changeOf({ assignments: [] }, undefined, { limits: none });
    expect(gates).toEqual(['effect', 'removal', 'people']);
    const wider = changeOf({ assignments: assignments('sales', 'board') }, undefined, { limits: none });
    expect(wider).toMatchObject({ gates: ['new-people'], summary: { newPeople: 1, losingMail: 0 } });
  });

  it('count those whose mail a setting removes among the people losing mail', () => {
    const less = { settings: { ...SETTINGS, sync: ['contacts'] } };
    const limits = { ...CONFIG.limits, losingMail: 2 };
    expect(changeOf(less, undefined, { limits })).toMatchObject({
      gates: ['effect', 'people'],
      summary: { losingMail: 3 },
    });
  });

  it('protect a profile from losing anybody, and from nothing else', () => {
    const lost = { assignments: assignments('sales', '-board'), protect: true };
    expect(changeOf(lost)).toMatchObject({ effect: { lost: 1 }, gates: ['effect', 'protection'] });
    expect(changeOf({ ...anotherHost, protect: true }).gates).toEqual(['effect']);
  });

  it('protect it too where nobody could be counted', () => {
    const unknown = facts({ sales: null, board: null });
    const gates = (...after: readonly string[]) =>
      changeOf({ assignments: assignments(...after), protect: true }, undefined, {}, unknown).gates;
    expect(gates('board')).toContain('protection');
    expect(gates('sales', '-board')).toContain('protection');
    expect(gates('sales+corporate')).toContain('protection');
    expect(gates('sales', 'board')).not.toContain('protection');
  });

  it('stay shut for what is suspended', () => {
    expect(changeOf(anotherHost, undefined, { suspend: true }).gates).toEqual(['effect', 'suspended']);
    expect(changeOf(anotherHost, undefined, { suspend: ['mail'] }).gates).toEqual(['effect', 'suspended']);
    expect(changeOf(anotherHost, undefined, { suspend: ['other'] }).gates).toEqual(['effect']);
  });
});

describe('a digest', () => {
  const digest = (desired: Partial<ResolvedProfile>, known = PEOPLE) => changeOf(desired, undefined, {}, known).digest;

  it('is of what is done, not of how many people there are', () => {
    const crowd = facts({ sales: ['ann', 'bob', 'cid', 'dan', 'eve'] });
    expect(digest(anotherHost, crowd)).toBe(digest(anotherHost));
  });

  it('differs for another value, another target and another filter', () => {
    const all = [
      anotherHost,
      { settings: { ...SETTINGS, host: 'x.contoso.com' } },
      { assignments: assignments('sales', 'board') },
      { assignments: assignments('sales', 'board+one') },
      { assignments: assignments('sales', 'board+two') },
      { assignments: assignments('sales', 'board-two') },
    ].map((desired) => digest(desired));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('an inverted switch', () => {
  it("is shown with Graph's view of it", () => {
    const [field] = changeOf({ settings: { ...SETTINGS, allowMovingMessages: false } }).fields;
    expect(field).toMatchObject({
      from: true,
      to: false,
      graph: 'blockMovingMessagesToOtherEmailAccounts: false → true',
      label: 'Allow messages to be moved to other email accounts',
    });
  });
});
