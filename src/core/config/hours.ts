/** `windows` and `budget` of a checked postilion.yaml, with their defaults. */

import type { Budget, Config } from '../../model/config.ts';
import { isEffectLevel } from '../../model/effect.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../model/json.ts';
import { DAYS, datesOf, daysIn, hoursOf, WHOLE_DAY, type Window } from '../../model/window.ts';

/** One calendar, or none where nothing is said. */
export function windowsOf(document: JsonObject): Config['windows'] {
  const windows = objectsAt(document, 'windows').map(windowOf);
  return windows.length === 0 ? [] : [windows];
}

function windowOf(entry: JsonObject): Window {
  const { days } = entry;
  const [hours, dates, from] = ['hours', 'dates', 'from'].map((name) => stringAt(entry, name));
  return {
    rule: entry['rule'] === 'allow' ? 'allow' : 'deny',
    days: isJsonArray(days) ? daysIn(days) : DAYS,
    hours: hoursOf(hours ?? '') ?? WHOLE_DAY,
    dates: datesOf(dates ?? '') ?? null,
    zone: zoneIn(entry),
    from: from !== undefined && isEffectLevel(from) ? from : 'notice',
  };
}

export function budgetOf(value: JsonValue | undefined): readonly Budget[] {
  if (!isJsonObject(value)) return [];
  const { disturbed, per } = value;
  if (typeof disturbed !== 'number') return [];
  return [{ disturbed, per: per === 'week' ? 'week' : 'day', zone: zoneIn(value) }];
}

/** As it is written: releases of Node spell some zones differently, and that would look like another policy. */
function zoneIn(entry: JsonObject): string {
  return stringAt(entry, 'zone') ?? 'UTC';
}
