/** The numbers of a plan, worked out by hand for a few people. */

import { describe, expect, it } from 'vitest';
import { impactOf } from '../../../src/core/impact/by-platform.ts';
import type { AssessedChange } from '../../../src/core/impact/change-effect.ts';
import { summaryOf, totalsOf } from '../../../src/core/plan/summary.ts';
import { windowsMail } from '../../../src/kinds/mail/windows.ts';
import { assigning, changeOf, counted, differing, people } from '../impact/assessed-changes.ts';

const UNKNOWN = people({ basis: 'unknown' });
const MOVED = new Set(['ann']);

function unassigned(parts: Partial<AssessedChange>): AssessedChange {
  return counted({ action: 'unassign', assignments: assigning(['sales'], []), ...parts });
}

describe('the totals of a plan', () => {
  it('count removals, people losing mail and people set up, each once', () => {
    const proposals = [
      unassigned({ key: 'one', audience: people({ lost: ['ann', 'bob'] }) }),
      counted({ key: 'two', action: 'delete', audience: people({ lost: ['bob'] }) }),
      counted({ key: 'three', audience: people({ kept: ['dan'], gained: ['eve', 'fay'] }) }),
      counted({ key: 'four', action: 'create', audience: people({ gained: ['fay'] }) }),
    ];
    expect(totalsOf(proposals)).toEqual({ removals: 2, losingMail: 2, newPeople: 2 });
    expect(totalsOf([])).toEqual({ removals: 0, losingMail: 0, newPeople: 0 });
  });

  it('leave out what does nothing', () => {
    const audience = people({ lost: ['ann'], gained: ['bob'] });
    const idle = (['unchanged', 'unmanaged', 'adopt'] as const).map((action) => counted({ action, audience }));
    expect(totalsOf(idle)).toEqual({ removals: 0, losingMail: 0, newPeople: 0 });
    expect(totalsOf(idle.map((proposed) => ({ ...proposed, audience: UNKNOWN })))).toMatchObject({ losingMail: 0 });
  });

  it('are unknown where anybody who matters is', () => {
    const proposals = [counted({ audience: people({ gained: ['ann'] }) }), unassigned({ audience: UNKNOWN })];
    expect(totalsOf(proposals)).toEqual({ removals: 1, losingMail: null, newPeople: null });
    expect(totalsOf([counted({ audience: people({ basis: 'at-most', gained: ['ann'] }) })])).toMatchObject({
      newPeople: 1,
    });
  });
});

describe('the summary of a plan', () => {
  const summary = (proposals: readonly AssessedChange[], parts: Parameters<typeof changeOf>[1] = {}) =>
    summaryOf(
      proposals,
      proposals.map((proposed) => changeOf(proposed, parts)),
      totalsOf(proposals),
    );

  it('counts changes by what they do', () => {
    const actions = ['create', 'update', 'update', 'unassign', 'delete', 'adopt', 'forget', 'unchanged', 'unmanaged'];
    const proposals = [counted({ action: 'update' })];
    const changes = actions.flatMap((name) =>
      proposals.map((proposed) => ({
        ...changeOf(proposed),
        action: proposals.length > 0 ? actionNamed(name) : proposed.action,
      })),
    );
    expect(summaryOf([], changes, totalsOf([]))).toMatchObject({
      create: 1,
      update: 2,
      unassign: 1,
      delete: 1,
      adopt: 1,
      forget: 1,
      unchanged: 1,
      unmanaged: 1,
    });
  });

  it('counts people once, and apart from them those who have mail today', () => {
    const proposals = [
      counted({ key: 'one', differences: differing('sign-in'), audience: people({ kept: ['ann', 'bob'] }) }),
      counted({ key: 'two', differences: differing('notice'), audience: people({ kept: ['bob'], gained: ['cid'] }) }),
      counted({ key: 'three', differences: differing('silent'), audience: people({ kept: ['dan'] }) }),
    ];
    expect(summary(proposals)).toMatchObject({
      people: 3,
      disturbed: 2,
      losingMail: 0,
      newPeople: 1,
      worstEffect: 'sign-in',
      worstDisturbance: 'sign-in',
      disturbances: [{ platform: 'ios', level: 'sign-in', outage: false, people: 2, basis: 'exact' }],
    });
  });

  it('counts people without mail for an outage, however silent', () => {
    const proposals = [counted({ differences: differing('silent', true), audience: people({ kept: ['ann'] }) })];
    expect(summary(proposals)).toMatchObject({ people: 1, disturbed: 1, worstDisturbance: 'account-reset' });
  });

  it('does not know where somebody noticing is not known, and does where nobody notices', () => {
    const noticed = counted({ differences: differing('sign-in'), audience: UNKNOWN });
    expect(summary([noticed])).toMatchObject({ people: null, disturbed: null, losingMail: null, newPeople: null });
    const quiet = counted({ differences: differing('silent'), audience: UNKNOWN });
    expect(summary([quiet])).toMatchObject({ people: 0, disturbed: 0 });
  });

  it('leaves out what does nothing', () => {
    const parts = { differences: differing('lock-out'), audience: people({ kept: ['ann'] }) };
    expect(summary([counted({ ...parts, action: 'unchanged' })])).toMatchObject({ people: 0, worstEffect: 'none' });
    expect(summary([counted({ ...parts, action: 'unmanaged' })])).toMatchObject({
      people: 0,
      worstDisturbance: 'none',
    });
    expect(summary([counted({ ...parts, action: 'adopt' })])).toMatchObject({ people: 0, worstEffect: 'lock-out' });
  });

  it('counts what waits, what drifted and what conflicts', () => {
    expect(summary([counted()], { gates: ['effect', 'people'], origin: 'drift' })).toMatchObject({
      gated: 1,
      drift: 1,
      conflicts: 0,
    });
    expect(summary([counted()], { origin: 'conflict' })).toMatchObject({ gated: 0, drift: 0, conflicts: 1 });
  });
});

function actionNamed(name: string): AssessedChange['action'] {
  const all = ['create', 'update', 'unassign', 'delete', 'adopt', 'forget', 'unchanged', 'unmanaged'] as const;
  const found = all.find((one) => one === name);
  if (found === undefined) throw new Error(`${name} is no action`);
  return found;
}

describe('disturbances', () => {
  const shown = (...proposals: readonly AssessedChange[]) =>
    impactOf(proposals).map(({ platform, level, people: count, basis }) => `${platform} ${level} ${count} ${basis}`);

  it('are of each person once, at the worst, worst level first', () => {
    const found = shown(
      counted({ differences: differing('notice'), audience: people({ kept: ['ann', 'bob', 'cid'] }) }),
      counted({ differences: differing('sign-in'), audience: people({ kept: ['bob'] }) }),
      counted({ differences: differing('user-action'), audience: people({ kept: ['bob', 'dan'] }) }),
    );
    expect(found).toEqual(['ios sign-in 1 exact', 'ios user-action 1 exact', 'ios notice 2 exact']);
  });

  it('are told by platform', () => {
    const audience = people({ kept: ['ann'] });
    const found = shown(
      counted({ kind: windowsMail, differences: differing('sign-in'), audience }),
      counted({ differences: differing('sign-in'), audience }),
      counted({ kind: windowsMail, differences: differing('lock-out'), audience: people({ kept: ['bob'] }) }),
    );
    expect(found).toEqual(['windows lock-out 1 exact', 'ios sign-in 1 exact', 'windows sign-in 1 exact']);
  });

  it('leave out what nobody notices, and people who gain', () => {
    expect(shown(counted({ differences: differing('silent'), audience: people({ kept: ['ann'] }) }))).toEqual([]);
    expect(shown(counted({ differences: differing('sign-in'), audience: people({ gained: ['ann'] }) }))).toEqual([]);
    const fresh = counted({ action: 'create', differences: differing('sign-in'), audience: people({ kept: ['ann'] }) });
    expect(shown(fresh)).toEqual([]);
  });

  it('count an outage as an account reset, and say which of both it is', () => {
    const told = (...levels: readonly Parameters<typeof differing>[]) =>
      impactOf(
        levels.map((level) => counted({ differences: differing(...level), audience: people({ kept: ['ann'] }) })),
      ).map(({ level, outage, people: count }) => `${level} ${outage} ${count}`);
    expect(told(['silent', true])).toEqual(['account-reset true 1']);
    expect(told(['account-reset', true])).toEqual(['account-reset false 1']);
    expect(told(['silent', true], ['account-reset'])).toEqual(['account-reset false 1']);
    expect(told(['silent', true], ['sign-in'])).toEqual(['account-reset true 1']);
    expect(told(['silent', true], ['mail-removed'])).toEqual(['mail-removed false 1']);
  });

  it('tell who of those that lose mail is locked out as well', () => {
    const lockOut = { people: new Set(['ann', 'cid']), policies: ['iOS compliance'] };
    const audience = { ...people({ lost: ['ann', 'bob', 'cid'] }), lockOut };
    expect(shown(unassigned({ audience, movedAway: new Set(['cid']) }))).toEqual([
      'ios lock-out 1 exact',
      'ios mail-removed 1 exact',
      'ios account-reset 1 exact',
    ]);
  });

  it('tell those who lose mail from those who move', () => {
    const audience = people({ lost: ['ann', 'bob', 'cid'] });
    expect(shown(unassigned({ audience, movedAway: MOVED }))).toEqual([
      'ios mail-removed 2 exact',
      'ios account-reset 1 exact',
    ]);
    expect(shown(unassigned({ audience: people({ lost: ['ann'] }), movedAway: MOVED }))).toEqual([
      'ios account-reset 1 exact',
    ]);
  });

  it('are as sure as the least sure count', () => {
    const at = (basis: 'exact' | 'at-most', name: string) =>
      counted({ differences: differing('sign-in'), audience: people({ kept: [name], basis }) });
    expect(shown(at('exact', 'ann'), at('at-most', 'bob'), at('exact', 'cid'))).toEqual(['ios sign-in 3 at-most']);
    expect(shown(at('exact', 'ann'), counted({ audience: people({ basis: 'at-most' }) }))).toEqual([
      'ios sign-in 1 exact',
    ]);
  });

  it('have no number where nobody could be counted', () => {
    const known = counted({ differences: differing('sign-in'), audience: people({ kept: ['ann'] }) });
    const unknown = counted({ differences: differing('sign-in'), audience: UNKNOWN });
    expect(shown(known, unknown)).toEqual(['ios sign-in null unknown']);
    expect(shown(unassigned({ audience: UNKNOWN }))).toEqual(['ios mail-removed null unknown']);
    expect(shown(counted({ audience: UNKNOWN }))).toEqual([]);
  });
});
