/** What loosening `windows` and `budget` means. Both hold as lists of which each member counts, so that an old one can count beside a new one. */

import type { Budget, Config } from '../../model/config.ts';
import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { type Calendar, DAYS, WHOLE_DAY, type Window, windowIn, windowText } from '../../model/window.ts';
import { isAsStrict } from '../windows/covers.ts';
import type { JudgingSetting } from './policy-setting.ts';

export const WINDOWS: JudgingSetting = {
  items: ({ windows }) => (windows.length === 0 ? {} : { windows: windows.map(textsOf) }),
  loosens: (before, after) => !isAsStrict(calendarsIn(before), calendarsIn(after)),
  keep: (config, _, before) => ({
    ...config,
    windows: strictest([...config.windows, ...calendarsIn(before)], (a, b) => isAsStrict([a], [b])),
  }),
};

export const BUDGET: JudgingSetting = {
  items: ({ budget }) => (budget.length === 0 ? {} : { budget: budget.map(budgetText) }),
  loosens: (before, after) => {
    const wished = budgetsIn(after);
    return budgetsIn(before).some((old) => !wished.some((one) => isWithinBudget(old, one)));
  },
  keep: (config, _, before) => ({
    ...config,
    budget: strictest([...config.budget, ...budgetsIn(before)], isWithinBudget),
  }),
};

function textsOf(calendar: Calendar): string[] {
  return calendar.map(windowText);
}

/** What can't be read lets nothing out. */
const SHUT: Window = { rule: 'deny', days: DAYS, hours: WHOLE_DAY, dates: null, zone: 'UTC', from: 'silent' };

function calendarsIn(value: JsonValue | undefined): Config['windows'] {
  if (value === undefined || value === null) return [];
  if (!isJsonArray(value)) return [[SHUT]];
  return value.map((texts) =>
    isJsonArray(texts) ? texts.map((text) => (typeof text === 'string' ? windowIn(text) : undefined) ?? SHUT) : [SHUT],
  );
}

/** `200 a day in Europe/Amsterdam`. */
function budgetText({ disturbed, per, zone }: Budget): string {
  return `${disturbed} a ${per} in ${zone}`;
}

const BUDGET_TEXT = /^(\d+) a (day|week) in (\S+)$/;

function budgetsIn(value: JsonValue | undefined): readonly Budget[] {
  if (value === undefined || value === null) return [];
  if (!isJsonArray(value)) return [NOTHING];
  return value.map((text) => {
    const [, disturbed, per, zone] = (typeof text === 'string' ? BUDGET_TEXT.exec(text) : null) ?? [];
    if (disturbed === undefined || zone === undefined) return NOTHING;
    return { disturbed: Number(disturbed), per: per === 'week' ? 'week' : 'day', zone };
  });
}

/** What can't be read lets nobody be disturbed. */
const NOTHING: Budget = { disturbed: 0, per: 'week', zone: 'UTC' };

/** Days of one zone lie within its weeks. */
function isWithinBudget(before: Budget, after: Budget): boolean {
  const isLonger = after.per === 'week' || before.per === 'day';
  return before.zone === after.zone && isLonger && after.disturbed <= before.disturbed;
}

/** Without those that another one makes needless; of equal ones the first stays. */
function strictest<T>(all: readonly T[], isWithin: (before: T, after: T) => boolean): readonly T[] {
  return all.filter((one, place) =>
    all.every((other, at) => at === place || !isWithin(one, other) || (isWithin(other, one) && place < at)),
  );
}
