/** The only way to change a tenant: one write after the other, and the truth about each. */

import type { TenantWriter, WriteAnswer, WriteRequest } from '../../app/ports.ts';
import { problemOf } from './errors.ts';
import type { Exchange, Send } from './exchange.ts';
import { isSuccess } from './read-answer.ts';
import { isUnprocessed } from './retry.ts';
import { absoluteUrl, type GraphRoot } from './root.ts';

/** A writer over `send`. Writes are counted when they are sent, once each, whatever becomes of them. */
export function createWriter(root: GraphRoot, send: Send): TenantWriter {
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();
  const writeNow = async (request: WriteRequest): Promise<WriteAnswer> => {
    count += 1;
    const { method, path, body } = request;
    const headers = { Accept: 'application/json', ...approvalHeaders(request) };
    const exchange = await send({ method, path, body, headers, repeatable: false, weight: 1 });
    return writeAnswer(exchange, request);
  };
  return {
    write(request) {
      const answer = last.then(() => writeNow(request));
      last = answer.catch(() => undefined);
      return answer;
    },
    absolute: (path) => absoluteUrl(root, path),
    writes: () => count,
  };
}

/**
 * The headers of multi admin approval (its Graph page of May 2026): the reason in Base64, and with the repetition of a
 * request that was approved its code. A tenant without such a policy ignores them.
 */
function approvalHeaders({ approval }: WriteRequest): Readonly<Record<string, string>> {
  if (approval === undefined) return {};
  const { justification, code } = approval;
  return {
    'x-msft-approval-justification': Buffer.from(justification, 'utf8').toString('base64'),
    ...(code === null ? {} : { 'x-msft-approval-code': code }),
  };
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
