/** Asks who sends, once the turn has come, whether the request may still leave. */

import type { Exchange, Outgoing } from './exchange.ts';

/** The link behind all waits, a repetition's too. */
export async function askSender(
  outgoing: Outgoing,
  next: (outgoing: Outgoing) => Promise<Exchange>,
): Promise<Exchange> {
  if (outgoing.mayStart === undefined || (await outgoing.mayStart())) return next(outgoing);
  return { kind: 'unsent', reason: 'not sent, because the run may write no more' };
}
