/** What the requests of a run cost. */

/** Changed by the links of the chain as requests pass. */
export interface Counters {
  /** Items of batches one by one. */
  requests: number;
  /** HTTP exchanges, repetitions included. */
  roundTrips: number;
  /** The most exchanges of which each began when the one before it had ended. */
  longestChain: number;
  /** Of the answers' bodies, unpacked. */
  bytes: number;
  /** Milliseconds in which at least one request waited for its turn. */
  pacedMs: number;
  /** Requests that wait for their turn just now, and since when one does. */
  waiting: number;
  waitingSince: number;
}

export function newCounters(): Counters {
  return { requests: 0, roundTrips: 0, longestChain: 0, bytes: 0, pacedMs: 0, waiting: 0, waitingSince: 0 };
}

/** A request begins (1) or ends (-1) to wait at `now`. Waits at the same time count once: the run stands still only once. */
export function countWait(counters: Counters, by: 1 | -1, now: number): void {
  if (counters.waiting === 0) counters.waitingSince = now;
  counters.waiting += by;
  if (counters.waiting === 0) counters.pacedMs += now - counters.waitingSince;
}
