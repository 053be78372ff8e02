/** The time that one run may spend waiting for a throttled or ailing service, shared by all its requests. */

/** Time and chance, handed in so that tests need neither. `now` is in milliseconds and never goes back. */
export interface Timing {
  now(): number;
  /** Ends early, without a fault, when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 up to but not including 1. */
  random(): number;
}

/** `spent`: the wait doesn't fit into what is left, and wasn't begun. `stopped`: somebody asked the run to stop. */
export type Waited = 'waited' | 'spent' | 'stopped';

export interface RetryBudget {
  readonly seconds: number;
  wait(ms: number): Promise<Waited>;
}

/** The machine's own time and chance. */
export const MACHINE: Timing = {
  now: () => performance.now(),
  sleep,
  random: () => Math.random(),
};

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (isAborted(signal)) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}

/** A budget of `seconds`; waits that overlap count once, because the run as a whole stands still only once. */
export function createBudget(seconds: number, timing: Timing, signal?: AbortSignal): RetryBudget {
  let spent = 0;
  let waitingUntil = Number.NEGATIVE_INFINITY;
  return {
    seconds,
    async wait(ms) {
      if (isAborted(signal)) return 'stopped';
      const now = timing.now();
      const end = now + ms;
      const added = Math.max(0, end - Math.max(now, waitingUntil));
      if (spent + added > seconds * 1000) return 'spent';
      spent += added;
      waitingUntil = Math.max(waitingUntil, end);
      await timing.sleep(ms, signal);
      return isAborted(signal) ? 'stopped' : 'waited';
    },
  };
}
