/** Multi admin approval refuses a write in more ways than its page says; each that was seen means: wait, or say why. */

import type { HttpExchange } from './exchange.ts';
import type { GraphFault } from './graph-error.ts';

/** `wait`: a request for an approval exists. `unasked`: none was made, since the reason did not arrive. */
export interface ApprovalRefusal {
  readonly verdict: 'wait' | 'unasked';
  /** What must come with the repetition; null where the answer doesn't tell. */
  readonly code: string | null;
  /** What to do about it, a clause without a full stop. */
  readonly advice: string;
}

const CODE_IN_TEXT = /x-msft-approval-code\W{1,4}([0-9a-z][0-9a-z-]{7,})/i;

/**
 * Whether a refusal of a write is about multi admin approval, by what it says and not by its status: 403 with the code
 * `ApprovalRequired` (its Graph page of May 2026), also below a general code; 412 or 400 with the code `BadRequest`, the
 * words or the header alone (reports from tenants, summer of 2026); 409 while a request about the same object waits;
 * 400 where the header with the reason is missing.
 */
export function readApprovalRefusal(
  { status, approvalCode }: HttpExchange,
  fault: GraphFault | null,
): ApprovalRefusal | null {
  if (status < 400 || status > 499 || status === 401 || status === 429) return null;
  const message = fault?.message ?? '';
  const code = approvalCode ?? CODE_IN_TEXT.exec(message)?.[1] ?? null;
  if (code !== null || fault?.code === 'ApprovalRequired' || /\bapproval ?required\b/i.test(message)) {
    return { verdict: 'wait', code, advice: 'another admin must approve it in the Intune admin center first' };
  }
  if (/active approval request already exists/i.test(message)) {
    const advice = 'another request about this object waits for an approval: decide on that in the Intune admin center';
    return { verdict: 'wait', code: null, advice };
  }
  if (/x-msft-approval-justification\W+is required/i.test(message)) {
    const advice =
      'multi admin approval wants a reason and did not get the one that was sent: does a proxy drop headers?';
    return { verdict: 'unasked', code: null, advice };
  }
  return null;
}
