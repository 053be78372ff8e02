/** Changes that people notice or that wait, grouped: one row for each cause, each bundle, or each change that stands alone. */

import { causeOf } from '../../model/cause.ts';
import { type Change, isActing, waitingGates } from '../../model/change.ts';
import { type Basis, weakestBasis } from '../../model/effect.ts';
import { grouped } from '../../model/grouped.ts';
import type { Plan } from '../../model/plan.ts';
import { worstChangesFirst } from '../plan/order.ts';
import { isFirstSetUp, isNoticed } from '../plan/people.ts';
import { waitingKeys } from '../plan/waiting.ts';

export interface CommentRow {
  /** Worst first; one or more. */
  readonly changes: readonly [Change, ...Change[]];
  readonly waits: boolean;
  /** Approves all of them; null where no code does. */
  readonly code: string | null;
  /** Each person once; null where nobody could count them. */
  readonly people: number | null;
  readonly basis: Basis;
  /** They are written together, or not at all. */
  readonly isBundle: boolean;
}

/** Worst first. Every change that waits is in exactly one row. */
export function rowsOf(plan: Plan): readonly CommentRow[] {
  const waiting = waitingKeys(plan);
  const shown = plan.changes.filter(
    (change) => isActing(change) && (waiting.has(change.key) || isNoticed(change) || isFirstSetUp(change)),
  );
  const byKey = new Map(shown.map((change) => [change.key, change]));
  const taken = new Set<string>();
  const take = (keys: readonly string[], terms: Omit<CommentRow, 'changes' | 'basis'>): readonly CommentRow[] => {
    const changes = keys.flatMap((key) => (taken.has(key) ? [] : (byKey.get(key) ?? [])));
    for (const { key } of changes) taken.add(key);
    const [first, ...others] = worstChangesFirst(changes);
    if (first === undefined) return [];
    return [{ ...terms, changes: [first, ...others], basis: weakestBasis(changes.map(({ effect }) => effect.basis)) }];
  };
  const bundles = (plan.bundles ?? []).flatMap(({ keys, people, code = null }) =>
    take(keys, { waits: keys.some((key) => waiting.has(key)), code, people, isBundle: true }),
  );
  const groups = causeGroups(plan, shown).flatMap(({ keys, people, code }) =>
    keys.some((key) => taken.has(key)) ? [] : take(keys, { waits: true, code, people, isBundle: false }),
  );
  const alone = shown.flatMap(({ key, code = null, effect }) =>
    waiting.has(key) ? take([key], { waits: true, code, people: effect.people, isBundle: false }) : [],
  );
  const quiet = [
    ...grouped(
      shown.filter(({ key }) => !waiting.has(key)),
      causeOf,
    ).values(),
  ].flatMap((changes) =>
    take(
      changes.map(({ key }) => key),
      { waits: false, code: null, people: total(changes), isBundle: false },
    ),
  );
  const rows = [...bundles, ...groups, ...alone, ...quiet];
  const order = new Map(worstChangesFirst(rows.map(({ changes: [first] }) => first)).map((change, at) => [change, at]));
  return rows.toSorted((a, b) => (order.get(a.changes[0]) ?? 0) - (order.get(b.changes[0]) ?? 0));
}

interface CauseGroup {
  readonly keys: readonly string[];
  readonly people: number | null;
  readonly code: string;
}

/** Groups of the plan that share one cause, largest first; all that wait, where they do. */
function causeGroups({ groups = [], code, summary }: Plan, shown: readonly Change[]): readonly CauseGroup[] {
  const causes = new Map(shown.map((change) => [change.key, causeOf(change)]));
  const open = shown.filter((change) => waitingGates(change).length > 0 && change.code !== undefined);
  const whole = code === undefined ? [] : [{ keys: open.map(({ key }) => key), people: summary.people, code }];
  return [...whole, ...groups]
    .filter(({ keys }) => keys.length > 1 && new Set(keys.map((key) => causes.get(key) ?? key)).size === 1)
    .sort((a, b) => b.keys.length - a.keys.length);
}

function total(changes: readonly Change[]): number | null {
  return changes.reduce<number | null>(
    (sum, { effect }) => (sum === null || effect.people === null ? null : sum + effect.people),
    0,
  );
}
