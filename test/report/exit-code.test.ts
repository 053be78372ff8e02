/** The exit code is a function of the document; precedence decides when several apply. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIONS } from '../../src/model/change.ts';
import { EXIT, type ExitCode, worstExitCode } from '../../src/model/exit-code.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Plan, Problem } from '../../src/model/plan.ts';
import { findingsExitCode, outcomeExitCode, planExitCode } from '../../src/report/exit-code.ts';
import { change, finding, outcome, plan, problem, step } from './plans.ts';

const HARD = { ...finding('SCH-001'), hard: true } as const;
const GATED = change('ios-sales', { gates: ['effect'] });

describe('plan', () => {
  const cases: readonly (readonly [string, Plan, number, number])[] = [
    ['nothing to do', plan(), 0, 0],
    ['an update', plan({ changes: [change('a')] }), 0, 2],
    ['a forget', plan({ changes: [change('a', { action: 'forget' })] }), 0, 2],
    ['only adoptions', plan({ changes: [change('a', { action: 'adopt' })] }), 0, 0],
    ['only unmanaged', plan({ changes: [change('a', { action: 'unmanaged' })] }), 0, 0],
    ['a gate', plan({ changes: [GATED, change('b')] }), 0, 3],
    ['a warning', plan({ findings: [finding('A', { severity: 'warning' })] }), 0, 0],
    ['a create that may have happened', plan({ findings: [finding('OWN-019', { severity: 'warning' })] }), 0, 2],
    ['a rule broken', plan({ changes: [GATED], findings: [finding('A')] }), 4, 4],
    ['invalid input', plan({ findings: [finding('A'), HARD] }), 10, 10],
    ['incomplete without a reason', plan({ complete: false }), 12, 12],
    ['no permission', plan({ complete: false, problems: [problem('permission')] }), 9, 9],
    ['no sign-in', plan({ complete: false, problems: [problem('auth'), problem('throttled')] }), 9, 9],
    ['throttled', plan({ complete: false, problems: [problem('throttled'), problem('incomplete')] }), 11, 11],
    ['a remote fault', plan({ problems: [problem('remote')] }), 12, 12],
    ['tenant approval', plan({ problems: [problem('approval')], changes: [change('a')] }), 8, 8],
    ['incomplete and tenant approval', plan({ complete: false, problems: [problem('approval')] }), 12, 12],
  ];
  test.each(cases)('%s', (_, value, plainly, detailed) => {
    expect(planExitCode(value, { detailed: false })).toBe(plainly);
    expect(planExitCode(value, { detailed: true })).toBe(detailed);
  });

  test.each(ACTIONS)('%s alone', (action) => {
    const quiet = ['adopt', 'unchanged', 'unmanaged'].includes(action);
    expect(planExitCode(plan({ changes: [change('a', { action })] }), { detailed: true })).toBe(quiet ? 0 : 2);
  });
});

describe('outcome', () => {
  const cases: readonly (readonly [string, Outcome, number])[] = [
    ['converged', outcome({ steps: [step('1', 'done')] }), 0],
    ['nothing to do', outcome(), 0],
    ['a change that waits', outcome({ steps: [step('1', 'done')], gated: ['a'], converged: false }), 3],
    ['a failed step', outcome({ steps: [step('1', 'done'), step('2', 'failed')], converged: false }), 7],
    ['failed with nothing done', outcome({ steps: [step('1', 'failed')], converged: false }), 7],
    ['failed for a remote fault', outcome({ steps: [step('1', 'failed')], problems: [problem('remote')] }), 7],
    ['failed for a permission', outcome({ steps: [step('1', 'failed')], problems: [problem('permission')] }), 9],
    ['failed when throttled', outcome({ steps: [step('1', 'failed')], problems: [problem('throttled')] }), 11],
    ['not read', outcome({ problems: [problem('remote')], converged: false }), 12],
    ['stopped half-way', outcome({ steps: [step('1', 'done'), step('2', 'not-attempted')], converged: false }), 7],
    ['not begun', outcome({ steps: [step('1', 'not-attempted')], converged: false }), 7],
    ['stale', outcome({ steps: [step('1', 'not-attempted')], stale: true, converged: false }), 5],
    ['stale half-way', outcome({ steps: [step('1', 'done'), step('2', 'skipped')], stale: true }), 5],
    ['interrupted', outcome({ steps: [step('1', 'failed')], interrupted: true, converged: false }), 130],
    ['tenant approval', outcome({ steps: [step('1', 'waiting')], gated: ['a'], converged: false }), 8],
    ['not converged for no known reason', outcome({ steps: [step('1', 'done')], converged: false }), 7],
  ];
  test.each(cases)('%s', (_, value, code) => {
    expect(outcomeExitCode(value)).toBe(code);
  });

  test('on the schedule, waiting changes are status', () => {
    const waits = outcome({ steps: [step('1', 'done')], gated: ['a'], converged: false });
    expect(outcomeExitCode(waits, { gates: 'status' })).toBe(0);
    const failed = outcome({ steps: [step('1', 'failed')], gated: ['a'], converged: false });
    expect(outcomeExitCode(failed, { gates: 'status' })).toBe(7);
  });
});

test.each([
  ['none', [], 0],
  ['warnings', [finding('A', { severity: 'warning' }), finding('B', { severity: 'info' })], 0],
  ['an error', [finding('A')], 4],
  ['a hard error', [finding('A'), HARD], 10],
  ['a hard warning', [{ ...HARD, severity: 'warning' as const }], 0],
] as const)('findings: %s', (_, findings, code) => {
  expect(findingsExitCode(findings)).toBe(code);
});

describe('precedence', () => {
  const PRECEDENCE = [1, 130, 143, 10, 9, 11, 12, 5, 6, 7, 8, 4, 3, 2, 0] as const satisfies readonly ExitCode[];
  const rank = (code: ExitCode) => PRECEDENCE.indexOf(code);

  test('is that of the interface: each code wins over all behind it', () => {
    expect(new Set<number>(PRECEDENCE)).toEqual(new Set(Object.values(EXIT)));
    PRECEDENCE.forEach((code, index) => expect(worstExitCode(PRECEDENCE.slice(index).toReversed())).toBe(code));
  });

  test('the worst of any codes is one of them and none stands before it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PRECEDENCE), { minLength: 1 }), (codes) => {
        const worst = worstExitCode(codes);
        expect(codes).toContain(worst);
        for (const code of codes) expect(rank(worst)).toBeLessThanOrEqual(rank(code));
      }),
    );
  });

  test('more problems, findings, gates or changes never make a plan better', () => {
    const types: readonly Problem['type'][] = ['auth', 'permission', 'throttled', 'incomplete', 'remote', 'approval'];
    const part = fc.oneof(
      fc.constantFrom(...types).map((type) => ({ problems: [problem(type)] })),
      fc.constantFrom(HARD, finding('A'), finding('B', { severity: 'info' })).map((each) => ({ findings: [each] })),
      fc.constantFrom(GATED, change('b'), change('c', { action: 'adopt' })).map((each) => ({ changes: [each] })),
      fc.constant({ complete: false }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), part, fc.boolean(), (parts, more, detailed) => {
        const before = planExitCode(together(parts), { detailed });
        const after = planExitCode(together([...parts, more]), { detailed });
        expect(rank(after)).toBeLessThanOrEqual(rank(before));
      }),
    );
  });
});

function together(parts: readonly Partial<Plan>[]): Plan {
  return plan({
    problems: parts.flatMap((each) => each.problems ?? []),
    findings: parts.flatMap((each) => each.findings ?? []),
    changes: parts.flatMap((each) => each.changes ?? []),
    complete: parts.every((each) => each.complete ?? true),
  });
}
