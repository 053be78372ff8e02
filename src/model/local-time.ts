/** What the clock on the wall shows somewhere: a moment and a zone → the local date, day and minute. */

import { clock as clockText, DAYS, type Day } from './window.ts';

export interface LocalTime {
  /** `2026-12-01`. */
  readonly date: string;
  readonly day: Day;
  /** Since midnight, as the clock shows it. */
  readonly minute: number;
}

/** Making one takes far longer than asking it; null for a zone that isn't known. */
const clocks = new Map<string, Intl.DateTimeFormat | null>();

function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const made = newClock(zone);
  clocks.set(zone, made);
  return made;
}

/** Intl knows the zone database, and says of a moment what the wall shows: that is all that windows ask. */
function newClock(zone: string): Intl.DateTimeFormat | null {
  const numeric = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...numeric, weekday: 'short', hourCycle: 'h23', timeZone: zone });
  } catch {
    return null;
  }
}

/** True for a name of the zone database. */
export function isZone(name: string): boolean {
  return clockOf(name) !== null;
}

/** What the wall shows at a moment (milliseconds since 1970); undefined for an unknown zone. */
export function localTime(zone: string, instant: number): LocalTime | undefined {
  const clock = clockOf(zone);
  if (clock === null || !Number.isFinite(instant)) return undefined;
  const parts = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  const day = DAYS.find((one) => one === parts.get('weekday')?.toLowerCase());
  const [year, month, date] = [parts.get('year'), parts.get('month'), parts.get('day')];
  const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  if (day === undefined || year === undefined || month === undefined || date === undefined) return undefined;
  return { date: `${year.padStart(4, '0')}-${month}-${date}`, day, minute };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Tue 2 Dec, 09:00 Europe/Amsterdam`; undefined for an unknown zone. */
export function localText(zone: string, instant: number): string | undefined {
  const local = localTime(zone, instant);
  if (local === undefined) return undefined;
  const [, month = '01', date = '01'] = local.date.split('-');
  const day = `${local.day.charAt(0).toUpperCase()}${local.day.slice(1)}`;
  return `${day} ${Number(date)} ${MONTHS[Number(month) - 1] ?? ''}, ${clockText(local.minute)} ${zone}`;
}
