/** What people read, letter by letter: a change of wording or order shows in a review. */

import { expect, test } from 'vitest';
import { renderPlanAnnotations } from '../../src/report/annotations.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderOutcome } from '../../src/report/outcome.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { CASES } from './cases.ts';
import { change, finding, outcome, plan, problem, step } from './plans.ts';

test.each(Object.entries(CASES))('%s on a terminal and as Markdown', async (name, value) => {
  await expect(renderTerminal(value, { width: 100, color: false })).toMatchFileSnapshot(`golden/${name}.txt`);
  await expect(renderMarkdown(value)).toMatchFileSnapshot(`golden/${name}.md`);
});

test.each(Object.entries(CASES))('%s at 60 and 160 columns', async (name, value) => {
  for (const width of [60, 160]) {
    const text = renderTerminal(value, { width, color: false });
    await expect(text).toMatchFileSnapshot(`golden/${name}.${width}.txt`);
  }
});

test('colours and ASCII', async () => {
  const value = CASES['many-changes'] ?? plan();
  await expect(renderTerminal(value, { width: 100, color: true })).toMatchFileSnapshot('golden/colour.txt');
  const ascii = renderTerminal(value, { width: 100, color: false, unicode: false });
  await expect(ascii).toMatchFileSnapshot('golden/ascii.txt');
});

test('annotations', async () => {
  const text = ['many-changes', 'hostile-names'].map((name) => renderPlanAnnotations(CASES[name] ?? plan())).join('\n');
  await expect(text).toMatchFileSnapshot('golden/annotations.txt');
});

test('an apply names whom an error held back, and the one code for all that waits', () => {
  const error = finding('AUT-001', {
    message: 'oauth: false cannot work',
    severity: 'error',
    key: 'ios-engineering',
    file: null,
  });
  const waits = ['ios-sales', 'ios-legal'].map((key) =>
    change(key, { gates: ['effect'], code: `00000000000000${key.length}0-5` }),
  );
  const value = plan({ changes: waits, code: '1234567890abcdef-9', findings: [error] });
  const held = { key: 'ios-engineering', because: ['AUT-001'], through: null };
  const left = outcome({ gated: ['ios-sales', 'ios-legal'], heldByErrors: [held], converged: false });
  const told = renderOutcome(left, { width: 100, color: false, plan: value });
  expect(told).toContain('! held back: ios-engineering: AUT-001\n  ios-engineering error AUT-001 oauth: false');
  expect(told).toContain('! approve both changes that wait together with --approve 1234567890abcdef-9');
  const fewer = renderOutcome({ ...left, gated: ['ios-sales'] }, { width: 100, color: false, plan: value });
  expect(fewer).not.toContain('together');
});

test('outcomes', async () => {
  const partly = outcome({
    steps: [
      step('1', 'done'),
      step('2', 'already-done', { verb: 'assign' }),
      step('3', 'failed', { message: 'Graph answered 500', requestIds: ['r-1'] }),
      step('4', 'not-attempted', { key: 'ios-old' }),
      step('5', 'waiting', { verb: 'assign', requestIds: ['r-2'] }),
      step('6', 'skipped'),
    ],
    gated: ['ios-sales', 'ios-elsewhere'],
    converged: false,
    interrupted: true,
    stale: true,
    problems: [problem('remote', 'the tenant did not answer')],
  });
  const options = { width: 100, color: false };
  const texts = [
    renderOutcome(outcome({ steps: [step('1', 'done', { message: 'OAuth: off → on' })] }), options),
    renderOutcome(partly, { ...options, plan: CASES['gated-sign-in'] }),
    renderOutcome(outcome({ converged: false }), options),
  ];
  await expect(texts.join('\n')).toMatchFileSnapshot('golden/outcomes.txt');
});
