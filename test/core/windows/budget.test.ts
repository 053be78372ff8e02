/** Whatever the days bring: nobody beyond the budget is disturbed, the same plan lets the same out, and all goes out in the end. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeDisturbed, openDisturbed, settleDisturbed } from '../../../src/core/state/disturbed.ts';
import { withBudget } from '../../../src/core/windows/budget.ts';
import type { Change } from '../../../src/model/change.ts';
import type { Budget } from '../../../src/model/config.ts';
import { localTime } from '../../../src/model/local-time.ts';
import type { Outcome, StepOutcome } from '../../../src/model/outcome.ts';
import type { Bundle, Plan } from '../../../src/model/plan.ts';
import { EMPTY_INVENTORY, type Inventory } from '../../../src/model/state/inventory.ts';
import { instantOf, instantText } from '../../../src/model/time.ts';
import { change, plan } from '../../report/plans.ts';

const HOUR = 3_600_000;
/** The night before clocks go back, so that a day of 25 hours is among the days. */
const START = instantOf('2026-10-24T10:00:00Z') ?? 0;

interface Wish {
  readonly key: string;
  readonly disturbed: number | null;
  /** Written together with the wish before it. */
  readonly isMate: boolean;
  /** Waits for an approval that nobody gave. */
  readonly isGated: boolean;
}

interface Event {
  readonly hours: number;
  readonly wishes: readonly Wish[];
  /** Dies behind so many changes; null: ends in order. */
  readonly dies: number | null;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  disturbed: fc.option(fc.integer({ min: 0, max: 14 }), { freq: 12 }),
  isMate: fc.boolean(),
  isGated: fc.boolean(),
});

const event: fc.Arbitrary<Event> = fc.record({
  hours: fc.integer({ min: 0, max: 40 }),
  wishes: fc.uniqueArray(wish, { selector: ({ key }) => key, maxLength: 6 }),
  dies: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 3 }),
});

const budget: fc.Arbitrary<Budget> = fc.record({
  disturbed: fc.integer({ min: 1, max: 12 }),
  per: fc.constantFrom('day' as const, 'week' as const),
  zone: fc.constantFrom('Europe/Amsterdam', 'Australia/Lord_Howe', 'UTC'),
});

function planOf(wishes: readonly Wish[]): Plan {
  const sorted = wishes.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const bundles: Bundle[] = [];
  for (const [index, { key, isMate, disturbed }] of sorted.entries()) {
    const before = sorted[index - 1];
    if (!isMate || before === undefined || bundles.at(-1)?.keys.includes(before.key) === true) continue;
    const sum = disturbed === null || before.disturbed === null ? null : disturbed + before.disturbed;
    bundles.push({ id: before.key, keys: [before.key, key], account: 'x', people: sum, disturbed: sum });
  }
  const changes = sorted.map(({ key, disturbed, isGated }) => ({
    ...change(key, { gates: isGated ? ['effect'] : [] }),
    disturbed,
  }));
  return { ...plan({ changes }), bundles };
}

/** As in a run: what no gate holds, with its bundle. */
function goingIn({ changes, bundles = [] }: Plan): readonly Change[] {
  const shut = (key: string): boolean => (changes.find((one) => one.key === key)?.gates.length ?? 1) > 0;
  return changes.filter(({ key }) => !(bundles.find(({ keys }) => keys.includes(key))?.keys ?? [key]).some(shut));
}

function inTurn(made: Plan, one: Budget, inventory: Inventory, now: string): Plan {
  const terms = { config: { budget: [one], windows: [] }, disturbed: inventory.disturbed ?? [], now };
  const isOver = ({ disturbed }: Pick<Change, 'disturbed'>): boolean =>
    disturbed === null || (disturbed ?? 0) > one.disturbed;
  const gated = made.changes.map((each): Change => {
    const together = made.bundles?.find(({ keys }) => keys.includes(each.key)) ?? each;
    return isOver(together) ? { ...each, gates: [...each.gates, 'over-budget'] } : each;
  });
  const changes = withBudget({ ...made, changes: gated }, terms, (unit) => {
    return unit.every(({ gates }) => gates.length === 0) ? 'goes' : 'waits';
  });
  return { ...made, changes };
}

/** What a person would count: each bundle and each change whose people were written to, on the day on which they were. */
interface Truth {
  readonly at: number;
  readonly people: number;
}

function disturbedBy(made: Plan, done: readonly string[]): number {
  const bundles = (made.bundles ?? []).filter(({ keys }) => keys.some((key) => done.includes(key)));
  const alone = made.changes.filter(
    ({ key }) => done.includes(key) && made.bundles?.some(({ keys }) => keys.includes(key)) !== true,
  );
  return [...bundles, ...alone].reduce((sum, { disturbed }) => sum + (disturbed ?? Number.POSITIVE_INFINITY), 0);
}

function outcomeOf(keys: readonly string[]): Outcome {
  const steps = keys.map(
    (key): StepOutcome => ({ id: key, key, verb: 'patch', status: 'done', message: '', requestIds: [] }),
  );
  const summary = { done: keys.length, failed: 0, skipped: 0, waiting: 0, notAttempted: 0 };
  const run = { started: '', tool: '', requests: 0, writes: keys.length };
  const approved = { level: null, by: null };
  const rest = { gated: [], converged: true, interrupted: false, stale: false, problems: [] };
  return { planDigest: '', approved, steps, ...rest, summary, run };
}

function play(events: readonly Event[], one: Budget): readonly Truth[] {
  let inventory: Inventory = EMPTY_INVENTORY;
  let now = START;
  const truth: Truth[] = [];
  for (const { hours, wishes, dies } of events) {
    now += hours * HOUR;
    const time = instantText(now);
    const made = inTurn(planOf(wishes), one, inventory, time);
    const keys = goingIn(made).map(({ key }) => key);
    inventory = openDisturbed(closeDisturbed(inventory, time), made, new Set(keys), time);
    const done = dies === null ? keys : keys.slice(0, dies);
    truth.push({ at: now, people: disturbedBy(made, done) });
    if (dies === null) inventory = settleDisturbed(inventory, made, outcomeOf(done), time);
  }
  return truth;
}

/** Told otherwise than in the source: by the day's own name, and weeks counted from a Monday. */
function periodOf({ per, zone }: Budget, instant: number): number {
  const date = localTime(zone, instant)?.date ?? '';
  const days = Math.round(
    ((instantOf(`${date}T00:00:00Z`) ?? 0) - (instantOf('2026-10-19T00:00:00Z') ?? 0)) / 86_400_000,
  );
  return per === 'day' ? days : Math.floor(days / 7);
}

describe('a budget', () => {
  it('is never passed, also by runs that die and by days that are longer', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), budget, (events, one) => {
        const sums = new Map<number, number>();
        for (const { at, people } of play(events, one)) {
          const period = periodOf(one, at);
          sums.set(period, (sums.get(period) ?? 0) + people);
        }
        expect([...sums.values()].filter((sum) => sum > one.disturbed)).toEqual([]);
      }),
    );
  });

  it('never splits a bundle, and lets nothing overtake what came first', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 6 }), budget, (wishes, one) => {
        const distinct = [...new Map(wishes.map((each) => [each.key, each])).values()];
        const made = inTurn(planOf(distinct), one, EMPTY_INVENTORY, instantText(START));
        for (const { keys } of made.bundles ?? []) {
          const held = keys.map((key) => made.changes.find((each) => each.key === key)?.gates.includes('budget'));
          expect(new Set(held).size).toBe(1);
        }
        const turns = made.changes.filter(({ gates }) => gates.every((gate) => gate === 'budget'));
        const single = turns.filter(({ key }) => made.bundles?.some(({ keys }) => keys.includes(key)) !== true);
        const felt = single.filter(({ disturbed }) => (disturbed ?? 0) > 0).map(({ gates }) => gates.length);
        expect(felt).toEqual(felt.toSorted((a, b) => a - b));
      }),
    );
  });

  it('lets the same plan out in the same order, and all of it in the end, each when it was said', () => {
    fc.assert(
      fc.property(fc.uniqueArray(wish, { selector: ({ key }) => key, maxLength: 6 }), budget, (wishes, one) => {
        const fitting = wishes.filter(({ disturbed }) => disturbed !== null && disturbed <= one.disturbed);
        const free = fitting.map((each) => ({ ...each, isMate: false, isGated: false }));
        const first = inTurn(planOf(free), one, EMPTY_INVENTORY, instantText(START));
        expect(inTurn(planOf(free.toReversed()), one, EMPTY_INVENTORY, instantText(START))).toEqual(first);
        let inventory: Inventory = EMPTY_INVENTORY;
        let left = free;
        const promised = new Map(first.changes.map(({ key, goesOut }) => [key, goesOut?.at ?? instantText(START)]));
        for (const at of [...new Set(promised.values())].sort()) {
          const made = inTurn(planOf(left), one, inventory, at);
          const keys = goingIn(made).map(({ key }) => key);
          expect(keys).toEqual(
            left
              .map(({ key }) => key)
              .filter((key) => promised.get(key) === at)
              .sort(),
          );
          inventory = settleDisturbed(openDisturbed(inventory, made, new Set(keys), at), made, outcomeOf(keys), at);
          left = left.filter(({ key }) => !keys.includes(key));
        }
        expect(left).toEqual([]);
      }),
    );
  });

  it('counts a run over midnight for both days, and one that died for as long as it may have lived', () => {
    const one: Budget = { disturbed: 5, per: 'day', zone: 'Europe/Amsterdam' };
    const made = planOf([{ key: 'a', disturbed: 3, isMate: false, isGated: false }]);
    const isWaiting = (inventory: Inventory, now: string): boolean =>
      inTurn(made, one, inventory, now).changes[0]?.gates.includes('budget') === true;
    const after = (until: string | null): Inventory => ({
      ...EMPTY_INVENTORY,
      disturbed: [{ since: '2026-12-01T22:55:00Z', until, people: 3 }],
    });
    const long = after('2026-12-01T23:05:00Z');
    expect([isWaiting(long, '2026-12-01T22:58:00Z'), isWaiting(long, '2026-12-02T10:00:00Z')]).toEqual([true, true]);
    expect(isWaiting(long, '2026-12-02T23:00:00Z')).toBe(false);
    expect(isWaiting(after(null), '2026-12-04T10:00:00Z')).toBe(true);
    const closed = closeDisturbed(after(null), '2026-12-04T10:00:00Z');
    expect([isWaiting(closed, '2026-12-04T11:00:00Z'), isWaiting(closed, '2026-12-05T10:00:00Z')]).toEqual([
      true,
      false,
    ]);
  });

  it('waits where nobody knows the time, or who was disturbed before', () => {
    const made = planOf([{ key: 'a', disturbed: 1, isMate: false, isGated: false }]);
    const one: Budget = { disturbed: 5, per: 'day', zone: 'UTC' };
    const config = { budget: [one], windows: [] };
    for (const terms of [
      { config, disturbed: null, now: instantText(START) },
      { config, disturbed: [], now: undefined },
      { config: { ...config, budget: [{ ...one, zone: 'Mars/Olympus' }] }, disturbed: [], now: instantText(START) },
    ]) {
      expect(withBudget(made, terms, () => 'goes')[0]).toMatchObject({ gates: ['budget'], goesOut: { at: null } });
    }
    const unknown = [{ since: instantText(START), until: instantText(START), people: null }];
    const told = { config, disturbed: unknown, now: instantText(START) };
    expect(withBudget(made, told, () => 'goes')[0]?.gates).toEqual(['budget']);
  });
});
