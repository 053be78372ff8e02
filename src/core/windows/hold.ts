/** What waits for its hours: a change that somebody would notice, where a window of its level is shut. */

import { type Change, type GoesOut, isMoreThanAdoption } from '../../model/change.ts';
import { type EffectLevel, gateLevel } from '../../model/effect.ts';
import { instantOf, instantText } from '../../model/time.ts';
import type { Calendar } from '../../model/window.ts';
import { isOpen, nextEnd, nextOpening } from './open.ts';

/** How bad it is for the worst off of all whom it concerns, new people too; where nobody could be counted, for anybody. */
export function levelOf({ effect }: Pick<Change, 'effect'>): EffectLevel {
  return effect.people === 0 ? 'none' : gateLevel(effect);
}

/** When a change goes out that waits for its hours; null for one that waits for none. */
export function heldByHours(
  change: Pick<Change, 'action' | 'effect'>,
  calendars: readonly Calendar[],
  now: string | undefined,
): GoesOut | null {
  if (!isMoreThanAdoption(change)) return null;
  const instant = now === undefined ? undefined : instantOf(now);
  const level = levelOf(change);
  if (isOpen(calendars, level, instant)) return null;
  const opens = instant === undefined ? null : nextOpening(calendars, level, instant);
  return goesOutAt(opens, level, calendars, zoneOf(calendars));
}

/** The moment with the end of its hours; `zone` is the one that people read it in. */
export function goesOutAt(
  at: number | null,
  level: EffectLevel,
  calendars: readonly Calendar[],
  zone: string,
): GoesOut {
  if (at === null) return { at: null, zone };
  const end = nextEnd(calendars, level, at);
  return { at: instantText(at), ...(end === null ? {} : { until: instantText(end) }), zone };
}

/** The first zone that is named: people read times in it. */
export function zoneOf(calendars: readonly Calendar[]): string {
  return calendars[0]?.[0]?.zone ?? 'UTC';
}
