/** Whether a schedule is alive: judged by the last run that came to a good end. Unknown is never fine. */

import type { Heartbeat, HeartbeatReading } from '../../model/state/heartbeat.ts';
import { CLOCK_SKEW_MS, durationOf, instantOf } from '../../model/time.ts';

/** `old`: known, and not good enough; `unknown`: nobody can tell. */
export interface Liveness {
  readonly verdict: 'fine' | 'old' | 'unknown';
  /** What is wrong and what to do, for people; null where nothing is. */
  readonly why: string | null;
  /** Milliseconds since the last good run; null where none is known. */
  readonly age: number | null;
  readonly heartbeat: Heartbeat | null;
}

/** `maxAge` as `durationOf` reads it. */
export function judgeHeartbeat(reading: HeartbeatReading, maxAge: string, now: string): Liveness {
  const bare = { age: null, heartbeat: null };
  if (reading.status === 'unreadable') return { verdict: 'unknown', why: reading.message, ...bare };
  if (reading.status === 'none') return { verdict: 'old', why: NONE, ...bare };
  const { heartbeat } = reading;
  const { good } = heartbeat;
  const last = `the last run ended at ${heartbeat.ended}${heartbeat.fault === null ? '' : `: ${heartbeat.fault}`}`;
  if (good === null) return { verdict: 'old', why: `no run has come to a good end yet; ${last}`, age: null, heartbeat };
  const [ended, at, most] = [instantOf(good.ended), instantOf(now), durationOf(maxAge)];
  if (ended === undefined || at === undefined || most === undefined || ended - at > CLOCK_SKEW_MS) {
    const why = `the last good run ended at ${good.ended}, and here it is ${now}: correct the clock of this machine, or run reconcile anew`;
    return { verdict: 'unknown', why, age: null, heartbeat };
  }
  const age = Math.max(0, at - ended);
  if (age <= most) return { verdict: 'fine', why: null, age, heartbeat };
  const why = `the last good run ended at ${good.ended}, longer ago than ${maxAge}; ${last}. look at the log of the job that runs postilion reconcile`;
  return { verdict: 'old', why, age, heartbeat };
}

const NONE =
  'no run has told of itself yet: the job that runs postilion reconcile never came to an end here, or may not write beside the state branch';
