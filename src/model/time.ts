/** Points in time and spans as numbers: the pure floors have no clock, but compare times that they are given. */

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;
const DURATION = /^(\d{1,4})([dhm])$/;
const UNIT = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const;

/** How far the clocks of two machines may stand apart: what was noted by one is compared with the other's times this generously. */
export const CLOCK_SKEW_MS = 300_000;

/**
 * Milliseconds since 1970 of an ISO 8601 text, as Graph and our clock write it (`2026-01-05T08:00:00.123Z`, in exports
 * also with `-08:00`); undefined for anything else, an impossible date included.
 */
export function instantOf(text: string): number | undefined {
  const [, ...parts] = INSTANT.exec(text) ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(0, 6).map(Number);
  if (parts.length === 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const fraction = Math.floor(Number(`0.${parts[6] ?? '0'}`) * 1000 + 1e-6);
  const [sign, offHours = '0', offMinutes = '0'] = parts.slice(7);
  const offset = (Number(offHours) * UNIT.h + Number(offMinutes) * UNIT.m) * (sign === '-' ? -1 : 1);
  const local = daysSince1970(year, month, day) * UNIT.d + hour * UNIT.h + minute * UNIT.m + second * 1000 + fraction;
  return sign === undefined ? local : local - offset;
}

/**
 * True for two spellings of one moment: the service writes it with more or fewer digits, and in exports in another zone.
 * They are compared with as many digits as both have.
 */
export function isSameInstant(a: string, b: string): boolean {
  const [one, other] = [instantOf(a), instantOf(b)];
  if (one === undefined || other === undefined) return a === b;
  const digits = Math.min(fractionOf(a).length, fractionOf(b).length);
  return (
    Math.floor(one / 1000) === Math.floor(other / 1000) &&
    fractionOf(a).slice(0, digits) === fractionOf(b).slice(0, digits)
  );
}

/** The birth of an object as Graph tells it. The first day of the calendar is what a service says that doesn't know. */
export function birthOf(created: string | null | undefined): string | null {
  return created === undefined || created === null || created.startsWith('0001-01-01T') ? null : created;
}

function fractionOf(time: string): string {
  return INSTANT.exec(time)?.[7] ?? '';
}

/** Milliseconds since 1970 → ISO 8601 in UTC with milliseconds; `instantOf` reads it back. */
export function instantText(instant: number): string {
  const days = Math.floor(instant / UNIT.d);
  const rest = instant - days * UNIT.d;
  const { year, month, day } = civilDate(days);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const time = [rest / UNIT.h, (rest / UNIT.m) % 60, (rest / 1000) % 60].map((part) => two(Math.floor(part))).join(':');
  return `${date}T${time}.${String(rest % 1000).padStart(3, '0')}Z`;
}

/** Milliseconds of a span as the configuration writes it: `7d`, `12h`, `30m`; undefined for anything else. */
export function durationOf(text: string): number | undefined {
  const [, count, unit] = DURATION.exec(text) ?? [];
  if (count === undefined || (unit !== 'd' && unit !== 'h' && unit !== 'm')) return undefined;
  return Number(count) * UNIT[unit];
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Counting years from March puts the leap day at the end, so that no month needs a special case. */
function daysSince1970(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(fromMarch / 4) - Math.floor(fromMarch / 100) + Math.floor(fromMarch / 400);
  return fromMarch * 365 + leapDays + dayOfYear - 719_468;
}

function civilDate(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  let year = 1970 + Math.floor(days / 365.2425);
  while (daysSince1970(year, 1, 1) > days) year -= 1;
  while (daysSince1970(year + 1, 1, 1) <= days) year += 1;
  let month = 1;
  while (month < 12 && daysSince1970(year, month + 1, 1) <= days) month += 1;
  return { year, month, day: days - daysSince1970(year, month, 1) + 1 };
}
