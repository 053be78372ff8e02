import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/core/config/postilion-yaml.ts';
import { readProfiles } from '../../../src/core/config/profiles.ts';
import { CATALOGUE } from '../../../src/kinds/catalogue.ts';
import { anyCharacter } from '../../any-character.ts';
import { DEEP } from '../../deep.ts';
import { BROKEN } from './broken-profiles.ts';
import { profileText } from './profile-text.ts';

/** What YAML is made of; `␣` is a blank, `⏎` a line end. */
const PIECES = `kind key settings ios-mail true 1e999 ~ << __proto__ :␣ ⏎ ␣␣ -␣ [ ] { } ,␣ &a␣ *a !!x␣ ?␣ |⏎ > " ' # ---⏎ ...⏎ %YAML␣1.1⏎ @ \``;

/** Bytes as a file with the wrong encoding would show them, and text that is nearly YAML. */
const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 400 }),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => String.fromCharCode(...bytes)),
  fc
    .array(
      fc.constantFrom(
        ...PIECES.split(' ').map((piece) => piece.replaceAll('␣', ' ').replaceAll('⏎', '\n')),
        '\t',
        '\r',
        '\u202e',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom(...BROKEN.map(({ text }) => text).filter((text) => text.length < 2_000), profileText()),
      fc.nat(),
      fc.nat(5),
      fc.string({ unit: anyCharacter, maxLength: 5 }),
    )
    .map(
      ([text, at, length, patch]) => text.slice(0, at % text.length) + patch + text.slice((at % text.length) + length),
    ),
);

describe('reading', () => {
  it('never throws, and answers with profiles or with errors', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const result = readProfiles([{ path: 'a.yaml', text }], CATALOGUE);
        expect(result.ok || result.findings.some(({ severity }) => severity === 'error')).toBe(true);
        // Nothing that people can't see comes back to them, whatever the text held.
        for (const { message } of result.findings) expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
      { numRuns: DEEP ? 7000 : 60 },
    );
  });

  it('never throws for a configuration either', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, adopt) => {
        const result = readConfig({ path: 'postilion.yaml', text }, { path: 'adopt.yaml', text: adopt }, CATALOGUE);
        expect(result.ok || result.findings.length > 0).toBe(true);
      }),
      { numRuns: DEEP ? 3000 : 40 },
    );
  });

  it('gives the same for files in any order', () => {
    const files = [
      ...BROKEN.filter(({ text }) => text.length < 2_000).map(({ name, text }) => ({ path: `${name}.yaml`, text })),
      { path: 'good.yaml', text: profileText({ key: 'good' }) },
    ];
    const good = ['a', 'b', 'c', 'd'].map((key) => ({
      path: `${key}.yaml`,
      text: profileText({ key, rest: key === 'a' ? 'assign: {sameAs: [d]}' : 'assign: {include: [{group: G}]}' }),
    }));
    const expected = [readProfiles(files, CATALOGUE), readProfiles(good, CATALOGUE)];
    fc.assert(
      fc.property(shuffled(files), shuffled(good), (some, others) => {
        expect([readProfiles(some, CATALOGUE), readProfiles(others, CATALOGUE)]).toEqual(expected);
      }),
      { numRuns: DEEP ? 300 : 4 },
    );
  });
});

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}
