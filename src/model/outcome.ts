/** The outcome document of an apply: one line per step, those not attempted included. */

import type { Grant } from './approval.ts';
import type { Finding } from './finding.ts';
import type { HeldProfile, Problem, Verb } from './plan.ts';
import type { EnvironmentApproval } from './review.ts';

export type StepStatus = 'done' | 'already-done' | 'skipped' | 'failed' | 'waiting' | 'not-attempted';

export interface StepOutcome {
  readonly id: string;
  readonly key: string;
  readonly verb: Verb;
  readonly status: StepStatus;
  readonly message: string;
  readonly requestIds: readonly string[];
}

export interface Outcome {
  readonly planDigest: string;
  /** `changes`: what was opened, by key; left out where nothing was. */
  readonly approved: {
    readonly level: string | null;
    readonly by: string | null;
    readonly changes?: readonly Grant[];
    /** Who of an environment's reviewers let the run go on; null where that is not known, left out where nobody asked. */
    readonly environments?: readonly EnvironmentApproval[] | null;
  };
  readonly steps: readonly StepOutcome[];
  /** Keys whose changes wait for an approval. */
  readonly gated: readonly string[];
  /** Keys of changes that no gate holds, but that depend on a held change, or that a held change depends on. */
  readonly held?: readonly string[];
  /** Profiles that errors hold back; left out where there is none. */
  readonly heldByErrors?: readonly HeldProfile[];
  /** What stays in the tenant as somebody left it, by profile; left out where nothing does. */
  readonly findings?: readonly Finding[];
  /** The plan made afterwards is empty, no error holds anything back, and nothing was left out of it. */
  readonly converged: boolean;
  readonly interrupted: boolean;
  readonly stale: boolean;
  readonly problems: readonly Problem[];
  readonly summary: {
    readonly done: number;
    readonly failed: number;
    readonly skipped: number;
    readonly waiting: number;
    readonly notAttempted: number;
  };
  readonly run: { readonly started: string; readonly tool: string; readonly requests: number; readonly writes: number };
}
