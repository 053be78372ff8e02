/** No text from git or the tenant steers the terminal, the comment or the workflow that shows it. */

import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { renderFindingAnnotations, renderPlanAnnotations } from '../../src/report/annotations.ts';
import { renderFindings } from '../../src/report/findings/render.ts';
import { renderFindingsJson, renderPlanJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderOutcome } from '../../src/report/outcome.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import {
  codeSpan,
  escapeAnnotation,
  escapeAnnotationProperty,
  escapeMarkdown,
  escapeTerminal,
  fencedBlock,
} from '../../src/report/text/escape.ts';
import { DEEP } from '../deep.ts';
import { hostileText } from './hostile-text.ts';
import { change, field, finding, group, outcome, plan, problem, reach, step } from './plans.ts';

const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** A plan in which every text that comes from outside is the hostile one. */
function hostilePlan(text: string) {
  return plan({
    changes: [
      change(text, {
        name: text,
        platform: text,
        gates: ['effect', 'protection'],
        fields: [
          field(text, {
            label: text,
            from: text,
            to: `${text}${'x'.repeat(80)}`,
            graph: text,
            reason: text,
            rule: text,
          }),
          field('/a', { from: text, to: [text, { [text]: text }], fromText: text }),
        ],
        assignments: {
          add: [group(text, { filter: { id: text, name: null, mode: 'include' } })],
          remove: [group(text, { type: 'other', name: null, id: text })],
          change: [{ from: group(text), to: group(text) }],
        },
        effect: {
          disturbs: 'sign-in',
          level: 'sign-in',
          mayAlso: [text],
          reasons: [text],
          ...reach('unknown', null, null, null),
        },
      }),
      change(`${text}2`, {
        name: text,
        fields: [field(text, { from: text, to: text })],
        effect: reach('exact', 2, 0, 0),
      }),
      change('', { name: text, action: 'unmanaged' }),
    ],
    problems: [{ ...problem('incomplete', text), requestIds: [text] }],
    complete: false,
    findings: [finding(text, { message: text, file: text, key: text })],
    digest: text,
    source: { commit: text, dirty: true },
  });
}

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[(?:1|2|22|33|34|39)m`, 'g');

function expectTame(text: string): void {
  for (const line of text.split('\n')) {
    expect(line).not.toMatch(UNSAFE);
    expect(line.trimStart().startsWith('::')).toBe(false);
    expect(line).not.toMatch(/##[a-z]*\[/i);
  }
}

const RUNS = { numRuns: DEEP ? 300 : 25 };

test.each([true, false])('the terminal shows hostile texts inertly (colour: %s)', (color) => {
  expect.hasAssertions();
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 30, max: 160 }), (text, width) => {
      expectTame(renderTerminal(hostilePlan(text), { width, color }).replace(COLOURS, ''));
      const findings = [finding(text, { message: text, file: text })];
      expectTame(renderFindings(findings, { width, color, profiles: 1 }).replace(COLOURS, ''));
      const told = outcome({
        steps: [step(text, 'failed', { key: text, message: text, requestIds: [text] })],
        gated: [text],
      });
      expectTame(renderOutcome(told, { width, color }).replace(COLOURS, ''));
    }),
    RUNS,
  );
});

test('no line of a change is wider than the terminal', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 30, max: 160 }), (text, width) => {
      const value = plan({
        changes: [change('ios-sales', { name: text, fields: [field('/a', { from: text, to: 'b' })] })],
      });
      const lines = renderTerminal(value, { width, color: true }).split('\n');
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }),
    RUNS,
  );
});

/** Takes code out, in the order GitHub does: fences, then spans. What is left is text in which anything may act. */
function outsideCode(markdown: string): string {
  const lines: string[] = [];
  let fence = '';
  for (const line of markdown.split('\n')) {
    const mark = /^ *(`{3,})/.exec(line)?.[1] ?? '';
    if (fence === '' && mark === '') lines.push(outsideSpans(line));
    else if (fence === '') fence = mark;
    else if (mark.length >= fence.length && line.trim() === mark) fence = '';
  }
  expect(fence).toBe('');
  return lines.join('\n');
}

/** Left to right: a backslash takes the next character, a run of backticks opens code up to the next run as long. */
function outsideSpans(line: string): string {
  let rest = '';
  let at = 0;
  while (at < line.length) {
    const run = /^`+/.exec(line.slice(at))?.[0] ?? '';
    if (run !== '') {
      const close = new RegExp(`(?<!\`)${run}(?!\`)`).exec(line.slice(at + run.length));
      expect(close).not.toBeNull();
      at += run.length + (close?.index ?? 0) + run.length;
    } else {
      const step = line[at] === '\\' ? 2 : 1;
      rest += line.slice(at, at + step);
      at += step;
    }
  }
  return rest;
}

const OURS = ['<details>', '</details>', '<summary>', '</summary>'];

function expectInertMarkdown(markdown: string): void {
  expect(markdown.replaceAll('\n', '')).not.toMatch(UNSAFE);
  const rest = OURS.reduce((text, tag) => text.replaceAll(tag, ''), outsideCode(markdown));
  expect(rest).not.toMatch(/(?<!\\)`/);
  expect(rest).not.toMatch(/<|>(?!\s)/);
  expect(rest).not.toMatch(/@(?!&#8203;)/);
  expect(rest.replace(/^#+ /gm, '').replace(/&#\d+;/g, ' ')).not.toMatch(/#\w/);
  expect(rest).not.toMatch(/:\/\/|www\.|\bGH-\d/i);
  expect(rest.replace(/\\./g, '')).not.toMatch(/[[\]|]/);
  expect(rest).not.toMatch(/\$/);
}

test('a comment shows hostile texts inertly and keeps its structure', () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(hostileText, (text) => {
      expectInertMarkdown(renderMarkdown(hostilePlan(text)));
    }),
    RUNS,
  );
});

test('annotations are one command a line, whatever they say', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const lines = [
        ...renderFindingAnnotations([finding(text, { message: text, file: text })])
          .trimEnd()
          .split('\n'),
        ...renderPlanAnnotations(hostilePlan(text)).trimEnd().split('\n'),
      ];
      for (const line of lines) {
        expect(line).not.toMatch(UNSAFE);
        expect(line).toMatch(/^::(?:error|warning|notice) [^:]*::/);
      }
    }),
    RUNS,
  );
});

test('JSON faces print nothing but visible characters and parse to equal values', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const value = hostilePlan(text);
      const json = renderPlanJson(value);
      expect(json.replaceAll('\n', '')).not.toMatch(UNSAFE);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      const sarif: unknown = JSON.parse(renderSarif(value.findings, 'postilion 0.1.0'));
      expect(sarif).toMatchObject({ version: '2.1.0' });
      expect(JSON.parse(renderFindingsJson(value.findings))).toEqual({ findings: value.findings });
    }),
    RUNS,
  );
});

describe('single escapers', () => {
  test('harmless text stays as it is', () => {
    for (const text of ['iOS: Mail - Sales', 'Ärzte & Söhne', '漢字 😀', 'a_b', '10:30']) {
      expect(escapeTerminal(text)).toBe(text);
    }
    expect(escapeMarkdown('iOS: Mail - Sales (EMEA), 10:30')).toBe('iOS: Mail - Sales (EMEA), 10:30');
  });

  test.each([
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['# title', '#&#8203; title'],
    ['@here', '@&#8203;here'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['[a](b)', '\\[a\\](b)'],
    ['a|b', 'a\\|b'],
    ['&#64;here', '&amp;#&#8203;64;here'],
  ])('Markdown %s', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  test.each([
    ['', '(empty)'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    ['  ', '`  `'],
    [' a ', '`  a  `'],
  ])('code span of %j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  test('a fence is longer than what it holds', () => {
    expect(fencedBlock(['````', 'x'], 'diff', '  ')).toBe('  `````diff\n  ````\n  x\n  `````');
  });

  test('workflow commands', () => {
    expect(escapeAnnotation('100%\r\na:b,c')).toBe('100%25%0D%0Aa:b,c');
    expect(escapeAnnotationProperty('a:b,c')).toBe('a%3Ab%2Cc');
  });
});
