/** How many people an approval covers that was given for so many. */

import type { Config } from '../../model/config.ts';

/** By so many percent more, or by so many people where that is more. */
type Growth = Config['approval']['growth'];

export function mostAllowed(was: number, { percent, people }: Growth): number {
  return was + Math.max(people, Math.floor((was * percent) / 100));
}

/** Unknown is more than any number. */
export function isWithinGrowth(was: number, is: number | null, growth: Growth): boolean {
  return is !== null && is <= mostAllowed(was, growth);
}
