/** `npm test` takes samples; `npm run test:deep` and the nightly workflow run everything, and more random cases. */

import { createHash } from 'node:crypto';

export const DEEP = process.env['POSTILION_DEEP'] === '1';

/** For `test.for`: tests that the deep run alone takes, since each starts a dozen processes. */
export const DEEP_ALONE: readonly string[] = DEEP ? ['deep'] : [];

/**
 * True for everything in the deep run, else for about one name in `share`. The choice is made by a hash of the name
 * alone: always the same, so that a red test stays red, and the same for every neighbour, so that a new item can't hide.
 */
export function isInSample(name: string, share: number): boolean {
  return DEEP || lotOf(name) % share === 0;
}

/** The items in the sample, and never none: then the item with the lowest hash. */
export function sampleOf<Item>(all: readonly Item[], share: number, nameOf: (item: Item) => string): readonly Item[] {
  const drawn = all.filter((item) => isInSample(nameOf(item), share));
  return drawn.length > 0 ? drawn : all.toSorted((a, b) => lotOf(nameOf(a)) - lotOf(nameOf(b))).slice(0, 1);
}

function lotOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE();
}
