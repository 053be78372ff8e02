/** The adapter's front door: a reader for those who plan, a reader with a writer for those who apply. */

import type { TenantReader, TenantWriter } from '../../app/ports.ts';
import { signing } from './authentication.ts';
import type { BatchTools } from './batch.ts';
import { createBudget, MACHINE, type Timing } from './budget.ts';
import { openClient } from './client.ts';
import type { GraphLog, Outgoing, Send, TokenSource } from './exchange.ts';
import { assertReadOnly, assertWithin } from './guard.ts';
import { createReader } from './reader.ts';
import { retrying } from './retry.ts';
import { parseRoot } from './root.ts';
import { type Counters, transport } from './transport.ts';
import { createWriter } from './writer.ts';

export interface GraphOptions {
  /** `https://graph.microsoft.com` or `http://127.0.0.1:4312`; a trailing slash or version segment is tolerated. */
  readonly root: string;
  readonly token: TokenSource;
  readonly log: GraphLog;
  /** Seconds that the run may spend waiting before it gives up; 900 when left out. */
  readonly budget?: { readonly retrySeconds: number };
  /** Seconds for one request and its whole answer; 100 when left out. */
  readonly timeoutSeconds?: number;
  /** The User-Agent, `postilion` when left out. */
  readonly agent?: string;
  readonly timing?: Timing;
}

/** What the reader and the writer of one run have in common. */
interface Run extends Omit<BatchTools, 'send'> {
  readonly counters: Counters;
  open(check: (outgoing: Outgoing) => void): Promise<Send>;
}

/** A tenant that can only be read. Nothing is sent yet. Rejects with GraphRootError when the root can't be used. */
export async function connectReader(options: GraphOptions): Promise<TenantReader> {
  return openReader(prepare(options));
}

/** A tenant that can be read and changed. The reading half goes through the same guard as a plan's reader. */
export async function connectWriter(options: GraphOptions): Promise<TenantReader & TenantWriter> {
  const run = prepare(options);
  const reader = await openReader(run);
  const send = await run.open(() => undefined);
  return { ...reader, ...createWriter(run.root, send, run.timing) };
}

/** The sender of a reader, which throws for anything but reads. */
export function openReadOnly(options: GraphOptions): Promise<Send> {
  const run = prepare(options);
  return run.open((outgoing) => assertReadOnly(run.root, outgoing));
}

async function openReader(run: Run): Promise<TenantReader> {
  const send = await run.open((outgoing) => assertReadOnly(run.root, outgoing));
  return createReader({ ...run, send }, run.counters);
}

function prepare(options: GraphOptions): Run {
  const root = parseRoot(options.root);
  const timing = options.timing ?? MACHINE;
  const budget = createBudget(options.budget?.retrySeconds ?? 900, timing);
  const counters: Counters = { requests: 0, roundTrips: 0 };
  const open = (check: (outgoing: Outgoing) => void) =>
    openClient(root, [
      signing(options.token),
      retrying(budget, timing),
      transport({
        timeoutSeconds: options.timeoutSeconds ?? 100,
        agent: options.agent ?? 'postilion',
        timing,
        log: options.log,
        counters,
        check: (outgoing) => {
          assertWithin(root, outgoing);
          check(outgoing);
        },
      }),
    ]);
  return { root, budget, timing, counters, open };
}
