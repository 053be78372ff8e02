/** The one comparison: what was applied last, what the tenant holds and what git wants, field by field on normal forms. */

import { judge } from '../../catalogue/effects.ts';
import type { Kind } from '../../catalogue/kind.ts';
import type { Assignment } from '../../model/assignment.ts';
import type { Origin } from '../../model/change.ts';
import type { EffectVerdict } from '../../model/effect.ts';
import { type JsonValue, sameJson } from '../../model/json.ts';
import {
  isManaged,
  type LiveProfile,
  managedSettings,
  type ResolvedProfile,
  type Settings,
} from '../../model/profile.ts';
import type { Applied } from '../../model/state/inventory.ts';
import { isOnTheWay } from '../assignments/algebra.ts';
import { baseValues, desiredValues, fieldOf, liveValues, pathsOf } from '../state/normal-form.ts';

/**
 * Where git and the tenant differ, who moved: git (`intended`), the tenant (`drift`), both apart (`conflict`), or nobody
 * can say (`unknown`). Otherwise `in-sync`: all agree. `already-there`: git moved and the tenant is there already; only
 * the base follows. `relinquished`: git decided it once and doesn't any more.
 */
type FieldClass = Origin | 'in-sync' | 'already-there' | 'relinquished';

/** One difference, with who moved and what it does to people; `field` is null for name, description and scope tags. */
export interface Difference {
  readonly path: string;
  readonly field: string | null;
  readonly from: JsonValue;
  readonly to: JsonValue;
  readonly verdict: EffectVerdict;
  readonly origin: Origin;
}

/** Assignments that git wants otherwise than the tenant holds them. */
export interface AssignmentChange {
  readonly before: readonly Assignment[];
  readonly after: readonly Assignment[];
  readonly origin: Origin;
  /** The assignments of the last record, as ids; null where there is none. */
  readonly agreed: readonly string[] | null;
}

/** A field that YAML doesn't mention, and that is not as it was applied or is git's no longer. */
interface WatchedField {
  readonly path: string;
  readonly class: 'drift' | 'relinquished';
  readonly base: JsonValue | undefined;
  readonly live: JsonValue;
}

export interface ComparedSides {
  /** What git wants and the tenant holds otherwise, in the order of plans. */
  readonly differences: readonly Difference[];
  /** Null: they stay as they are. */
  readonly assignments: AssignmentChange | null;
  /** Reported, never written. */
  readonly watched: readonly WatchedField[];
}

/** The three sides of one object. */
export interface Sides {
  /** Null where nothing was agreed upon yet. */
  readonly applied: Applied | null;
  readonly live: LiveProfile;
  /** References are bound to ids. */
  readonly desired: ResolvedProfile;
  /** References that are cleared only because nothing uses them any more: git doesn't mention them. */
  readonly unused?: Settings;
}

/**
 * Compares one object. Left out: what the profile leaves to the portal, and what wasn't read. What YAML doesn't mention
 * is watched alone.
 */
export function compareSides(sides: Sides, kind: Kind): ComparedSides {
  const fields = classifiedFields(sides, kind);
  return {
    differences: fields.flatMap((field) => differenceOf(field, sides, kind)),
    assignments: assignmentChange(fields, sides, kind),
    watched: fields.flatMap(watchedField),
  };
}

interface ClassifiedField {
  readonly path: string;
  readonly class: FieldClass;
  readonly base: JsonValue | undefined;
  readonly live: JsonValue;
  /** Undefined: YAML doesn't mention it. */
  readonly desired: JsonValue | undefined;
}

function classifiedFields({ applied, live, desired, unused }: Sides, kind: Kind): readonly ClassifiedField[] {
  const bases = applied === null ? new Map<string, JsonValue>() : baseValues(applied.normal, kind);
  const whole = unused === undefined ? desired : { ...desired, settings: { ...desired.settings, ...unused } };
  const wanted = desiredValues(whole, kind);
  const holds = liveValues(live, kind);
  const before = new Set(applied?.managed);
  return pathsOf(kind).flatMap((path) => {
    const now = holds.get(path);
    if (now === undefined) return [];
    const [base, wish, wasManaged] = [bases.get(path), wanted.get(path), before.has(path)];
    if (wish === undefined && !wasManaged && !isManaged(desired, fieldOf(path))) return [];
    return [{ path, class: classOf(base, now, wish, wasManaged), base, live: now, desired: wish }];
  });
}

/**
 * The class of one field. `base` is undefined where nothing was agreed upon, `wish` where git says nothing: such a field
 * can only be in sync, relinquished, or drift (it is watched, and never healed).
 */
function classOf(
  base: JsonValue | undefined,
  live: JsonValue,
  wish: JsonValue | undefined,
  wasManaged = false,
): FieldClass {
  if (wish === undefined) {
    if (wasManaged) return 'relinquished';
    return base === undefined || sameJson(base, live) ? 'in-sync' : 'drift';
  }
  if (sameJson(wish, live)) return base !== undefined && sameJson(base, wish) ? 'in-sync' : 'already-there';
  if (base === undefined) return 'unknown';
  if (sameJson(base, wish)) return 'drift';
  return sameJson(base, live) ? 'intended' : 'conflict';
}

/** Who moved a field that git decides; null where git and the tenant agree. */
function originOf({ class: found, desired }: ClassifiedField): Origin | null {
  if (desired === undefined) return null;
  return found === 'in-sync' || found === 'already-there' || found === 'relinquished' ? null : found;
}

function differenceOf(one: ClassifiedField, { live, desired, unused }: Sides, kind: Kind): readonly Difference[] {
  const { path } = one;
  const origin = originOf(one);
  if (origin === null || one.desired === undefined || path === '/assign') return [];
  const name = fieldOf(path);
  const field = path === `/settings/${name}` ? kind.fields[name] : undefined;
  if (field === undefined) {
    // A store's own texts stay as they are.
    if (kind.labels === 'store' && path !== '/scopeTags') return [];
    return [{ path, field: null, from: one.live, to: one.desired, verdict: kind.effects.metadata, origin }];
  }
  const from = live.settings[name] ?? null;
  if (unused?.[name] !== undefined) return [{ path, field: name, from, to: null, verdict: UNUSED, origin: 'intended' }];
  const to = desired.settings[name] ?? null;
  const after: Settings = { ...live.settings, ...managedSettings(desired), ...unused };
  const verdict = judge(field.changes, { from, to, before: live.settings, after });
  return [{ path, field: name, from, to, verdict, origin }];
}

function assignmentChange(
  fields: readonly ClassifiedField[],
  { applied, live, desired }: Sides,
  kind: Kind,
): AssignmentChange | null {
  const field = fields.find(({ path }) => path === '/assign');
  const origin = field === undefined ? null : originOf(field);
  const { assignments: after } = desired;
  if (origin === null || after === undefined) return null;
  const agreed = applied?.normal.assignments ?? null;
  // Wider than git ever said, because a swap of ours has not come to its end: only certificates are swapped so.
  const isHalfway =
    kind.delivers === 'certificate' &&
    origin === 'conflict' &&
    agreed !== null &&
    isOnTheWay(live.assignments, agreed, after);
  return { before: live.assignments, after, origin: isHalfway ? 'intended' : origin, agreed };
}

function watchedField({ path, class: found, base, live, desired }: ClassifiedField): readonly WatchedField[] {
  if (desired !== undefined || (found !== 'drift' && found !== 'relinquished')) return [];
  return [{ path, class: found, base, live }];
}

const UNUSED = {
  level: 'silent',
  outage: false,
  confidence: 'inferred',
  reason: 'the settings no longer use it',
  rule: 'EFF-UNUSED-REFERENCE',
  sources: ['GI5851'],
  mayAlso: [],
} as const;

/** True for a reference that is cleared only because nothing uses it any more: git didn't mention it. */
export function isUnusedReference({ verdict }: Difference): boolean {
  return verdict.rule === UNUSED.rule;
}

/** The origin of a whole change: the one that needs most attention. */
export function worstOrigin(origins: readonly Origin[]): Origin {
  const order: readonly Origin[] = ['conflict', 'unknown', 'drift', 'intended'];
  return order.find((origin) => origins.includes(origin)) ?? 'intended';
}
