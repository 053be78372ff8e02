/** The time that one run may spend waiting for a throttled or ailing service, shared by all its requests. */

/** Time and chance, handed in so that tests need neither. `now` is in milliseconds and never goes back. */
export interface Timing {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** From 0 up to but not including 1. */
  random(): number;
}

export interface RetryBudget {
  readonly seconds: number;
  /** Waits, or returns false at once when the wait doesn't fit into what is left. */
  wait(ms: number): Promise<boolean>;
}

/** The machine's own time and chance. */
export const MACHINE: Timing = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
};

/** A budget of `seconds`; waits that overlap count once, because the run as a whole stands still only once. */
export function createBudget(seconds: number, timing: Timing): RetryBudget {
  let spent = 0;
  let waitingUntil = Number.NEGATIVE_INFINITY;
  return {
    seconds,
    async wait(ms) {
      const now = timing.now();
      const end = now + ms;
      const added = Math.max(0, end - Math.max(now, waitingUntil));
      if (spent + added > seconds * 1000) return false;
      spent += added;
      waitingUntil = Math.max(waitingUntil, end);
      await timing.sleep(ms);
      return true;
    },
  };
}
