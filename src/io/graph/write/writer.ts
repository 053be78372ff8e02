/** The only way to change a tenant, and the truth about each write. */

import type { TenantWriter, WriteAnswer, WriteRequest } from '../../../app/ports/tenant.ts';
import { readApprovalRefusal } from '../http/approval-refusal.ts';
import type { Exchange, Send } from '../http/exchange.ts';
import { faultOf, problemOf } from '../http/problem.ts';
import { isUnprocessed } from '../http/retry.ts';
import { absoluteUrl, type GraphRoot } from '../http/root.ts';
import { isSuccess } from '../read/answer.ts';

type MayStart = () => Promise<boolean>;

/** A writer over `send`. Writes are counted when they are sent, once each, whatever becomes of them. */
export function createWriter(root: GraphRoot, send: Send): TenantWriter {
  let count = 0;
  const sendOnce = (request: WriteRequest, mayStart: MayStart): Promise<Exchange> => {
    const { method, path, body } = request;
    const headers = { Accept: 'application/json', ...approvalHeaders(request) };
    let isCounted = false;
    const start = async (): Promise<boolean> => {
      const may = await mayStart();
      if (may && !isCounted) count += 1;
      isCounted ||= may;
      return may;
    };
    return send({ method, path, body, headers, repeatable: false, weight: 1, mayStart: start });
  };
  const write = async (request: WriteRequest, mayStart: MayStart): Promise<WriteAnswer> => {
    const exchange = await sendOnce(request, mayStart);
    const { approval } = request;
    if (approval === undefined || approval.code === null || !isCodeRefused(exchange))
      return writeAnswer(exchange, request);
    // The code is spent, expired or turned down. Nothing was carried out, so an approval is asked for anew.
    const anew = { ...request, approval: { ...approval, code: null } };
    return writeAnswer(await sendOnce(anew, mayStart), anew);
  };
  return {
    write: (request, mayStart = async () => true) => write(request, mayStart),
    absolute: (path) => absoluteUrl(root, path),
    writes: () => count,
  };
}

/**
 * The headers of multi admin approval (its Graph page of May 2026): the reason in Base64, or in its place, with the
 * repetition of a request that was approved, the code. A tenant without such a policy ignores them.
 */
function approvalHeaders({ approval }: WriteRequest): Readonly<Record<string, string>> {
  if (approval === undefined) return {};
  const { justification, code } = approval;
  if (code !== null) return { 'x-msft-approval-code': code };
  return { 'x-msft-approval-justification': Buffer.from(justification, 'utf8').toString('base64') };
}

/** True for a plain refusal of a request with a code, unless it says that the code still waits. */
function isCodeRefused(exchange: Exchange): boolean {
  if (exchange.kind !== 'answer') return false;
  const { status } = exchange;
  if (status < 400 || status > 499 || status === 401 || status === 408 || status === 429) return false;
  const refusal = readApprovalRefusal(exchange, faultOf(exchange));
  return refusal === null || refusal.code === null;
}

/**
 * Any 2xx with JSON or without a body is accepted. What left doubt whether the service did it is uncertain: no answer,
 * a server's fault that doesn't say "not processed", or a 2xx that Graph can't have written.
 */
function writeAnswer(exchange: Exchange, request: WriteRequest): WriteAnswer {
  const problem = () => problemOf(exchange, request);
  if (exchange.kind === 'unsigned') return { status: 'refused', httpStatus: 401, problem: problem() };
  // Without a status, because nothing was sent.
  if (exchange.kind === 'unsent') return { status: 'refused', httpStatus: 0, problem: problem() };
  if (exchange.kind === 'lost') return { status: 'uncertain', problem: problem() };
  const { status, body } = exchange;
  if (isSuccess(exchange)) {
    if (body.form === 'html' || body.form === 'broken') return { status: 'uncertain', problem: problem() };
    return {
      status: 'accepted',
      body: body.form === 'json' ? body.value : null,
      requestId: exchange.requestIds[0] ?? null,
    };
  }
  if (status === 408 || (status >= 500 && !isUnprocessed(exchange))) return { status: 'uncertain', problem: problem() };
  return { status: 'refused', httpStatus: status, problem: problem() };
}
