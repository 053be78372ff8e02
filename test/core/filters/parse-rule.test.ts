/** The rule language: what parses to what, what doesn't and where, and that printing loses nothing. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRule } from '../../../src/core/filters/parse.ts';
import { printRule } from '../../../src/core/filters/print.ts';
import { anyCharacter } from '../../any-character.ts';
import { DEEP } from '../../deep.ts';
import { ruleArbitrary, withoutPlaces } from './arbitrary-rules.ts';

const runs = { numRuns: DEEP ? 20_000 : 400 };

function printed(text: string): string {
  const parsed = parseRule(text);
  return parsed.ok
    ? printRule(parsed.rule)
    : `${parsed.problem.line}:${parsed.problem.column} ${parsed.problem.message}`;
}

describe('a rule is read', () => {
  it.each([
    ['(device.deviceName -eq "Scott\'s Device")', '(device.deviceName -eq "Scott\'s Device")'],
    ['device.model startswith "iPad"', '(device.model -startsWith "iPad")'],
    ['(DEVICE.MODEL -STARTSWITH "iPad")', '(device.model -startsWith "iPad")'],
    ['(device.isrooted -eq "True")', '(device.isRooted -eq "True")'],
    ['(device.model -in ["a","b" , "c"])', '(device.model -in ["a", "b", "c"])'],
    ['(device.enrollmentProfileName -ne $null)', '(device.enrollmentProfileName -ne $null)'],
    ['(device.enrollmentProfileName -ne Null)', '(device.enrollmentProfileName -ne $null)'],
    ['(device.operatingSystemVersion -gt 10.0.22000.1000)', '(device.operatingSystemVersion -gt 10.0.22000.1000)'],
    ['(app.appVersion -eq "14.2.1")', '(app.appVersion -eq "14.2.1")'],
    ['((((device.model -eq "x"))))', '(device.model -eq "x")'],
    ['(device.model -eq "a) and (b")', '(device.model -eq "a) and (b")'],
    ['-not (device.model -eq "x")', 'not (device.model -eq "x")'],
  ])('%s', (text, canonical) => {
    expect(printed(text)).toBe(canonical);
  });

  it('with "and" before "or", and brackets before both', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((model) => `(device.model -eq "${model}")`);
    expect(printed(`${a} or ${b} and ${c} -or ${d}`)).toBe(`${a} or (${b} and ${c}) or ${d}`);
    expect(printed(`(${a} or ${b}) -and (${c} or ${d})`)).toBe(`(${a} or ${b}) and (${c} or ${d})`);
    expect(printed(`not ${a} and ${b}`)).toBe(`(not ${a}) and ${b}`);
  });
});

describe('what is no rule says so at its place', () => {
  it.each([
    ['', '1:1 expected a property such as device.model, not the end'],
    ['()', '1:2 expected a property such as device.model, not ")"'],
    ['(device.model -eq "x"', '1:22 expected ")", "and" or "or", not the end'],
    ['(device.model -eq "x', '1:19 the text that begins here has no closing double quote'],
    ['(device.model -is "x")', '1:15 "-is" is no operator'],
    ['(device.model -eq iPad)', '1:19 expected a text in double quotes'],
    ['(user.department -eq "x")', '1:2 expected a property such as device.model, not "user.department"'],
    ['(device.model -in [])', '1:20 expected a text in double quotes, not "]"'],
    ['(device.model -in ["a" "b"])', '1:24 expected "," or "]", not the text "b"'],
    ['(device.model -eq "x") (device.model -eq "y")', '1:24 expected "and", "or" or the end, not "("'],
    ["(device.model -eq 'x')", "1:19 ' is no quote of the rule language"],
    ['(device.model –eq "x")', '1:15 – is no hyphen'],
    ['(device.model -eq "x")\n  and\n  😀', '3:3 unexpected character "😀"'],
  ])('%s', (text, problem) => {
    expect(printed(text)).toContain(problem);
  });

  it('also for brackets without end', () => {
    expect(printed('('.repeat(100_000))).toContain('brackets inside each other');
    expect(printed('not '.repeat(100_000))).toContain('brackets inside each other');
  });
});

describe('any text', () => {
  it('is read or refused, with a place inside it', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      ',',
      '"',
      ' ',
      '\n',
      'device.model',
      '-eq',
      'and',
      '-or',
      '$null',
      '1.2',
      'not',
    );
    const texts = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.array(piece, { maxLength: 30 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseRule(text);
        if (parsed.ok) return;
        expect(parsed.problem.offset).toBeGreaterThanOrEqual(0);
        expect(parsed.problem.offset).toBeLessThanOrEqual(text.length);
        expect(parsed.problem.message).not.toBe('');
      }),
      runs,
    );
  });

  it('that a rule prints is read as that rule', () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        const parsed = parseRule(printRule(rule));
        expect(parsed.ok ? withoutPlaces(parsed.rule) : parsed.problem).toEqual(rule);
      }),
      runs,
    );
  });

  it('says the same rule again when it is printed', () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        expect(printed(printRule(rule))).toBe(printRule(rule));
      }),
      runs,
    );
  });

  it('points each comparison at its spot', () => {
    const text = '(device.model -eq "a") or (app.osVersion -eq "b")';
    const parsed = parseRule(text);
    const places = parsed.ok && parsed.rule.type === 'or' ? parsed.rule.terms : [];
    expect(places.map((term) => (term.type === 'compare' ? text.slice(term.at, term.at + 6) : ''))).toEqual([
      'device',
      'app.os',
    ]);
  });
});
