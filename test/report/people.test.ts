/** The sentences about people: who keeps, loses and gains mail, with what is known about their number. */

import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import { isNoticed, losesMail, peopleSentence } from '../../src/report/plan/people.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { change, field, finding, group, plan, problem, reach } from './plans.ts';

const NARROWED = { add: [], remove: [group('Sales')], change: [] };

const cases: readonly (readonly [string, Change, string])[] = [
  ['adoption', change('a', { action: 'adopt' }), 'writes nothing to the tenant'],
  ['nobody', change('a'), 'no one has it today'],
  ['nobody notices', change('a', { effect: reach('exact', 5, 0, 0) }), '5 people notice nothing'],
  [
    'a silent loss',
    change('a', { assignments: NARROWED, effect: { disturbs: 'silent', ...reach('exact', 0, 3, 0) } }),
    'no one notices',
  ],
  ['unknown and silent', change('a', { effect: reach('unknown', null, null, null) }), 'nothing they notice'],
  [
    'losing beside keeping',
    change('a', {
      fields: [field('/x', { effect: 'sign-in' })],
      assignments: NARROWED,
      effect: { disturbs: 'mail-removed', level: 'mail-removed', ...reach('exact', 40, 12, 0) },
    }),
    '12 people lose their mail: it is removed; 40 people must sign in again',
  ],
  [
    'losing while those who keep it are not touched',
    change('a', { assignments: NARROWED, effect: { disturbs: 'mail-removed', ...reach('exact', 40, 1, 0) } }),
    '1 person loses their mail: it is removed',
  ],
  [
    'moving, losing and gaining',
    change('a', {
      assignments: NARROWED,
      effect: { disturbs: 'account-reset', level: 'account-reset', setUp: 'silent', ...reach('at-most', 0, 2, 7) },
    }),
    'at most 2 people get their account set up anew: sign in again, mail downloads again; at most 7 people are set up for the first time: nothing to do',
  ],
  [
    'no fields named: taken at its word',
    change('a', { effect: { disturbs: 'notice', ...reach('exact', 2, 0, 0) } }),
    '2 people get a notice',
  ],
  [
    'a certificate taken away: an outage for those who lose it',
    change('a', {
      action: 'unassign',
      assignments: NARROWED,
      effect: { disturbs: 'account-reset', level: 'silent', outage: true, ...reach('exact', 0, 8, 0) },
    }),
    '8 people: mail may stop without any prompt',
  ],
  [
    'an outage for an unknown number, with a prompt before it',
    change('a', {
      fields: [field('/x', { effect: 'may-reapprove', outage: true })],
      effect: {
        disturbs: 'account-reset',
        level: 'may-reapprove',
        outage: true,
        ...reach('unknown', null, null, null),
      },
    }),
    'an unknown number of people: mail may stop without any prompt (they could not be counted); an unknown number of people may be asked to approve the mail settings again',
  ],
  [
    'unknown, unassigned',
    change('a', {
      action: 'unassign',
      assignments: NARROWED,
      effect: { disturbs: 'mail-removed', ...reach('unknown', null, null, null) },
    }),
    'an unknown number of people lose their mail: it is removed (they could not be counted)',
  ],
  [
    'unknown, created',
    change('a', { action: 'create', effect: { setUp: 'sign-in', ...reach('unknown', null, null, null) } }),
    'an unknown number of people are set up for the first time: they sign in once (they could not be counted)',
  ],
];

test.each(cases)('%s', (_, value, sentence) => {
  expect(peopleSentence(value, [])).toBe(sentence);
});

test('the reason for a missing count is the problem, if there is just one', () => {
  const value = change('a', { effect: { disturbs: 'sign-in', ...reach('unknown', null, null, null) } });
  const one = problem('permission', 'no right to read members');
  expect(peopleSentence(value, [one])).toBe(
    'an unknown number of people must sign in again (no right to read members)',
  );
  expect(peopleSentence(value, [one, one])).toBe(
    'an unknown number of people must sign in again (see what could not be read)',
  );
});

describe('a change with unknown people', () => {
  const value = change('a', { effect: { disturbs: 'mail-removed', ...reach('unknown', null, null, null) } });
  test('counts as noticed and as losing mail', () => {
    expect(isNoticed(value)).toBe(true);
    expect(losesMail(value)).toBe(true);
    expect(renderTerminal(plan({ changes: [value] }), { width: 200, color: false })).toContain(
      'an unknown number of people disturbed, an unknown number may lose mail',
    );
  });
});

describe('the screen', () => {
  const screen = (value: Parameters<typeof plan>[0]) => renderTerminal(plan(value), { width: 200, color: false });

  test('names every kind of target, and ids where names are missing', () => {
    const add = [
      group('', { type: 'allDevices', intent: 'exclude' }),
      group('', { name: null }),
      group('', { name: null, id: null }),
      group('', { type: 'other', name: null, id: 'collection-7' }),
      group('', { type: 'other', name: null, id: null }),
    ];
    const text = screen({
      changes: [
        change('a', {
          assignments: { add, remove: [], change: [] },
          effect: { disturbs: 'notice', people: 1, kept: 1 },
        }),
      ],
    });
    for (const target of [
      'exclude all devices',
      `group ${group('').id}`,
      'group unknown',
      'target collection-7',
      'target unknown',
    ]) {
      expect(text).toContain(`+ ${target.startsWith('target') ? 'other ' : ''}${target}`);
    }
  });

  test('folds silent changes to names where values or assignments are many', () => {
    const fields = [field('/a', { label: '' }), field('/b')];
    const text = screen({
      changes: [
        change('two', { fields, effect: reach('exact', 1, 0, 0) }),
        change('wide', { fields: [field('/c', { to: 'x'.repeat(90) })], effect: reach('exact', 1, 0, 0) }),
        change('group', { fields, assignments: NARROWED, effect: reach('exact', 1, 0, 0) }),
      ],
    });
    expect(text).toContain('(iOS) — /a, b — 1 person notices nothing');
    expect(text).toContain('(iOS) — c — 1 person notices nothing');
    expect(text).toContain('(iOS) — /a, b, 1 assignment — 1 person notices nothing');
  });

  test('marks a field that somebody else changed, and a history that nobody knows', () => {
    const text = screen({
      changes: [
        change('a', {
          fields: [field('/x', { origin: 'drift', effect: 'notice', outage: true })],
          effect: { disturbs: 'notice', people: 1, kept: 1 },
        }),
        change('b', { origin: 'unknown', effect: { disturbs: 'notice', people: 1, kept: 1, reasons: ['so it is'] } }),
        change('c', { origin: 'drift', platform: '', effect: { disturbs: 'notice', people: 1, kept: 1 } }),
      ],
    });
    expect(text).toContain('x: before → after (changed in the portal)');
    expect(text).toContain('a notice; mail may stop without any prompt — ');
    expect(text).toContain('the tenant differs from git; who changed it is not recorded');
    expect(text).toContain('because so it is (inferred)');
  });

  test('says what stands in the way of every gate', () => {
    const all = change('a', {
      gates: ['suspended', 'people', 'window'],
      effect: { disturbs: 'silent', people: 1, kept: 1 },
    });
    const text = screen({
      changes: [all, change('b', { gates: ['window'] })],
      summary: { disturbed: 0, losingMail: 0 },
    });
    expect(text).toMatch(/^no one is disturbed\nboth changes wait for your approval/);
    expect(text).toMatch(/approve with --approve [0-9a-f]{16}-1$/m);
    expect(text).toContain('take the suspension of a out of postilion.yaml');
  });

  test('is short about what is many', () => {
    const unmanaged = Array.from({ length: 6 }, (_, index) =>
      change('', { name: `other ${index}`, action: 'unmanaged' }),
    );
    const text = screen({
      changes: unmanaged,
      problems: Array.from({ length: 12 }, (_, index) => ({
        ...problem('incomplete'),
        message: `cause ${index}`,
        requestIds: [],
      })),
      findings: [finding('A', { severity: 'info', line: null })],
      summary: { unchanged: 1 },
    });
    expect(text).toContain('! 2 more problems, see the plan document');
    expect(text).toContain('no changes: 1 profile is as git says');
    expect(text).toContain('6 objects of these kinds not managed here, left alone\n');
    expect(text).toContain('profiles/ios.yaml info A');
  });

  test('profiles whose creates may have been lost are no plan without changes', () => {
    const open = ['a', 'b'].map((key) => finding('OWN-019', { severity: 'warning', key }));
    const text = screen({ findings: open, summary: { unchanged: 1 } });
    expect(text).toMatch(/^! 2 new profiles wait: an earlier run may have made them/);
    expect(text).not.toContain('no changes');
  });

  test('counts adoptions, what is forgotten and what is not read', () => {
    const text = screen({
      changes: [change('a', { action: 'adopt' }), change('b', { action: 'forget' })],
      complete: false,
      summary: { unchanged: 0 },
    });
    expect(text).toContain('! this plan is incomplete: where the tenant or git could not be read');
    expect(text).toContain('1 taken over, 1 forgotten — no one is disturbed');
  });
});
