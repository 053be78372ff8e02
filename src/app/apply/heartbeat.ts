/** What a run tells of itself at its end, for whoever watches over the schedule. */

import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { isLeftDrift } from '../../model/finding.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Plan } from '../../model/plan.ts';
import type { GoodRun, Heartbeat, HeartbeatReading } from '../../model/state/heartbeat.ts';
import { instantOf } from '../../model/time.ts';
import { outcomeExitCode, planExitCode } from '../../report/exit-code.ts';
import type { RunRefusal } from './guard.ts';
import { isDone } from './run-steps.ts';

/** A run that made a plan. `ended`: the service's time. */
export interface Told {
  readonly verb: Heartbeat['verb'];
  readonly who: string;
  readonly plan: Plan;
  readonly outcome: Outcome | null;
  readonly refusal: RunRefusal | null;
  /** How many people the changes of these keys concern, each once; null where nobody could count them. */
  readonly peopleOf: (keys: readonly string[]) => number | null;
  readonly ended: string;
}

/** Changes that wait, for a person here or in the tenant, are news. */
const GOOD: readonly ExitCode[] = [EXIT.ok, EXIT.gated, EXIT.waiting];

/** The heartbeat of the run. A bad one carries on which good one was the last. */
export function heartbeatOf(told: Told, before: HeartbeatReading): Heartbeat {
  const { verb, who, plan, outcome, ended } = told;
  const { commit } = plan.source;
  const { started, tool } = plan.run;
  const fault = faultOf(told);
  const [from, to] = [instantOf(started), instantOf(ended)];
  return {
    verb,
    who,
    tool,
    commit,
    started,
    ended,
    duration: from === undefined || to === undefined ? 0 : Math.max(0, Math.round((to - from) / 1000)),
    converged: outcome?.converged === true,
    waiting: outcome === null ? null : outcome.gated.length,
    drift: outcome === null ? null : driftLeft(plan, outcome),
    people: outcome === null ? null : peopleReached(told, outcome),
    fault,
    good: fault === null ? { commit, ended } : goodBefore(before),
  };
}

function faultOf({ plan, outcome, refusal }: Told): string | null {
  if (outcome === null) {
    const [problem] = plan.problems;
    if (problem !== undefined) return `nothing was written, ${problem.message}`;
    const code = planExitCode(plan, { detailed: false });
    return refusal?.reason === 'declined' ? 'nothing was written, a person said no' : `nothing was written (${code})`;
  }
  const code = outcomeExitCode(outcome, { gates: 'status' });
  if (GOOD.includes(code)) return null;
  const [problem] = outcome.problems;
  return `it ended with ${code}${problem === undefined ? '' : `, ${problem.message}`}`;
}

/** Profiles, each once: what policy leaves alone, and what waits for an approval. */
function driftLeft({ changes }: Plan, { findings = [], gated }: Outcome): number {
  const drifted = changes.filter(({ origin, key }) => origin !== 'intended' && gated.includes(key));
  const left = findings.filter(isLeftDrift).flatMap(({ key }) => key ?? []);
  return new Set([...left, ...drifted.map(({ key }) => key)]).size;
}

function peopleReached({ peopleOf }: Told, { steps }: Outcome): number | null {
  const keys = new Set(steps.filter(({ status }) => isDone(status)).map(({ key }) => key));
  return keys.size === 0 ? 0 : peopleOf([...keys]);
}

function goodBefore(before: HeartbeatReading): GoodRun | null {
  return before.status === 'found' ? before.heartbeat.good : null;
}
