/** Who moved: what was applied last, what the tenant holds and what git wants, compared field by field. */

import type { Kind } from '../../catalogue/kind.ts';
import type { Origin } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import type { LiveProfile, ResolvedProfile } from '../../model/profile.ts';
import type { InventoryEntry } from '../../model/state/inventory.ts';
import { baseValues, desiredValues, fieldOf, liveValues, pathsOf, sameValue } from '../state/normal-form.ts';

/**
 * - `in-sync`: all agree. `already-there`: git moved and the tenant is there already; only the base follows.
 * - `intended`: git moved. `reset`: git moved to the default. `drift`: the tenant moved. `conflict`: both did, apart.
 * - `relinquished`: git decided it once and doesn't any more. `unknown`: they differ, and nothing says who moved.
 */
export type FieldClass =
  | 'in-sync'
  | 'already-there'
  | 'intended'
  | 'reset'
  | 'drift'
  | 'conflict'
  | 'relinquished'
  | 'unknown';

/** What git says about a field: nothing, null (the default, as `value`), or a value. */
export type Wish =
  | { readonly type: 'absent'; readonly wasManaged: boolean }
  | { readonly type: 'default'; readonly value: JsonValue }
  | { readonly type: 'value'; readonly value: JsonValue };

/**
 * The class of one field. `base` is undefined where nothing was agreed upon. A field that git doesn't mention can only
 * be in sync, relinquished, unknown, or drift (it is watched, and never healed).
 */
export function threeWay(base: JsonValue | undefined, live: JsonValue, wish: Wish): FieldClass {
  if (wish.type === 'absent') {
    if (wish.wasManaged) return 'relinquished';
    return base === undefined || sameValue(base, live) ? 'in-sync' : 'drift';
  }
  const { value } = wish;
  if (sameValue(value, live)) return base !== undefined && sameValue(base, value) ? 'in-sync' : 'already-there';
  if (base === undefined) return 'unknown';
  if (sameValue(base, value)) return 'drift';
  if (!sameValue(base, live)) return 'conflict';
  return wish.type === 'default' ? 'reset' : 'intended';
}

/** One field of an existing object. */
export interface FieldState {
  readonly path: string;
  readonly class: FieldClass;
  /** False for what YAML doesn't mention: it's watched, reported, and never written. */
  readonly mentioned: boolean;
  readonly base: JsonValue | undefined;
  readonly live: JsonValue;
  readonly desired: JsonValue | undefined;
}

/**
 * All fields that can be judged, in the order of plans. Left out: what `unmanaged` gives to the portal, and what wasn't
 * read. `entry` is null where the inventory doesn't know the object; `desired` has its references bound to ids.
 * `resets` are the pointers where YAML says null.
 */
export function fieldStates(
  entry: InventoryEntry | null,
  live: LiveProfile,
  desired: ResolvedProfile,
  kind: Kind,
  resets: ReadonlySet<string> = new Set(),
): readonly FieldState[] {
  const applied = entry?.applied ?? null;
  const bases = applied === null ? new Map<string, JsonValue>() : baseValues(applied.normal, kind);
  const wanted = desiredValues(desired, kind);
  const holds = liveValues(live, kind);
  const before = new Set(applied?.managed);
  const left = new Set(desired.unmanaged);
  return pathsOf(kind).flatMap((path) => {
    const now = holds.get(path);
    if (now === undefined) return [];
    const [base, value] = [bases.get(path), wanted.get(path)];
    const wasManaged = before.has(path);
    if (value === undefined && !wasManaged && left.has(fieldOf(path))) return [];
    const wish: Wish =
      value === undefined ? { type: 'absent', wasManaged } : { type: resets.has(path) ? 'default' : 'value', value };
    const found = { path, class: threeWay(base, now, wish), mentioned: value !== undefined };
    return [{ ...found, base, live: now, desired: value }];
  });
}

/** The word of the plan document for a class; null where nothing differs. */
export function originOfClass(fieldClass: FieldClass): Origin | null {
  switch (fieldClass) {
    case 'intended':
    case 'reset':
      return 'intended';
    case 'drift':
    case 'conflict':
    case 'unknown':
      return fieldClass;
    case 'in-sync':
    case 'already-there':
    case 'relinquished':
      return null;
  }
}

/** The origin of a whole change: the one that needs most attention. */
export function worstOrigin(origins: readonly Origin[]): Origin {
  const order: readonly Origin[] = ['conflict', 'unknown', 'drift', 'intended'];
  return order.find((origin) => origins.includes(origin)) ?? 'intended';
}
