/** The hours in which changes may go out: what postilion.yaml says of them, and its one spelling for records and messages. */

import { type EffectLevel, isEffectLevel } from './effect.ts';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

/** Minutes since midnight; `until` is left out of it, and smaller than `from` where the range goes over midnight. */
export interface Hours {
  readonly from: number;
  readonly until: number;
}

/** First and last day, both of them in it: `2026-12-18`. */
export interface Dates {
  readonly first: string;
  readonly last: string;
}

export interface Window {
  readonly rule: 'allow' | 'deny';
  /** Days on which it begins, in the order of the week. */
  readonly days: readonly Day[];
  readonly hours: Hours;
  /** Days on which it begins; null: all. */
  readonly dates: Dates | null;
  /** Of the zone database, as it is written: `Europe/Amsterdam`. */
  readonly zone: string;
  /** The mildest effect that it is about. */
  readonly from: EffectLevel;
}

/** Windows that decide together: whatever one of them denies is shut, and where some allow, nothing else is open. */
export type Calendar = readonly Window[];

export const WHOLE_DAY: Hours = { from: 0, until: 1440 };

const HOURS = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/;
const DATES = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/;

/** `09:00-16:00` → minutes; undefined for another text, and for a range without length. */
export function hoursOf(text: string): Hours | undefined {
  const [, ...parts] = HOURS.exec(text) ?? [];
  const [h1 = 99, m1 = 99, h2 = 99, m2 = 99] = parts.map(Number);
  const [from, until] = [h1 * 60 + m1, h2 * 60 + m2];
  const isClock = m1 < 60 && m2 < 60 && from < WHOLE_DAY.until && until <= WHOLE_DAY.until;
  return isClock && from !== until ? { from, until } : undefined;
}

/** `2026-12-18..2027-01-04` → both days; undefined for another text, and where the last day is before the first. */
export function datesOf(text: string): Dates | undefined {
  const [, first, last] = DATES.exec(text) ?? [];
  return first === undefined || last === undefined || last < first ? undefined : { first, last };
}

/** `allow tue,wed,thu 09:00-16:00 Europe/Amsterdam from notice`; `windowIn` reads it back. */
export function windowText({ rule, days, hours, dates, zone, from }: Window): string {
  const when = `${days.join(',')} ${clock(hours.from)}-${clock(hours.until)}`;
  return `${rule} ${when} ${zone} from ${from}${dates === null ? '' : ` in ${dates.first}..${dates.last}`}`;
}

const TEXT = /^(allow|deny) ([a-z,]+) (\S+) (\S+) from (\S+)(?: in (\S+))?$/;

/** The window that a recorded text says; undefined for anything else. */
export function windowIn(text: string): Window | undefined {
  const [, rule, days = '', range = '', zone = '', from = '', span] = TEXT.exec(text) ?? [];
  const [hours, dates] = [hoursOf(range), span === undefined ? null : datesOf(span)];
  const known = daysIn(days.split(','));
  if (hours === undefined || dates === undefined || known.length === 0 || !isEffectLevel(from)) return undefined;
  return { rule: rule === 'allow' ? 'allow' : 'deny', days: known, hours, dates, zone, from };
}

/** Those that are days, each once, in the order of the week. */
export function daysIn(names: readonly unknown[]): readonly Day[] {
  return DAYS.filter((day) => names.includes(day));
}

/** Minutes as the clock shows them: `09:05`. */
export function clock(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
