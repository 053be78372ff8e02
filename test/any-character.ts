/** Characters of all of Unicode. The library's own unit of that kind lists all million of them before it draws one. */

import fc from 'fast-check';

const HALVES_OF_PAIRS = { from: 0xd800, to: 0xdfff };

/** Any code point but the half of a pair. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(
    fc.integer({ min: 0, max: HALVES_OF_PAIRS.from - 1 }),
    fc.integer({ min: HALVES_OF_PAIRS.to + 1, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));
