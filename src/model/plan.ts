/** The plan document: an immutable, sorted, digested value. Text, Markdown and the exit code are functions of it. */

import type { Action, Change } from './change.ts';
import type { Basis, EffectLevel } from './effect.ts';
import type { Finding } from './finding.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** Minor grows with additions, major with anything that would mislead an older reader. */
export const PLAN_FORMAT = '1.2';

export const VERBS = [
  'create',
  'patch',
  'set-reference',
  'clear-reference',
  'target-apps',
  'assign',
  'delete',
] as const;
export type Verb = (typeof VERBS)[number];

/**
 * One request, complete but symbolic: an object of the repository stands as `{key}` in paths and bodies and is bound
 * to its id when sent. `precondition` names only what the step replaces; `after` lists step ids that come first.
 */
export interface Step {
  readonly id: string;
  readonly key: string;
  readonly verb: Verb;
  readonly request: { readonly method: string; readonly path: string; readonly body: JsonValue };
  readonly precondition: Precondition;
  readonly after: readonly string[];
}

/**
 * What must still hold just before the request is sent:
 * `absent`: no object carries the marker; `witness`: the object is ours; `properties`: the object's members have these values, in normal form of the
 * wire; `reference`: the id bound to the navigation, null for none; `assignments`: the canonical assignment ids.
 */
export interface Precondition {
  readonly absent?: boolean;
  readonly properties?: JsonObject;
  readonly reference?: { readonly navigation: string; readonly id: string | null };
  readonly assignments?: readonly string[];
  /** Left out for a create. Outside the change's digest: it says whose the object is, not what becomes of it. */
  readonly witness?: StepWitness;
}

/**
 * What says, beside its id, that an object is ours: its birth as it was recorded, or the marker in its description. One of
 * both must agree just before each request.
 */
export interface StepWitness {
  /** `createdDateTime` as recorded; null for an object that the plan itself makes, or where nobody told it. */
  readonly born: string | null;
  /** `@odata.type`, which never changes. */
  readonly type: string;
  /** Lines of which the object may carry any. */
  readonly markers: readonly string[];
}

/** People who have mail today, by platform and the worst that happens to them there; null where unknown. */
export interface Impact {
  readonly platform: string;
  /** As gates see it: an outage counts as an account reset at least. */
  readonly level: EffectLevel;
  /** Their mail stops without any prompt, and nothing that they see is as bad. */
  readonly outage: boolean;
  readonly people: number | null;
  readonly basis: Basis;
}

export interface PlanSummary extends Readonly<Record<Action, number>> {
  readonly gated: number;
  /** Distinct people concerned by changes that somebody would notice, those set up included; null where unknown. */
  readonly people: number | null;
  /** Of those, the ones who have mail today and would notice; null where unknown. */
  readonly disturbed: number | null;
  readonly losingMail: number | null;
  readonly newPeople: number | null;
  readonly worstEffect: EffectLevel;
  /** The worst for those who have mail today. */
  readonly worstDisturbance: EffectLevel;
  /** Worst level first; levels that nobody notices are left out. */
  readonly disturbances: readonly Impact[];
  readonly drift: number;
  readonly conflicts: number;
}

/** A profile that stays as the tenant has it, because of errors of its own or of what it stands on. */
export interface HeldProfile {
  readonly key: string;
  /** Codes of the findings that hold it. */
  readonly because: readonly string[];
  /** The held profile that it can't go without; null for one with errors of its own. */
  readonly through: string | null;
}

/** How the plan came about; outside the digest. */
export interface PlanRun {
  readonly started: string;
  readonly tool: string;
  readonly requests: number;
  readonly roundTrips: number;
}

/** What a plan cost, for whoever makes it cheaper; outside the digest, and never the same twice. */
export interface PlanCost {
  /** Items of batches one by one. */
  readonly requests: number;
  /** HTTP exchanges, repetitions included. */
  readonly roundTrips: number;
  /** The most of them of which each began when the one before it had ended. */
  readonly longestChain: number;
  /** Of the answers' bodies, unpacked. */
  readonly bytes: number;
  /** Milliseconds in which the run waited for its turn below the service's limits. */
  readonly pacedMs: number;
  /** Milliseconds by stage, in their order. */
  readonly stages: readonly { readonly stage: string; readonly ms: number }[];
}

/**
 * Changes by which the same people lose an account and get it again: they wait together, and are written together or not
 * at all.
 */
export interface Bundle {
  readonly id: string;
  /** Sorted; two or more. */
  readonly keys: readonly string[];
  /** For people: the server, or what is moved. */
  readonly account: string;
  /** Each person once; null where nobody could count them. */
  readonly people: number | null;
  /** Of them those who have mail and notice it; left out where there is no budget. */
  readonly disturbed?: number | null;
  /** Approves all of them, those without a gate too; left out where none waits for an approval. */
  readonly code?: string;
}

/** Changes that one code approves together: equal causes, or all whose people are known as far as those of the others. */
export interface ChangeGroup {
  readonly keys: readonly string[];
  /** Each person once; null where nobody could count them. */
  readonly people: number | null;
  readonly code: string;
}

/**
 * A setting by which the commit lets through what was held back before. It counts once its own code is approved; until then
 * what was in force judges.
 */
export interface PolicyChange {
  /** `limits.losingMail`, `protect.ios-sales`. */
  readonly setting: string;
  /** Null where it was or is left out. */
  readonly from: JsonValue;
  readonly to: JsonValue;
  /** As postilion.yaml says; null where it says nothing. */
  readonly because: string | null;
  /** Keys of the changes of this plan that need fewer approvals with it. */
  readonly letsThrough: readonly string[];
  /** Of those, each person once; null where nobody could count them. */
  readonly people: number | null;
  readonly gates: readonly ['policy'];
  readonly digest: string;
  readonly code: string;
  /** How often a loosening of the setting was approved before. */
  readonly applies: number;
}

export interface Plan {
  readonly formatVersion: string;
  readonly digest: string;
  readonly tenant: { readonly id: string; readonly owner: string };
  readonly source: { readonly commit: string | null; readonly dirty: boolean };
  readonly complete: boolean;
  /** Why the plan is incomplete: what could not be read. */
  readonly problems: readonly Problem[];
  readonly changes: readonly Change[];
  /** Left out where no error holds a profile. */
  readonly held?: readonly HeldProfile[];
  readonly steps: readonly Step[];
  /** Left out where there are none. */
  readonly bundles?: readonly Bundle[];
  /** Approves all changes that an approval can open; left out where there are fewer than two, and where no one code can. */
  readonly code?: string;
  /** Left out where there are none. */
  readonly groups?: readonly ChangeGroup[];
  /** Left out where the commit loosens nothing. */
  readonly policyChanges?: readonly PolicyChange[];
  /** Approves all of them; left out where there are fewer than two. */
  readonly policyCode?: string;
  readonly findings: readonly Finding[];
  readonly summary: PlanSummary;
  readonly run: PlanRun;
  readonly cost?: PlanCost;
}

/** A fault of the outside world, in a form that can be shown and turned into an exit code. */
export interface Problem {
  readonly type: 'auth' | 'permission' | 'throttled' | 'incomplete' | 'remote' | 'approval' | 'lock';
  readonly message: string;
  readonly requestIds: readonly string[];
  /** What multi admin approval gave out for the request, to be sent with it again once it is approved. */
  readonly approvalCode?: string;
}
