/** What all requests of one run share: the root, the budget, the counters, and the chain in its two strengths. */

import { setMaxListeners } from 'node:events';
import { tokenClaims } from './auth/clock-skew.ts';
import { signing } from './auth/sign.ts';
import { askSender } from './http/asking.ts';
import { openClient } from './http/client.ts';
import { newCounters } from './http/counters.ts';
import type { Dispatcher } from './http/dispatcher.ts';
import type { Environment } from './http/environment.ts';
import type { GraphLog, Outgoing, Send, TokenSource } from './http/exchange.ts';
import { dispatcherFor } from './http/proxy.ts';
import { DOCUMENTED_LIMITS, type Limits, pacing } from './http/rate-limit.ts';
import { assertReadOnly, assertWithin } from './http/read-only-guard.ts';
import { retrying, type Wait } from './http/retry.ts';
import { createBudget, MACHINE, type RetryBudget, type Timing } from './http/retry-budget.ts';
import { type GraphRoot, parseRoot } from './http/root.ts';
import { createServiceClock, type RunFacts } from './http/service-clock.ts';
import { DIRECT, transport } from './http/transport.ts';

export interface GraphOptions {
  /** `https://graph.microsoft.com` or `http://127.0.0.1:4312`; a trailing slash or version segment is tolerated. */
  readonly root: string;
  readonly token: TokenSource;
  readonly log: GraphLog;
  /** Hears of each wait for the service as it begins. */
  readonly onWait?: (wait: Wait) => void;
  /** Seconds that the run may spend waiting before it gives up; 900 when left out. */
  readonly budget?: { readonly retrySeconds: number };
  /** Seconds for one request and its whole answer; 100 when left out. */
  readonly timeoutSeconds?: number;
  /** The User-Agent, `postilion` when left out. */
  readonly agent?: string;
  /** The machine's own time and chance when left out. */
  readonly timing?: Timing;
  /** This machine's time of day, in milliseconds since 1970; its own clock when left out. */
  readonly clock?: () => number;
  /** How requests leave this process. Left out: by `fetch`, through the proxy where there is one. */
  readonly way?: Dispatcher;
  /** The environment whose proxy variables count; no proxy when left out, nor ever for this machine itself. */
  readonly proxy?: Environment;
  /** The pace to keep. Left out: a little below the documented limits, and none on this machine itself. */
  readonly limits?: Limits;
  /** Ends every wait. What waited for a repetition ends as it is, what waited for its first turn isn't sent. */
  readonly signal?: AbortSignal;
}

export interface GraphRun extends RunFacts {
  readonly root: GraphRoot;
  readonly budget: RetryBudget;
  readonly timing: Timing;
  /** A chain whose transport throws, before anything is sent, for all but reads. */
  openReadOnly(): Promise<Send>;
  /** A chain that can write. For the writer alone. */
  openWritable(): Promise<Send>;
}

/** A run that has sent nothing yet. Throws GraphRootError when the root or the proxy can't be used. */
export function prepareRun(options: GraphOptions): GraphRun {
  const root = parseRoot(options.root);
  const timing = options.timing ?? MACHINE;
  const clock = options.clock ?? Date.now;
  const { signal } = options;
  // Every wait listens, and many wait at the same time; that is no leak.
  if (signal !== undefined) setMaxListeners(0, signal);
  const budget = createBudget(options.budget?.retrySeconds ?? 900, timing, signal);
  const way = options.way ?? (root.loopback ? DIRECT : dispatcherFor(options.proxy ?? {}));
  const limits = options.limits ?? (root.loopback ? null : DOCUMENTED_LIMITS);
  const counters = newCounters();
  // One for reader and writer: the service counts them together.
  const paced = limits === null ? [] : [pacing(limits, timing, signal, counters)];
  const ending = signal === undefined ? undefined : lateBy(GRACE_MS, signal);
  const service = createServiceClock(timing);
  let tenant: string | null = null;
  const token: TokenSource = async (refused) => {
    const given = await options.token(refused);
    const tid = tokenClaims(given)?.['tid'];
    tenant = typeof tid === 'string' ? tid : null;
    return given;
  };
  const open = (check: (outgoing: Outgoing) => void) => {
    const sending = transport({
      timeoutSeconds: options.timeoutSeconds ?? 100,
      agent: options.agent ?? 'postilion',
      timing,
      clock,
      way,
      ...(ending === undefined ? {} : { ending }),
      log: options.log,
      counters,
      service,
      check,
    });
    return openClient(root, [
      signing(token, clock),
      retrying(budget, timing, options.onWait),
      ...paced,
      askSender,
      sending,
    ]);
  };
  return {
    root,
    budget,
    timing,
    counters,
    service,
    tokenTenant: () => tenant,
    openReadOnly: () =>
      open((outgoing) => {
        assertWithin(root, outgoing);
        assertReadOnly(root, outgoing);
      }),
    openWritable: () => open((outgoing) => assertWithin(root, outgoing)),
  };
}

/** For what a step in flight still reads; a run that is asked to stop ends within two seconds. */
const GRACE_MS = 1_500;

/** The signal, so much later. */
function lateBy(ms: number, signal: AbortSignal): AbortSignal {
  const late = new AbortController();
  signal.addEventListener('abort', () => void setTimeout(() => late.abort(), ms).unref(), { once: true });
  setMaxListeners(0, late.signal);
  return late.signal;
}
