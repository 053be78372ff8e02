/** Finds windows and budgets of which nobody could say when they are: bad hours, days, dates and zones. */

import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../model/json.ts';
import { isZone } from '../../model/local-time.ts';
import { instantOf } from '../../model/time.ts';
import { datesOf, hoursOf } from '../../model/window.ts';
import type { SchemaProblem } from './schema/errors.ts';
import { quoted } from './yaml/messages.ts';

/** All windows; members of another type than the schema's are left to the schema. */
export function windowProblems(config: JsonObject): readonly SchemaProblem[] {
  const windows = objectsAt(config, 'windows');
  return windows.flatMap((window, index) => {
    const told = (name: string, fault: string | undefined): readonly SchemaProblem[] => {
      const value = stringAt(window, name);
      if (value === undefined || fault === undefined) return [];
      const message = `windows[${index}].${name}: ${quoted(value)} ${fault}`;
      return [{ code: 'CFG-011', pointer: `/windows/${index}/${name}`, message }];
    };
    return [
      ...told('hours', hoursFault(stringAt(window, 'hours'))),
      ...told('dates', datesFault(stringAt(window, 'dates'))),
      ...told('zone', zoneFault(stringAt(window, 'zone'))),
    ];
  });
}

export function budgetProblems(budget: JsonValue | undefined): readonly SchemaProblem[] {
  const zone = isJsonObject(budget) ? stringAt(budget, 'zone') : undefined;
  const fault = zoneFault(zone);
  if (zone === undefined || fault === undefined) return [];
  return [{ code: 'CFG-012', pointer: '/budget/zone', message: `budget.zone: ${quoted(zone)} ${fault}` }];
}

function hoursFault(text: string | undefined): string | undefined {
  if (text === undefined || hoursOf(text) !== undefined) return undefined;
  const [from, until] = text.split('-');
  return from === until
    ? 'begins when it ends, which may be no time or all day: leave hours out for the whole day'
    : 'is no range of hours: write four digits each, such as 09:00-16:00, or 22:00-05:00 over midnight';
}

function datesFault(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const dates = datesOf(text);
  if (dates === undefined) return 'is no range of days: write the first and the last, such as 2026-12-18..2027-01-04';
  const wrong = [dates.first, dates.last].find((day) => instantOf(`${day}T00:00:00Z`) === undefined);
  return wrong === undefined ? undefined : `has no such day: ${wrong} is not in the calendar`;
}

/** Abbreviations name several zones, and a bare offset none: neither knows when clocks are changed. */
function zoneFault(zone: string | undefined): string | undefined {
  if (zone === undefined || zone === 'UTC') return undefined;
  if (/^etc\//i.test(zone) || !zone.includes('/')) {
    return 'is not clear: write a place, such as Europe/Amsterdam or America/New_York, or UTC';
  }
  return !isZone(zone)
    ? 'is not in the zone database: write a place, such as Europe/Amsterdam or America/New_York'
    : undefined;
}
