/** Says on stderr that the service makes a run wait, once for requests that wait side by side. */

import type { Terminal } from './terminal.ts';

/** Shorter waits are over before anybody wonders. */
const TOLD_FROM_MS = 2_000;

interface Waiting {
  readonly ms: number;
  readonly status: number | null;
}

/** Told of each wait as it begins. */
export function waitsOn(terminal: Terminal, now: () => number = () => performance.now()): (wait: Waiting) => void {
  let until = Number.NEGATIVE_INFINITY;
  return ({ ms, status }) => {
    const end = now() + ms;
    if (ms < TOLD_FROM_MS) return;
    terminal.onWait?.();
    // A wait that ends with one that was told is no news.
    if (end < until + TOLD_FROM_MS) return;
    until = end;
    terminal.error(`${words(status)}: waiting ${Math.ceil(ms / 1000)} s, then it is asked again\n`);
  };
}

function words(status: number | null): string {
  if (status === null) return 'the service did not answer';
  return status === 429 ? 'the service has too much to do (429)' : `the service is not ready (${status})`;
}
