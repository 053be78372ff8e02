import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlobs, listGlobFolders } from '../../../src/io/files/glob.ts';
import { matchesWildcards } from '../../../src/model/wildcards.ts';

const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'profiles/**/*.yaml',
    ['profiles/a.yaml', 'profiles/x/y/a.yaml'],
    ['profiles/.a.yaml', 'profiles/.x/a.yaml', 'a.yaml'],
  ],
  ['**', ['a', 'a/b/c'], ['.a', 'a/.b', '.a/b']],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'a/.b']],
  ['a/**/**/b', ['a/b', 'a/x/y/b'], ['a/x', 'b']],
  ['a?c/*', ['abc/x', 'aüc/x', 'a😀c/x'], ['ac/x', 'abc', 'abc/x/y']],
  ['{a,b}/c.{yaml,yml}', ['a/c.yaml', 'b/c.yml'], ['c/c.yaml', 'a/c.json']],
  ['.hidden/*.yaml', ['.hidden/a.yaml'], ['hidden/a.yaml', '.hidden/.a.yaml']],
  ['a.b', ['a.b'], ['axb']],
];

describe('a pattern', () => {
  it.each(CASES)('%s matches what it stands for', (glob, matching, others) => {
    const matches = compileGlobs([glob]);
    for (const path of matching) expect(matches(path)).toBe(true);
    for (const path of others) expect(matches(path)).toBe(false);
  });

  it('names the folders that its matches lie in', () => {
    expect(listGlobFolders(['a/{b,c}/*.yaml', 'a/b/x', '*.yaml'])).toEqual(['a/b', 'a/c', '']);
  });

  it('is matched in work that grows with the lengths alone', () => {
    const step = '*a'.repeat(100);
    expect(compileGlobs([step])(`${'a'.repeat(5_000)}b`)).toBe(false);
    expect(compileGlobs([Array(100).fill('**').join('/')])(Array(200).fill('a').join('/'))).toBe(true);
  });

  it('stands for the same texts as the regular expression of short ones', () => {
    const sign = fc.constantFrom('a', 'b', '*', '?');
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 6 }),
        fc.array(fc.constantFrom('a', 'b', '?', '*'), { maxLength: 6 }),
        (pattern, text) => {
          const source = pattern.map((one) => (one === '*' ? '.*' : one === '?' ? '.' : one)).join('');
          const expected = new RegExp(`^${source}$`).test(text.join(''));
          expect(matchesWildcards(pattern.join(''), text.join(''), '?')).toBe(expected);
        },
      ),
    );
  });
});
