/** What a plan says about one profile. These shapes are those of the plan document. */

import type { Install } from './assignment.ts';
import type { ChangedBy } from './audit.ts';
import type { Basis, Confidence, EffectLevel } from './effect.ts';
import type { JsonObject, JsonValue } from './json.ts';

export const ACTIONS = ['create', 'update', 'unassign', 'delete', 'adopt', 'forget', 'unchanged', 'unmanaged'] as const;
export type Action = (typeof ACTIONS)[number];

/** False for an object that others manage: it is shown and never touched. */
export function isOurs({ action }: { readonly action: Action }): boolean {
  return action !== 'unmanaged';
}

/** True where an apply does something about the object: in the tenant, or in what is remembered of it. */
export function isActing({ action }: { readonly action: Action }): boolean {
  return action !== 'unchanged' && action !== 'unmanaged';
}

/** True where an apply does more than remember an object that exists already: such a change is shown as work, counted and gated. */
export function isMoreThanAdoption(change: { readonly action: Action }): boolean {
  return isActing(change) && change.action !== 'adopt';
}

/** True for a change of what is remembered alone: nothing is written to the tenant. */
export function isRecordOnly({ action }: { readonly action: Action }): boolean {
  return action === 'adopt' || action === 'forget';
}

/** True where an apply writes to the tenant. */
export function isWriting(change: { readonly action: Action }): boolean {
  return isActing(change) && !isRecordOnly(change);
}

/** Who caused a difference: git, the portal, both, or unknown because nothing was applied before. */
export type Origin = 'intended' | 'drift' | 'conflict' | 'unknown';

export const GATES = [
  'effect',
  'removal',
  'people',
  'protection',
  'new-people',
  'window',
  'budget',
  'over-budget',
  'suspended',
  'adoption',
  // Others may stand on what is taken away: Wi-Fi, VPN and apps that nobody can see from here.
  'dependents',
  'policy',
] as const;
export type Gate = (typeof GATES)[number];

/** A limit of postilion.yaml that the plan as a whole goes beyond; `value` is null where nobody can say, which is beyond. */
export interface PassedLimit {
  readonly gate: Gate;
  readonly value: number | null;
  readonly limit: number;
}

/** One field that differs; `from` and `to` in YAML's vocabulary, texts for people where the values are ids. */
export interface FieldChange {
  /** JSON pointer in the profile: `/settings/oauth`, `/name`. */
  readonly path: string;
  readonly from: JsonValue;
  readonly to: JsonValue;
  readonly fromText?: string;
  readonly toText?: string;
  /** The admin center's label, and Graph's view of the change where its polarity is the opposite. */
  readonly label: string;
  readonly graph?: string;
  readonly origin: Origin;
  readonly effect: EffectLevel;
  readonly outage: boolean;
  readonly confidence: Confidence;
  readonly reason: string;
  readonly rule: string;
}

/** A target as people read it; the ids stand beside the names. */
export interface TargetView {
  readonly intent: 'include' | 'exclude';
  readonly type: 'group' | 'allUsers' | 'allDevices' | 'other';
  readonly id: string | null;
  readonly name: string | null;
  readonly filter: { readonly id: string; readonly name: string | null; readonly mode: 'include' | 'exclude' } | null;
  /** Of apps only. */
  readonly install?: Install;
}

/** Difference of two assignment sets; `change` is the same target with another filter. */
export interface AssignmentDelta {
  readonly add: readonly TargetView[];
  readonly remove: readonly TargetView[];
  readonly change: readonly { readonly from: TargetView; readonly to: TargetView }[];
}

/**
 * What the change does to people. `people` is the number concerned (kept, gained and lost, each person once), null
 * where unknown. `level` is the worst for anyone; `disturbs` the worst for those who have mail today, which is what
 * the gates judge; `setUp` what people who gain the profile go through.
 */
export interface ChangeEffect {
  readonly level: EffectLevel;
  readonly outage: boolean;
  readonly mayAlso: readonly string[];
  readonly confidence: Confidence;
  readonly reasons: readonly string[];
  readonly disturbs: EffectLevel;
  readonly setUp: EffectLevel;
  readonly basis: Basis;
  readonly people: number | null;
  readonly kept: number | null;
  readonly gained: number | null;
  /** Of those who gain it, the people who lose the same account by another change of the plan; left out for none. */
  readonly movedHere?: number;
  readonly lost: number | null;
  readonly devices: number | null;
}

/** When a change that waits for its time is written by the first run after it, as far as is known now. */
export interface GoesOut {
  /** ISO 8601, UTC; null where nobody can say. */
  readonly at: string | null;
  /** When the hours end that begin then; left out where they do not within a week. */
  readonly until?: string;
  /** In which people read it. */
  readonly zone: string;
}

/** What a profile brings to people. */
export type Delivered = 'mail' | 'certificate' | 'app' | 'configuration';

export interface Change {
  readonly key: string;
  readonly kind: string;
  readonly platform: string;
  /** What its people gain or lose with it; left out by plans of versions before, which said so by the kind alone. */
  readonly delivers?: Delivered;
  readonly id: string | null;
  readonly name: string;
  readonly digest: string;
  readonly action: Action;
  readonly origin: Origin;
  readonly fields: readonly FieldChange[];
  readonly assignments: AssignmentDelta;
  /** RFC 6902 on the profile document, each replacement preceded by a `test`. */
  readonly patch: readonly JsonObject[];
  readonly effect: ChangeEffect;
  readonly gates: readonly Gate[];
  /** Of the limits among the gates, what the whole plan comes to; left out where there is none. */
  readonly limits?: readonly PassedLimit[];
  /** People who have mail and notice it; null where nobody could count them, left out where there is no budget. */
  readonly disturbed?: number | null;
  /** Of one that waits for its time; left out where nothing of that kind holds it. */
  readonly goesOut?: GoesOut;
  /** What it refers to once it's done, by key, where that is part of the plan; left out where there is nothing. */
  readonly needs?: readonly { readonly field: string; readonly key: string }[];
  /** Why somebody must allow that the object is taken over; left out where it is known as ours. */
  readonly takeover?: string;
  /** The bundle that it waits and is written with; left out where it is in none. */
  readonly bundle?: string;
  /** What approves it: the code, and how many changes of the key were carried out before; left out where none would help. */
  readonly code?: string;
  readonly applies?: number;
  /** In a run: what an approval opened, and which one; left out where there is none. */
  readonly approved?: { readonly gates: readonly Gate[]; readonly by: string };
  /** Where its YAML stands; left out where it has none, and by plans of versions before 1.2. */
  readonly source?: { readonly file: string; readonly line: number };
  /** Of the latest drift; left out where there is none, and where the audit log doesn't tell or may not be read. */
  readonly changedBy?: ChangedBy;
}

/** The gates that nobody has opened. */
export function waitingGates({ gates, approved }: Pick<Change, 'gates' | 'approved'>): readonly Gate[] {
  return approved === undefined ? gates : gates.filter((gate) => !approved.gates.includes(gate));
}

/** No approval opens these: they are taken off in git, where that is reviewed. */
const SETTLED_IN_GIT: readonly Gate[] = ['protection', 'suspended', 'policy'];

/** Nor these, which open by themselves when their time comes: a person who approves a change doesn't say when. */
export const OPENED_BY_TIME: readonly Gate[] = ['window', 'budget'];

/** The gates that an approval can open. */
export function openableGates({ gates }: Pick<Change, 'gates'>): readonly Gate[] {
  return gates.filter((gate) => !SETTLED_IN_GIT.includes(gate) && !OPENED_BY_TIME.includes(gate));
}
