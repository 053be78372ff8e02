/** Who is disturbed when: changes that a budget holds back, and the day on which each goes out. Pure, and the same for the same plan. */

import { type Change, type GoesOut, isMoreThanAdoption } from '../../model/change.ts';
import type { Budget, Config } from '../../model/config.ts';
import { worstLevel } from '../../model/effect.ts';
import { localTime } from '../../model/local-time.ts';
import type { Bundle } from '../../model/plan.ts';
import type { Disturbed } from '../../model/state/inventory.ts';
import { instantOf, instantText } from '../../model/time.ts';
import { DAYS } from '../../model/window.ts';
import { goesOutAt, heldByHours, levelOf, zoneOf } from './hold.ts';
import { nextOpening } from './open.ts';

export interface BudgetTerms {
  readonly config: Pick<Config, 'budget' | 'windows'>;
  /** What earlier runs disturbed; null where that is not known. */
  readonly disturbed: readonly Disturbed[] | null;
  /** ISO 8601; undefined where nobody knows it. */
  readonly now: string | undefined;
}

/** What is written together, and how many people it disturbs; null where nobody could count them. */
interface Unit {
  readonly keys: readonly string[];
  readonly changes: readonly Change[];
  readonly disturbed: number | null;
}

/** How far a change is from being written, the budget apart. */
type Readiness = 'goes' | 'goes-anyway' | 'waits';

interface Budgeted {
  readonly changes: readonly Change[];
  readonly bundles?: readonly Bundle[];
}

/** The changes with the gate `budget` before those whose turn has not come; `readinessOf` says what else holds a unit. */
export function withBudget(
  plan: Budgeted,
  terms: BudgetTerms,
  readinessOf: (changes: readonly Change[]) => Readiness,
): readonly Change[] {
  if (terms.config.budget.length === 0) return plan.changes;
  const changes = plan.changes.map((change) => withoutBudget(change, terms));
  const units = unitsOf(changes, plan.bundles).map((unit) => ({ unit, readiness: readinessOf(unit.changes) }));
  const purse = newPurse(terms);
  for (const { unit, readiness } of units) if (readiness === 'goes-anyway') purse?.spend(unit.disturbed);
  const late = new Map<string, GoesOut>();
  const isHeld = new Set<string>();
  const inTurn = units.filter(({ readiness, unit }) => readiness !== 'goes-anyway' && !isOver(unit.disturbed, terms));
  // What waits for something else takes nothing from what could go now.
  for (const turn of ['goes', 'waits'] as const) {
    for (const { unit, readiness } of inTurn) {
      if (readiness !== turn) continue;
      const goesOut = turnOf(unit, purse, terms);
      if (goesOut === null) continue;
      for (const key of unit.keys) late.set(key, goesOut.when);
      if (goesOut.isForBudget) for (const key of unit.keys) isHeld.add(key);
    }
  }
  return changes.map((change): Change => {
    const goesOut = late.get(change.key);
    const gates = isHeld.has(change.key) ? [...change.gates, 'budget' as const] : change.gates;
    return goesOut === undefined ? change : { ...change, gates, goesOut };
  });
}

/** As it is without any budget. */
function withoutBudget(change: Change, { config, now }: BudgetTerms): Change {
  if (!change.gates.includes('budget')) return change;
  const { goesOut: _goesOut, ...rest } = change;
  const hours = change.gates.includes('window') ? heldByHours(change, config.windows, now) : null;
  return {
    ...rest,
    gates: change.gates.filter((gate) => gate !== 'budget'),
    ...(hours === null ? {} : { goesOut: hours }),
  };
}

/** True where a whole day or week is too short for it: then a person decides. */
export function isOver(disturbed: number | null | undefined, { config }: Pick<BudgetTerms, 'config'>): boolean {
  return config.budget.some((budget) => disturbed === null || (disturbed ?? 0) > budget.disturbed);
}

/** Bundles and single changes that disturb somebody, by the first of their keys. */
function unitsOf(changes: readonly Change[], bundles: readonly Bundle[] = []): readonly Unit[] {
  const mates = new Map(bundles.flatMap((bundle) => bundle.keys.map((key) => [key, bundle] as const)));
  return changes.flatMap((change): readonly Unit[] => {
    const bundle = mates.get(change.key);
    if (!isMoreThanAdoption(change) || (bundle !== undefined && bundle.keys[0] !== change.key)) return [];
    const keys = bundle?.keys ?? [change.key];
    const disturbed = bundle === undefined ? change.disturbed : bundle.disturbed;
    if (disturbed === 0 || disturbed === undefined) return [];
    return [{ keys, changes: changes.filter(({ key }) => keys.includes(key)), disturbed }];
  });
}

interface Turn {
  readonly when: GoesOut;
  /** False where it only waits for its hours. */
  readonly isForBudget: boolean;
}

/** When the unit goes out; null for now. What came before it has taken its part, and nothing overtakes it. */
function turnOf(unit: Unit, purse: Purse | null, { config, now }: BudgetTerms): Turn | null {
  const zone = config.budget[0]?.zone ?? zoneOf(config.windows);
  const started = instantOf(now ?? '');
  if (purse === null || started === undefined) return { when: { at: null, zone }, isForBudget: true };
  const opens = (instant: number): number | null =>
    unit.changes.reduce<number | null>(
      (at, change) => (at === null ? null : nextOpening(config.windows, levelOf(change), at)),
      instant,
    );
  const at = purse.take(unit.disturbed ?? 0, opens);
  if (at === started) return null;
  const level = worstLevel(unit.changes.map(levelOf));
  return { when: goesOutAt(at, level, config.windows, zone), isForBudget: at === null || purse.hasWaited };
}

/** What is left of the budgets as time goes on. */
interface Purse {
  /** The moment at which so many people may be disturbed, taken from it; null where that never comes. */
  readonly take: (people: number, opens: (instant: number) => number | null) => number | null;
  /** Without asking. */
  readonly spend: (people: number | null) => void;
  /** True once somebody waited for another day or week. */
  readonly hasWaited: boolean;
}

/** Null where the time, or what was disturbed before, is not known. */
function newPurse({ config: { budget }, disturbed, now }: BudgetTerms): Purse | null {
  const started = instantOf(now ?? '');
  const periods = started === undefined ? [] : budget.map((one) => periodOf(one, started));
  if (started === undefined || disturbed === null || periods.includes(undefined)) return null;
  let cursor = started;
  let hasWaited = false;
  const known = [...periods];
  const left = budget.map((one) => one.disturbed - spentIn(one, disturbed, started));
  const moveTo = (instant: number): void => {
    cursor = instant;
    for (const [index, one] of budget.entries()) {
      const period = periodOf(one, instant);
      if (period !== known[index]) left[index] = one.disturbed;
      known[index] = period;
    }
  };
  const purse = {
    get hasWaited() {
      return hasWaited;
    },
    spend(people: number | null) {
      for (const [index, one] of budget.entries()) left[index] = (left[index] ?? 0) - (people ?? one.disturbed);
    },
    take(people: number, opens: (instant: number) => number | null) {
      for (;;) {
        const open = opens(cursor);
        if (open === null) return null;
        if (open !== cursor) moveTo(open);
        const short = budget.filter((_, index) => (left[index] ?? 0) < people);
        if (short.length === 0) break;
        hasWaited = true;
        moveTo(Math.max(...short.map((one) => nextPeriod(one, cursor))));
      }
      purse.spend(people);
      return cursor;
    },
  };
  return purse;
}

/** How many people were disturbed in the day or week of this moment. */
function spentIn(budget: Budget, disturbed: readonly Disturbed[], instant: number): number {
  const now = periodOf(budget, instant);
  return disturbed
    .filter(({ since, until }) => {
      const [first, last] = [instantOf(since), until === null ? instant : instantOf(until)].map((one) =>
        one === undefined ? undefined : periodOf(budget, one),
      );
      // A run that went over midnight counts for both days.
      return first === undefined || last === undefined || now === undefined || (first <= now && now <= last);
    })
    .reduce((sum, { people }) => sum + (people ?? budget.disturbed), 0);
}

/** The first day of it; undefined where the zone is not known. */
function periodOf({ per, zone }: Budget, instant: number): string | undefined {
  const local = localTime(zone, instant);
  if (local === undefined || per === 'day') return local?.date;
  const noon = instantOf(`${local.date}T12:00:00Z`);
  return noon === undefined ? undefined : instantText(noon - DAYS.indexOf(local.day) * DAY_MS).slice(0, 10);
}

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;

/** When the next day or week begins there. Days begin at quarters of an hour, wherever clocks are changed. */
function nextPeriod(budget: Budget, instant: number): number {
  const now = periodOf(budget, instant);
  let next = Math.floor(instant / QUARTER_MS) * QUARTER_MS;
  do next += QUARTER_MS;
  while (periodOf(budget, next) === now);
  return next;
}
