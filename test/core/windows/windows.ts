/** Windows as postilion.yaml has them, for tests. */

import type { EffectLevel } from '../../../src/model/effect.ts';
import { instantOf } from '../../../src/model/time.ts';
import { DAYS, type Day, datesOf, hoursOf, WHOLE_DAY, type Window } from '../../../src/model/window.ts';

interface Parts {
  readonly days?: readonly Day[];
  readonly hours?: string;
  readonly dates?: string;
  readonly zone?: string;
  readonly from?: EffectLevel;
}

export function window(rule: Window['rule'], { days, hours, dates, zone, from }: Parts = {}): Window {
  return {
    rule,
    days: days ?? DAYS,
    hours: hoursOf(hours ?? '') ?? WHOLE_DAY,
    dates: datesOf(dates ?? '') ?? null,
    zone: zone ?? 'Europe/Amsterdam',
    from: from ?? 'notice',
  };
}

export function at(time: string): number {
  const instant = instantOf(time);
  if (instant === undefined) throw new Error(`${time} is no time`);
  return instant;
}
