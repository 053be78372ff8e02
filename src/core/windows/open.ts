/** Whether the hours let a change out now, and when they do next. What isn't known is shut. */

import { compareLevels, type EffectLevel } from '../../model/effect.ts';
import { type LocalTime, localTime } from '../../model/local-time.ts';
import { instantOf, instantText } from '../../model/time.ts';
import { type Calendar, DAYS, type Window } from '../../model/window.ts';

/** True where every calendar lets a change of this level out at the moment (milliseconds since 1970). */
export function isOpen(calendars: readonly Calendar[], level: EffectLevel, instant: number | undefined): boolean {
  return calendars.every((calendar) => {
    const own = calendar.filter(({ from }) => compareLevels(level, from) >= 0);
    if (own.length === 0) return true;
    if (instant === undefined) return false;
    return permits(own, (zone) => localTime(zone, instant));
  });
}

/** Deny wins. Where nothing is allowed by name, all is that nothing denies. */
function permits(windows: Calendar, local: (zone: string) => LocalTime | undefined): boolean {
  const active = windows.map((window) => ({ window, isActive: isActive(window, local(window.zone)) }));
  // Where nobody knows the zone nobody knows the hour.
  if (active.some(({ isActive: known }) => known === undefined)) return false;
  if (active.some(({ window, isActive: now }) => now === true && window.rule === 'deny')) return false;
  const allows = active.filter(({ window }) => window.rule === 'allow');
  return allows.length === 0 || allows.some(({ isActive: now }) => now === true);
}

/** A range over midnight belongs to the day on which it begins. Undefined where the local time isn't known. */
function isActive(window: Window, local: LocalTime | undefined): boolean | undefined {
  if (local === undefined) return undefined;
  const { from, until } = window.hours;
  const { minute } = local;
  if (from < until) return minute >= from && minute < until && isOn(window, local);
  return (minute >= from && isOn(window, local)) || (minute < until && isOn(window, dayBefore(local)));
}

function isOn({ days, dates }: Window, { day, date }: Pick<LocalTime, 'day' | 'date'>): boolean {
  return days.includes(day) && (dates === null || (date >= dates.first && date <= dates.last));
}

const DAY_MS = 86_400_000;

function dayBefore({ day, date }: LocalTime): Pick<LocalTime, 'day' | 'date'> {
  const before = DAYS[(DAYS.indexOf(day) + DAYS.length - 1) % DAYS.length] ?? day;
  const noon = instantOf(`${date}T12:00:00Z`);
  return { day: before, date: noon === undefined ? date : instantText(noon - DAY_MS).slice(0, 10) };
}

const MINUTE_MS = 60_000;
/** Clocks are set to another offset at quarters of an hour only. */
const QUARTER_MS = 15 * MINUTE_MS;
/** Whatever is shut for longer is as good as shut for ever: no message names a day so far away. */
const HORIZON_MS = 100 * DAY_MS;

/**
 * The first moment from `instant` on at which every calendar is open; null where that is not within the next hundred days.
 * The wall clock goes straight within a quarter of an hour, so only its start and the bounds within it are looked at.
 */
export function nextOpening(calendars: readonly Calendar[], level: EffectLevel, instant: number): number | null {
  return nextWhere(calendars, instant, HORIZON_MS, (at) => isOpen(calendars, level, at));
}

/** When hours that are open end; null where they do not within a week. */
export function nextEnd(calendars: readonly Calendar[], level: EffectLevel, instant: number): number | null {
  return nextWhere(calendars, instant, 7 * DAY_MS, (at) => !isOpen(calendars, level, at));
}

function nextWhere(
  calendars: readonly Calendar[],
  instant: number,
  horizon: number,
  isWanted: (instant: number) => boolean,
): number | null {
  if (isWanted(instant)) return instant;
  const windows = calendars.flat();
  const bounds = [...new Set(windows.flatMap(({ hours }) => [hours.from, hours.until]))];
  const zones = [...new Set(windows.map(({ zone }) => zone))];
  const start = Math.floor(instant / QUARTER_MS) * QUARTER_MS;
  for (let quarter = start; quarter < instant + horizon; quarter += QUARTER_MS) {
    const candidates = [quarter, ...zones.flatMap((zone) => boundsWithin(zone, quarter, bounds))];
    const opened = candidates
      .filter((one) => one > instant)
      .sort((a, b) => a - b)
      .find(isWanted);
    if (opened !== undefined) return opened;
  }
  return null;
}

function boundsWithin(zone: string, quarter: number, bounds: readonly number[]): readonly number[] {
  const local = localTime(zone, quarter);
  if (local === undefined) return [];
  return bounds
    .map((bound) => (bound % 1440) - local.minute)
    .filter((minutes) => minutes > 0 && minutes < 15)
    .map((minutes) => quarter + minutes * MINUTE_MS);
}
