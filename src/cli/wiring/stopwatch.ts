/** How long the stages of a command took. */

export interface Stopwatch {
  /** Ends the stage before it. */
  begin(stage: string): void;
  /** Milliseconds by stage, in the order of their first beginning. */
  stages(): readonly { readonly stage: string; readonly ms: number }[];
}

/** A running one; until the first stage begins everything since `started` counts as "start". `now` is in milliseconds. */
export function startStopwatch(now: () => number, started: number): Stopwatch {
  const times = new Map<string, number>();
  let current = 'start';
  let since = started;
  const stop = (): void => {
    const at = now();
    times.set(current, (times.get(current) ?? 0) + at - since);
    since = at;
  };
  return {
    begin(stage) {
      stop();
      current = stage;
    },
    stages() {
      stop();
      return [...times].map(([stage, ms]) => ({ stage, ms: Math.round(ms) }));
    },
  };
}
