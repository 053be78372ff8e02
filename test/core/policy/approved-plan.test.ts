/** A plan that was approved covers what it says and less of it, never more, and never for many more people. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncovered } from '../../../src/core/policy/approved-plan.ts';
import type { Change } from '../../../src/model/change.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { change, field, group, plan } from '../../report/plans.ts';

const TERMS = { growth: { percent: 10, people: 5 }, now: '2026-11-22T09:00:00.000Z' };

function planOf(...changes: readonly Change[]): Plan {
  return plan({ changes });
}

function beyond(saved: Change, fresh: Change): readonly string[] {
  return uncovered(planOf(saved), planOf(fresh), TERMS);
}

const SALES = group('Sales users', { id: 'sales' });
const IT = group('IT staff', { id: 'it' });
const NO_TARGETS = { add: [], remove: [], change: [] };

const full = change('ios-sales', {
  digest: 'sha256:full',
  fields: [field('/settings/oauth', { from: false, to: true, label: 'OAuth' }), field('/name')],
  assignments: { ...NO_TARGETS, add: [SALES, IT] },
  effect: { level: 'sign-in', disturbs: 'sign-in', people: 340, lost: 0 },
});

describe('an approved plan covers', () => {
  it('the same changes, and nothing at all', () => {
    expect(beyond(full, full)).toEqual([]);
    expect(uncovered(planOf(full), planOf(), TERMS)).toEqual([]);
    expect(beyond(full, change('ios-sales', { action: 'unchanged' }))).toEqual([]);
    expect(beyond(full, change('other', { action: 'unmanaged' }))).toEqual([]);
  });

  it('fewer of the same fields and assignments', () => {
    const rest = {
      ...full,
      digest: 'sha256:rest',
      fields: full.fields.slice(1),
      assignments: { ...NO_TARGETS, add: [IT] },
    };
    expect(beyond(full, rest)).toEqual([]);
  });

  it('what is left of a create once the object is there', () => {
    const reference = { from: null, to: { key: 'wifi-cert' } };
    const created = change('ios-sales', {
      ...full,
      id: null,
      action: 'create',
      digest: 'sha256:create',
      fields: [field('/name', { from: null }), field('/settings/identityCertificate', reference)],
    });
    const rest = change('ios-sales', {
      ...full,
      digest: 'sha256:rest',
      fields: [field('/settings/identityCertificate', { from: null, to: { id: 'cert-id' } })],
    });
    const certificate = change('wifi-cert', { id: 'cert-id', action: 'unchanged' });
    expect(uncovered(planOf(created), planOf(rest, certificate), TERMS)).toEqual([]);
    expect(uncovered(planOf(created), planOf(rest), TERMS)).not.toEqual([]);
  });

  it('people up to the growth that the configuration allows, whichever of both is more', () => {
    const grown = (from: number, to: number) =>
      beyond(
        { ...full, effect: { ...full.effect, people: from } },
        { ...full, effect: { ...full.effect, people: to } },
      );
    expect(grown(340, 374)).toEqual([]);
    expect(grown(340, 375)).toEqual(['ios-sales: people 340 → 375, while approval.growth allows 374']);
    expect(grown(3, 8)).toEqual([]);
    expect(grown(3, 9)).toEqual(['ios-sales: people 3 → 9, while approval.growth allows 8']);
    expect(grown(340, 1)).toEqual([]);
  });
});

describe('an approved plan does not cover', () => {
  it('a target that somebody moved since, and tells who was there last', () => {
    const changedBy = { actor: 'admin@contoso.example', at: '2026-11-22T14:31:00Z' };
    const moved = { ...full, digest: 'sha256:moved', assignments: { ...NO_TARGETS, remove: [IT] }, changedBy };
    expect(beyond(full, moved)).toEqual([
      'ios-sales: unassigning IT staff is new; last changed in the portal by admin@contoso.example on 22 Nov 2026 14:31 UTC',
    ]);
  });

  it('a change that it has not', () => {
    const fresh = change('ios-legal', {
      fields: [field('/settings/oauth', { label: 'OAuth', from: false, to: true, origin: 'drift' })],
      changedBy: { actor: 'admin@contoso.example', at: '2026-11-22T14:31:07.120Z' },
    });
    expect(uncovered(planOf(full), planOf(full, fresh), TERMS)).toEqual([
      'ios-legal: update is new',
      'ios-legal: OAuth changed in the portal by admin@contoso.example on 22 Nov 2026 14:31 UTC: false → true',
    ]);
    expect(uncovered(planOf(change('ios-legal', { action: 'unchanged' })), planOf(fresh), TERMS)).toHaveLength(2);
  });

  it('another field, another value, or another value to be replaced', () => {
    const more = {
      ...full,
      digest: 'sha256:more',
      fields: [...full.fields, field('/settings/host', { label: 'Server' })],
    };
    expect(beyond(full, more)).toEqual(['ios-sales: Server changed in git: before → after']);
    const other = { ...full, digest: 'sha256:more', fields: [field('/name', { to: 'elsewhere' })] };
    expect(beyond(full, other)).toEqual([
      'ios-sales: name changed in git: before → elsewhere; approved was "before" → "after"',
    ]);
    const base = { ...full, digest: 'sha256:more', fields: [field('/name', { from: 'x', origin: 'conflict' })] };
    expect(beyond(full, base)[0]).toContain('name changed in git and in the portal: x → after');
    const unknown = { ...full, digest: 'sha256:more', fields: [field('/settings/ssl', { origin: 'unknown' })] };
    expect(beyond(full, unknown)[0]).toContain('nobody recorded who changed it');
  });

  it('another group, the same one with another filter, or taking one away', () => {
    const filtered = { ...SALES, filter: { id: 'f', name: 'iPads', mode: 'include' as const } };
    for (const [assignments, text] of [
      [{ ...NO_TARGETS, add: [group('Legal', { id: 'legal' })] }, 'assigning Legal is new'],
      [{ ...NO_TARGETS, add: [filtered] }, 'assigning Sales users is new'],
      [{ ...NO_TARGETS, remove: [SALES] }, 'unassigning Sales users is new'],
      [{ ...NO_TARGETS, change: [{ from: SALES, to: filtered }] }, 'another filter for Sales users is new'],
      [
        { ...NO_TARGETS, add: [{ ...SALES, intent: 'exclude' as const }] },
        'assigning the exclusion of Sales users is new',
      ],
    ] as const) {
      expect(beyond(full, { ...full, digest: 'sha256:x', assignments })).toEqual([`ios-sales: ${text}`]);
    }
  });

  it('another action or kind', () => {
    const gone = { ...full, digest: 'sha256:x', action: 'create' as const };
    expect(beyond(full, gone)).toEqual(['ios-sales: was update, is create']);
    const kind = { ...full, digest: 'sha256:x', kind: 'windows-mail' };
    expect(beyond(full, kind)).toEqual(['ios-sales: was of the kind ios-mail, is windows-mail']);
  });

  it('a worse effect, on anybody or on those who have mail today', () => {
    const worse = { ...full, digest: 'sha256:x', effect: { ...full.effect, outage: true } };
    expect(beyond(full, worse)).toEqual(['ios-sales: the effect grew from sign-in to account-reset']);
    const harder = { ...full, effect: { ...full.effect, disturbs: 'mail-removed' as const } };
    expect(beyond(full, harder)).toEqual([
      'ios-sales: for people who have mail today it is mail-removed, approved was sign-in',
    ]);
  });

  it('people who can no longer be counted, or more who lose mail', () => {
    const unknown = { ...full, effect: { ...full.effect, people: null } };
    expect(beyond(full, unknown)).toEqual([
      'ios-sales: people 340 → an unknown number, while approval.growth allows 374',
    ]);
    expect(beyond(unknown, full)).toEqual([]);
    const losing = { ...full, effect: { ...full.effect, lost: 6 } };
    expect(beyond(full, losing)).toEqual(['ios-sales: people losing mail 0 → 6, while approval.growth allows 5']);
  });

  it('another tenant, another owner, another major version, and a plan that is old or from the future', () => {
    const saved = planOf(full);
    const against = (fresh: Partial<Plan>, now = TERMS.now) =>
      uncovered(saved, { ...saved, ...fresh }, { ...TERMS, now });
    expect(against({ tenant: { id: 'other', owner: saved.tenant.owner } })).toHaveLength(1);
    expect(against({ tenant: { id: saved.tenant.id, owner: 'other' } })).toHaveLength(1);
    expect(against({ run: { ...saved.run, tool: 'postilion 1.0.0' } })).toEqual([
      'it was made by postilion 0.1.0, this is postilion 1.0.0: plan again',
    ]);
    expect(against({ run: { ...saved.run, tool: 'postilion 0.2.0' } })).toEqual([]);
    expect(against({}, '2026-11-23T08:00:00.000Z')).toEqual([]);
    expect(against({}, '2026-11-23T08:00:00.001Z')[0]).toContain('older than 24 hours');
    expect(against({}, '2026-11-22T07:55:00.000Z')).toEqual([]);
    expect(against({}, '2026-11-22T07:54:59.000Z')[0]).toContain('not in the past');
    expect(uncovered({ ...saved, run: { ...saved.run, started: 'yesterday' } }, saved, TERMS)[0]).toContain(
      'not in the past',
    );
  });
});

it('covering is reflexive and transitive, and no part can be added', () => {
  const names = ['a', 'b', 'c', 'd'] as const;
  const part = fc.subarray([...names]);
  const made = (fields: readonly string[], digest: string): Plan =>
    planOf(change('ios-it', { digest, fields: fields.map((name) => field(`/settings/${name}`)) }));
  fc.assert(
    fc.property(part, part, part, (one, two, three) => {
      const [a, b, c] = [made(one, 'sha256:a'), made(two, 'sha256:b'), made(three, 'sha256:c')];
      const covers = (saved: Plan, fresh: Plan) => uncovered(saved, fresh, TERMS).length === 0;
      expect(covers(a, a)).toBe(true);
      expect(covers(a, b)).toBe(two.every((name) => one.includes(name)));
      expect(covers(a, b) && covers(b, c) && !covers(a, c)).toBe(false);
    }),
  );
});
