/** Every way in which multi admin approval is known to hold up a write, and what a code is good for. */

import { describe, expect, it, test } from 'vitest';
import type { WriteRequest } from '../../../src/app/ports/tenant.ts';
import { connectReader, connectWriter } from '../../../src/io/graph/connect.ts';
import { fault, type Reply, startGraph, watched } from './scripted-graph.ts';

const CODE = 'aabb1234-5678-9012-abcd-ef0123456789';
const HEADER = { 'x-msft-approval-code': CODE };
const TEXT = `Approval Required. x-msft-approval-code: ${CODE}`;
const NESTED = JSON.stringify({ _version: 3, Message: `${TEXT} - Operation ID (for customer support): 0` });
const MISSING = "Header 'x-msft-approval-justification' is required to request approval.";

async function writeTo(replies: readonly Reply[], approval: NonNullable<WriteRequest['approval']>) {
  const left = [...replies];
  const graph = await startGraph(() => left.shift() ?? { status: 500 });
  const tenant = await connectWriter(watched(graph.root).options);
  const answer = await tenant.write({ method: 'PATCH', path: '/deviceManagement/x', body: {}, approval });
  const sent = graph.seen.map(({ headers }) => [
    headers['x-msft-approval-justification'] ?? null,
    headers['x-msft-approval-code'] ?? null,
  ]);
  return { answer, sent };
}

const WHY = { justification: 'why', code: null };
const BASE64 = Buffer.from('why').toString('base64');

describe('a write waits', () => {
  it.each([
    ['403 with its own code', fault(403, 'ApprovalRequired', 'wait', HEADER), CODE],
    ['403 with the code in the text alone', fault(403, 'ApprovalRequired', TEXT), CODE],
    ['403 without any code', fault(403, 'ApprovalRequired', 'wait'), undefined],
    [
      '403 with the code below',
      { status: 403, body: { error: { code: 'Forbidden', message: '', innerError: { code: 'ApprovalRequired' } } } },
      undefined,
    ],
    ['412 with a general code', fault(412, 'BadRequest', TEXT, HEADER), CODE],
    ['412 with the header alone', { status: 412, headers: HEADER }, CODE],
    ['412 in Intune’s wrapping', fault(412, 'BadRequest', NESTED), CODE],
    ['400 with the words', fault(400, 'BadRequest', TEXT), CODE],
    ['409 while another request waits', fault(409, 'Conflict', 'An active Approval Request already exists'), undefined],
  ] satisfies readonly (readonly [string, Reply, string | undefined])[])('%s', async (_, reply, code) => {
    const { answer, sent } = await writeTo([reply], WHY);
    expect(answer).toMatchObject({ status: 'refused', problem: { type: 'approval' } });
    expect(answer.status === 'refused' ? answer.problem.approvalCode : '').toBe(code);
    expect(sent).toEqual([[BASE64, null]]);
  });

  it.each([
    ['a reason that did not arrive', fault(400, 'BadRequest', MISSING), /does a proxy drop headers\?$/],
    [
      'a reason that is too long',
      fault(
        400,
        'BadRequest',
        "Decoded content of 'x-msft-approval-justification' header must be no greater than 1024 characters",
      ),
      /1024/,
    ],
    ['any other 412', fault(412, 'PreconditionFailed', 'the etag differs'), /etag/],
    ['any other 409', fault(409, 'Conflict', 'twice'), /twice/],
  ] satisfies readonly (readonly [string, Reply, RegExp])[])('not for %s', async (_, reply, message) => {
    const { answer } = await writeTo([reply], WHY);
    const problem = answer.status === 'refused' ? answer.problem : null;
    expect([problem?.type, problem?.message]).toEqual(['remote', expect.stringMatching(message)]);
  });
});

test('a read is never held up', async () => {
  const graph = await startGraph(() => fault(403, 'ApprovalRequired', 'wait', HEADER));
  const reader = await connectReader(watched(graph.root).options);
  expect(await reader.get({ path: '/deviceManagement/x' })).toMatchObject({ problem: { type: 'permission' } });
});

describe('a request with a code', () => {
  const again = { justification: 'why', code: CODE };

  it('carries the code in the place of the reason', async () => {
    const { answer, sent } = await writeTo([{ status: 204 }], again);
    expect(answer.status).toBe('accepted');
    expect(sent).toEqual([[null, CODE]]);
  });

  it('that still waits is not asked for anew', async () => {
    const { answer, sent } = await writeTo([fault(412, 'BadRequest', TEXT, HEADER)], again);
    expect(answer).toMatchObject({ problem: { type: 'approval', approvalCode: CODE } });
    expect(sent).toHaveLength(1);
  });

  it.each([400, 403, 404, 409, 412])('that is refused with %i is asked for anew, once', async (status) => {
    const replies = [fault(status, 'BadRequest', 'it was turned down'), fault(403, 'ApprovalRequired', 'wait', HEADER)];
    const { answer, sent } = await writeTo(replies, again);
    expect(answer).toMatchObject({ problem: { type: 'approval', approvalCode: CODE } });
    expect(sent).toEqual([
      [null, CODE],
      [BASE64, null],
    ]);
  });

  it('whose answer is lost is not sent again', async () => {
    const { answer, sent } = await writeTo([fault(503, 'ServiceUnavailable', 'busy')], again);
    expect(answer.status).not.toBe('accepted');
    expect(sent).toHaveLength(1);
  });
});
