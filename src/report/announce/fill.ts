/** Messages with their places filled in: numbers, dates and plurals as the language has them. */

import type { GoesOut } from '../../model/change.ts';
import { type LocalTime, localTime } from '../../model/local-time.ts';
import { instantOf } from '../../model/time.ts';
import { clock } from '../../model/window.ts';
import { escapeTerminal } from '../text/escape.ts';
import type { Messages } from './messages.ts';

const PLACE = /\{(\w+)\}/g;

/** A place that nobody fills stays, so that a fault of a translation shows. Values are put in once: they fill nothing themselves. */
export function fill(message: string, values: Readonly<Record<string, string>>): string {
  return message.replace(PLACE, (place, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? place) : place,
  );
}

/** The form of a message for a number; `other` where nobody knows the number. */
export function pluralForm(forms: Messages['people'], count: number | null, { locale }: Messages): string {
  if (count === null) return forms.other;
  return forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
}

/** `1,240` or `1.240`. */
export function number(value: number, { locale }: Messages): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
}

/** When it happens, as sentences begin with it. */
export function whenWords(goesOut: GoesOut | null, messages: Messages): string {
  const at = goesOut?.at === undefined || goesOut.at === null ? undefined : instantOf(goesOut.at);
  const local = goesOut === null || at === undefined ? undefined : localTime(goesOut.zone, at);
  if (goesOut === null || at === undefined || local === undefined) return messages.soon;
  const end = instantOf(goesOut.until ?? '');
  const last = end === undefined ? undefined : localTime(goesOut.zone, end);
  const date = dateWords(at, goesOut.zone, messages);
  const from = clock(local.minute);
  const place = escapeTerminal(placeOf(goesOut.zone));
  if (last !== undefined && endsOn(local, last)) {
    const until = last.minute === 0 ? '24:00' : clock(last.minute);
    return fill(messages.onDayBetween, { date, from, until, place });
  }
  return fill(local.minute === 0 ? messages.onDay : messages.onDayFrom, { date, from, place });
}

/** On the same day, or at its midnight. */
function endsOn(first: LocalTime, last: LocalTime): boolean {
  return last.date === first.date ? last.minute > first.minute : last.minute === 0;
}

/** Names of days and months are the language's own; their order is that of its message. */
function dateWords(instant: number, zone: string, messages: Messages): string {
  const format = new Intl.DateTimeFormat(messages.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return fill(messages.date, {
    weekday: parts.get('weekday') ?? '',
    day: parts.get('day') ?? '',
    month: parts.get('month') ?? '',
  });
}

/** `Europe/Amsterdam` → Amsterdam. */
function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
