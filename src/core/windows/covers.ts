/** Whether hours are at least as strict as others, told from what they say: where that can't be told, they are not. */

import { compareLevels } from '../../model/effect.ts';
import type { Calendar, Dates, Hours, Window } from '../../model/window.ts';

/** True where nothing gets out by `after` that `before` holds back. */
export function isAsStrict(before: readonly Calendar[], after: readonly Calendar[]): boolean {
  return before.every((old) => after.some((calendar) => isWithinCalendar(old, calendar)));
}

/** Each denial still stands, and whatever is allowed was allowed; on every level that a window begins with. */
function isWithinCalendar(before: Calendar, after: Calendar): boolean {
  const levels = [...new Set([...before, ...after].map(({ from }) => from))];
  return levels.every((level) => {
    const [old, fresh] = [before, after].map((calendar) =>
      calendar.filter(({ from }) => compareLevels(level, from) >= 0),
    );
    const denied = windowsOf(old, 'deny').every((one) => windowsOf(fresh, 'deny').some((other) => covers(other, one)));
    const [allowed, allows] = [windowsOf(old, 'allow'), windowsOf(fresh, 'allow')];
    if (!denied || allowed.length === 0) return denied;
    return allows.length > 0 && allows.every((one) => allowed.some((other) => covers(other, one)));
  });
}

function windowsOf(calendar: Calendar = [], rule: Window['rule']): Calendar {
  return calendar.filter((window) => window.rule === rule);
}

/** True where the outer one is active whenever the inner one is. */
function covers(outer: Window, inner: Window): boolean {
  return (
    outer.zone === inner.zone &&
    inner.days.every((day) => outer.days.includes(day)) &&
    isWithinHours(outer.hours, inner.hours) &&
    isWithinDates(outer.dates, inner.dates)
  );
}

/** Ranges over midnight are long days: until 26:00. */
function isWithinHours(outer: Hours, inner: Hours): boolean {
  const end = ({ from, until }: Hours): number => (until < from ? until + 1440 : until);
  return outer.from <= inner.from && end(outer) >= end(inner);
}

function isWithinDates(outer: Dates | null, inner: Dates | null): boolean {
  return outer === null || (inner !== null && outer.first <= inner.first && outer.last >= inner.last);
}
