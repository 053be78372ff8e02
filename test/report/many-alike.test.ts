/** What would be long or double on a screen: many of one reason stand in one line, and each number of people is true. */

import { describe, expect, test } from 'vitest';
import type { HeldProfile, Plan, Step } from '../../src/model/plan.ts';
import { renderImportList } from '../../src/report/import.ts';
import { renderOutcome } from '../../src/report/outcome.ts';
import { renderAgenda } from '../../src/report/plan/agenda.ts';
import { peopleSentence } from '../../src/report/plan/people.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { change, finding, group, outcome, plan, problem, reach } from './plans.ts';

const WIDE = { width: 200, color: false } as const;
const ADDED = { add: [group('Sales')], remove: [], change: [] };

function screen(parts: Parameters<typeof plan>[0]): string {
  return renderTerminal(plan(parts), WIDE);
}

function held(key: string, ...because: readonly string[]): HeldProfile {
  return { key, because, through: null };
}

function step(key: string, after: readonly string[] = []): Step {
  const request = { method: 'POST', path: `/assign/${key}`, body: {} };
  return { id: `${key}/assign`, key, verb: 'assign', request, precondition: {}, after };
}

describe('people who change the profile', () => {
  const giving = change('giving', {
    bundle: 'one',
    assignments: ADDED,
    effect: { setUp: 'sign-in', level: 'sign-in', movedHere: 83, ...reach('exact', 0, 0, 90) },
  });

  test('are no newcomers', () => {
    expect(peopleSentence(giving, [])).toBe(
      '7 people are set up for the first time: they sign in once; 83 people get from here the account that another change takes from them'
        .split('; ')
        .toSorted()
        .toReversed()
        .join('; '),
    );
    const all = change('giving', { ...giving, effect: { ...giving.effect, gained: 83, people: 83 } });
    expect(peopleSentence(all, [])).toBe('83 people get from here the account that another change takes from them');
  });

  test('count once in the first lines, which agree with those below', () => {
    const text = screen({ changes: [giving], summary: { newPeople: 7, disturbed: 83 } });
    expect(text).toMatch(/^7 people are set up for the first time: they sign in once\n/);
    expect(text).not.toContain('90 people');
  });
});

describe('what comes after a change that waits', () => {
  const changes = [
    change('app', { gates: ['new-people'], effect: reach('exact', 0, 0, 3) }),
    change('account', { action: 'create', effect: reach('exact', 0, 0, 2) }),
    change('other', { effect: reach('exact', 2, 0, 0) }),
  ];
  const steps = [step('app'), step('account', ['app/assign']), step('other')];

  test('is not said to be applied', () => {
    const text = screen({ changes, steps });
    expect(text).toContain('1 of 3 changes waits for your approval, and 1 comes after it; apply does the other one\n');
    expect(screen({ changes: changes.slice(0, 2), steps })).toContain(
      '1 of 2 changes waits for your approval, and 1 comes after it: until then apply does nothing\n',
    );
  });

  test('stands apart in what a run is about to do', () => {
    const text = renderAgenda(plan({ changes, steps }), ['app'], WIDE);
    expect(text.split('\n').filter((line) => !line.startsWith('  '))).toEqual([
      'to apply (1)',
      'left alone, since it waits (1)',
      'comes after what waits (1)',
      '',
    ]);
  });
});

describe('many of one reason', () => {
  test('profiles that errors hold back', () => {
    const findings = [finding('AUT-001', { key: 'ios-a' }), finding('AUT-001', { key: 'ios-b' })];
    const parts = { findings, held: [held('ios-a', 'AUT-001'), held('ios-b', 'AUT-001'), held('ios-c', 'CRT-003')] };
    expect(screen(parts)).toContain('\n  held back: ios-a, ios-b: AUT-001\n  held back: ios-c: CRT-003\n');
    const told = renderOutcome(outcome({ heldByErrors: parts.held, converged: false }), { ...WIDE, plan: plan(parts) });
    expect(told).toContain('! held back: ios-a, ios-b: AUT-001\n! held back: ios-c: CRT-003\n');
  });

  test('a profile that waits is not held back beside it', () => {
    const both: Partial<Plan> = { held: [held('ios-a', 'OWN-008')] };
    const told = renderOutcome(outcome({ gated: ['ios-a'], heldByErrors: both.held ?? [], converged: false }), {
      ...WIDE,
      plan: plan({ changes: [change('ios-a', { gates: ['adoption'] })] }),
    });
    expect(told).not.toContain('held back');
    expect(told).toMatch(/\ngit and tenant differ: 1 change waiting for an approval\n$/);
  });

  test('requests that failed', () => {
    const why = 'no access token: set POSTILION_ACCESS_TOKEN';
    const problems = ['/groups', '/users', '/a', '/b', '/c'].map((path) => problem('auth', `GET ${path}: ${why}`));
    const text = screen({ complete: false, problems: [...problems, problem('remote', 'GET /d: 500')] });
    expect(text).toContain(`\n! GET /groups, GET /users, GET /a and 2 more: ${why} (request `);
    expect(text).toContain('\n! GET /d: 500 (request ');
    expect(text.split('no access token')).toHaveLength(2);
  });

  test('names that could not be looked up', () => {
    const findings = Array.from({ length: 4 }, (_, index) => finding('RES-003', { line: index + 1 }));
    const text = screen({ findings });
    expect(text).toContain(
      'error RES-003 4 names in the files could not be looked up: see what could not be read, above',
    );
    expect(text).not.toContain('profiles/ios.yaml:1');
    expect(screen({ findings: findings.slice(1) }).match(/profiles\/ios\.yaml:/g)).toHaveLength(3);
  });

  test('objects that import leaves alone', () => {
    const alone = (name: string, reason: string) => ({ id: name, name, type: 'webApp', reason, instead: 'the portal' });
    const leftAlone = [alone('a', 'it is no mail'), alone('b', 'it is a Mac'), alone('c', 'it is no mail')];
    const text = renderImportList({ written: [], refused: [], leftAlone });
    expect(text.split('\n').slice(1)).toEqual([
      '3 objects of other kinds left alone',
      '  2 objects: it is no mail; managed in the portal',
      '    webApp "a" (a)',
      '    webApp "c" (c)',
      '  1 object: it is a Mac; managed in the portal',
      '    webApp "b" (b)',
      '',
    ]);
  });
});

describe('findings about profiles that are not planned', () => {
  const advice = finding('SCH-012', { key: 'ios-other', severity: 'warning' });

  test('are folded, as with --target and prune, and the teller of the fold can tell them', () => {
    expect(screen({ findings: [advice] })).toContain(
      '1 warning about profiles that stay as they are (SCH-012): postilion validate tells them',
    );
    const needsTenant = finding('ASG-007', { key: 'ios-other', severity: 'warning' });
    expect(screen({ findings: [advice, needsTenant] })).toContain(': postilion plan --verbose tells them');
  });

  test('stay where an error holds the profile back', () => {
    const findings = [advice, finding('AUT-001', { key: 'ios-other' })];
    expect(screen({ findings, held: [held('ios-other', 'AUT-001')] })).toContain(`warning SCH-012 ${advice.message}`);
  });
});

test('a plan without profiles has nothing to do, instead of 0 profiles as git says', () => {
  const text = screen({ summary: { unchanged: 0 } });
  expect(text).toMatch(/^nothing to do\n/);
  expect(text).toMatch(/\nPlan: nothing to do\n$/);
});

test('new profiles that an earlier run may have made are told before and after a run', () => {
  const findings = ['ios-a', 'ios-b'].map((key) => finding('OWN-019', { key, severity: 'warning' }));
  const made = plan({ findings });
  expect(renderAgenda(made, [], WIDE)).toBe(
    'not made yet, since an earlier run may have made them (2)\n  ios-a, ios-b\n',
  );
  expect(renderOutcome(outcome({ converged: false }), { ...WIDE, plan: made })).toMatch(
    /differ: 2 new profiles not made yet, since an earlier run may have made it: postilion plan tells until when\n$/,
  );
});
