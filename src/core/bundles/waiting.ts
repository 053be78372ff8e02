/** A gate before one change of a bundle is a gate before all of them. */

import type { Bundle } from '../../model/plan.ts';

/** The keys, and those of all bundles that hold one of them. */
export function withBundleMates(
  keys: readonly string[],
  bundles: readonly Pick<Bundle, 'keys'>[] = [],
): readonly string[] {
  const held = new Set(keys);
  // A change is in one bundle at most, so one look at each bundle is enough.
  for (const bundle of bundles) {
    if (bundle.keys.some((key) => held.has(key))) for (const key of bundle.keys) held.add(key);
  }
  return [...held];
}
