/** `npm test` takes samples; `npm run test:deep` and the nightly workflow run everything, and more random cases. */

export const DEEP = process.env['POSTILION_DEEP'] === '1';

/** In the deep run all of them, else every `share`th, the first included: always the same, so that a red test stays red. */
export function sampleOf<Item>(all: readonly Item[], share: number): readonly Item[] {
  return DEEP ? all : all.filter((_, index) => index % share === 0);
}
