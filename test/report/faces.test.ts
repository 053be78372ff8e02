/** What the faces promise beyond wording: order, budgets, flags that really open the gates, stable documents. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grantsOf, shutGates } from '../../src/core/policy/grants.ts';
import { readCode } from '../../src/model/approval.ts';
import { EFFECT_LEVELS } from '../../src/model/effect.ts';
import { thousands } from '../../src/model/text.ts';
import { renderFindingAnnotations } from '../../src/report/annotations.ts';
import { renderFindings } from '../../src/report/findings/render.ts';
import { renderOutcomeJson, renderPlanJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { gateAdvice } from '../../src/report/plan/gates.ts';
import { longTexts, showValue } from '../../src/report/plan/values.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { affected } from '../../src/report/text/wording.ts';
import { GATES } from '../every-gate.ts';
import { NO_APPROVAL } from '../no-approval.ts';
import { CASES, gatedSignIn, moreRecipients, removal, silent } from './cases.ts';
import { change, field, finding, outcome, plan, reach } from './plans.ts';

const OPTIONS = { width: 100, color: false };

test('both faces tell the same news in the same order', () => {
  const value = plan({ changes: [silent, moreRecipients, gatedSignIn, removal] });
  for (const text of [renderTerminal(value, OPTIONS), renderMarkdown(value)]) {
    const places = ['lose their mail', 'ios-old', 'ios-sales', 'ios-emea', 'ios-root', '11 unchanged', 'Plan:'];
    const found = places.map((place) => text.indexOf(place));
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  }
});

test.each(Object.entries(CASES))('%s: the order of the input never shows, the last line is the summary', (_, value) => {
  const text = renderTerminal(value, OPTIONS);
  const shuffled = { ...value, changes: value.changes.toReversed().filter((each) => each.action !== 'unmanaged') };
  const rest = value.changes.filter((each) => each.action === 'unmanaged');
  expect(renderTerminal({ ...shuffled, changes: [...shuffled.changes, ...rest] }, OPTIONS)).toBe(text);
  const [last] = text.split('\n\n').toReversed();
  expect(last?.replaceAll('\n  ', ' ')).toMatch(/^plan of .*\nPlan(?: \(incomplete\))?: .*\n$/);
});

test('the advised code opens every gate that an approval can open', () => {
  const levels = fc.constantFrom(...EFFECT_LEVELS);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...GATES), { minLength: 1 }),
      levels,
      levels,
      fc.boolean(),
      (gates, disturbs, setUp, outage) => {
        const made = plan({ changes: [change('ios-sales', { gates, effect: { disturbs, setUp, outage } })] });
        const [gated = change('none')] = made.changes;
        const codes = gateAdvice(gated).flatMap(({ flag }) => readCode(flag?.replace('--approve ', '') ?? '') ?? []);
        const growth = { percent: 10, people: 5 };
        const { grants, refused, outgrown } = grantsOf(
          { ...NO_APPROVAL, codes, unattended: true },
          { plan: made, whole: made, strict: made, peopleOf: () => 0, applies: {}, growth, saved: null },
        );
        expect([...refused, ...outgrown]).toEqual([]);
        expect(shutGates(gated, grants)).toEqual(
          gates.filter((gate) => ['protection', 'suspended', 'policy', 'window', 'budget'].includes(gate)),
        );
        expect(gateAdvice(gated).length).toBeGreaterThan(0);
      },
    ),
  );
});

test('a code that is no code is never put into a flag', () => {
  const [advice] = gateAdvice(change('ios-sales', { gates: ['effect'], code: '$(reboot)-1' }));
  expect(advice?.flag).toBe('--approve with the code of a new plan');
});

describe('Markdown', () => {
  test('small plans are not folded, many silent changes are', () => {
    expect(renderMarkdown(plan({ changes: [silent] }))).not.toContain('<details>');
    expect(renderMarkdown(CASES['many-changes'] ?? plan())).toContain('<details>');
  });

  test('stays within its budget, cut after whole changes, and says so', () => {
    const long = 'x`@<'.repeat(300);
    const changes = Array.from({ length: 300 }, (_, index) =>
      change(`ios-${index}`, {
        name: long,
        fields: [field('/a', { from: long, to: `${long}y`, effect: index % 2 === 0 ? 'sign-in' : 'silent' })],
        effect: { disturbs: index % 2 === 0 ? 'sign-in' : 'silent', ...reach('exact', 9, 0, 0) },
      }),
    );
    const problems = Array.from({ length: 99 }, () => ({
      type: 'incomplete' as const,
      message: long,
      requestIds: [long],
    }));
    for (const value of [plan({ changes }), plan({ changes, problems, complete: false })]) {
      const text = renderMarkdown(value);
      expect(text.length).toBeLessThanOrEqual(60_000);
      expect(text).toMatch(/_\d+ more entries left out for length; the plan document has all\._/);
      expect(text.split('<details>').length).toBe(text.split('</details>').length);
      expect(text.trimEnd().split('\n').at(-1)).toMatch(/^\*\*Plan/);
    }
  });
});

test('ten annotations of a kind, errors first', () => {
  const findings = Array.from({ length: 30 }, (_, line) =>
    finding('A', { line, severity: line % 2 === 0 ? 'warning' : 'error' }),
  );
  const lines = renderFindingAnnotations(findings).trimEnd().split('\n');
  expect(lines.map((each) => each.slice(2, 5))).toEqual(
    Array.from({ length: 20 }, (_, index) => (index < 10 ? 'err' : 'war')),
  );
  expect(renderFindingAnnotations([])).toBe('');
});

describe('SARIF', () => {
  const sarif = (...findings: Parameters<typeof finding>[1][]) =>
    renderSarif(
      findings.map((parts) => finding('SCH-001', parts)),
      'postilion 0.1.0',
    );
  const prints = (text: string) =>
    [...text.matchAll(/"postilionFinding\/v3": "([0-9a-f:]+)"/g)].map((match) => match[1]);

  test('is complete for a finding with and without a place', async () => {
    await expect(sarif({}, { file: null, key: 'ios-sales', severity: 'info' })).toMatchFileSnapshot(
      'golden/findings.sarif.json',
    );
  });

  test('fingerprints survive moved lines and other numbers, and differ for twins', () => {
    const first = prints(sarif({ message: '12 people', line: 3 }));
    expect(prints(sarif({ message: '340 people', line: 99 }))).toEqual(first);
    expect(new Set(prints(sarif({}, {}))).size).toBe(2);
    expect(prints(sarif({ message: 'other' }))).not.toEqual(first);
  });

  test('paths become relative references', () => {
    expect(sarif({ file: 'a b/c:#?.yaml' })).toContain('"uri": "a%20b/c%3A%23%3F.yaml"');
  });
});

test('JSON does not depend on how the value was put together', () => {
  const value = CASES['many-changes'] ?? plan();
  const { run, changes, ...others } = value;
  expect(renderPlanJson({ run, changes: changes.map(({ effect, ...each }) => ({ effect, ...each })), ...others })).toBe(
    renderPlanJson(value),
  );
  const members = [...renderPlanJson(value).matchAll(/^ {2}"(\w+)"/gm)].map((match) => match[1]);
  expect(members.slice(0, 5)).toEqual(['formatVersion', 'digest', 'tenant', 'source', 'complete']);
  expect(JSON.parse(renderOutcomeJson(outcome()))).toEqual(outcome());
});

describe('validate', () => {
  const told = (...findings: ReturnType<typeof finding>[]) => renderFindings(findings, { ...OPTIONS, profiles: 12 });

  test('says what is wrong where, then counts', () => {
    const text = told(
      finding('B', { file: 'z.yaml' }),
      finding('SCH-001'),
      finding('A', { severity: 'warning', column: null }),
    );
    expect(text).toBe(
      [
        'profiles/ios.yaml:12 warning A ssl: "yes" is not true or false',
        'profiles/ios.yaml:12:7 error SCH-001 ssl: "yes" is not true or false',
        'z.yaml:12:7 error B ssl: "yes" is not true or false',
        '2 errors, 1 warning',
        '',
      ].join('\n'),
    );
  });

  test('or that all is well', () => {
    expect(told()).toBe('12 profiles are valid\n');
    expect(told(finding('A', { severity: 'info', file: 'a.yaml', line: null }))).toBe(
      'a.yaml info A ssl: "yes" is not true or false\n12 profiles are valid, 1 remark\n',
    );
    expect(renderFindings([], { ...OPTIONS, profiles: 1 })).toBe('1 profile is valid\n');
  });
});

describe('values and counts', () => {
  test.each([
    [null, 'not set'],
    [true, 'true'],
    ['true', '"true"'],
    ['', '""'],
    [' a', '" a"'],
    ['12', '"12"'],
    [['email', 'calendars'], '[email, calendars]'],
    [{ key: 'ios-root' }, '{key: ios-root}'],
  ])('%j is shown as %s', (value, shown) => {
    expect(showValue(value)).toBe(shown);
  });

  test('long values are cut and say so', () => {
    expect(showValue('x'.repeat(500))).toBe(`${'x'.repeat(400)}… (100 more characters)`);
  });

  const LONG = 'long '.repeat(20);

  test('differing parts never split a character and always show the difference', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        fc.string(),
        (start, middle, end) => {
          const [from, to] = [`${LONG}${start}${end}`, `${LONG}${start}${middle}${end}`];
          const parts = longTexts(from, to);
          expect(parts?.from).not.toMatch(/\p{Cs}/u);
          expect(parts?.from === parts?.to).toBe(middle === '');
        },
      ),
    );
    const far = 'a'.repeat(50);
    expect(longTexts(`${far}x${far}`, `${far}${far}`)).toEqual({
      from: `…${'a'.repeat(20)}x${'a'.repeat(20)}…`,
      to: `…${'a'.repeat(20)}${'a'.repeat(20)}…`,
    });
  });

  test('numbers of people', () => {
    expect([0, 999, 1000, 1234567].map(thousands)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect(affected(1, 'exact', 'sign-in', '')).toContain('1 person ');
    expect(affected(1240, 'at-most', 'sign-in', '')).toContain('at most 1,240 people ');
    expect(affected(0, 'at-most', 'sign-in', '')).toContain('nobody ');
    expect(affected(1, 'exact', 'mail-removed', '')).toBe('1 person loses their mail: it is removed');
    expect(affected(null, 'unknown', 'sign-in', 'no right')).toBe(
      'an unknown number of people must sign in again (no right)',
    );
  });
});
