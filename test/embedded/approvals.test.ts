import { afterEach, expect, test } from 'vitest';
import { objectsAt, stringAt } from '../../src/model/json.ts';
import { says } from './behaviours.ts';
import { errorOf, itemsOf, type Reply } from './graph-client.ts';
import { configurations, iosMailBody, useTenant } from './harness.ts';

const bench = useTenant();

async function decide(wish: Readonly<Record<string, string>>) {
  expect((await bench().graph.send('POST', '/__tenant/approvals', wish)).status).toBe(204);
}

async function protect(refusal: string) {
  const wish = { policies: [{ displayName: 'Two admins' }], refusal };
  expect((await bench().graph.send('POST', '/__tenant/approvals', wish)).status).toBe(204);
}

afterEach(async () => {
  await bench().graph.send('POST', '/__tenant/approvals', { policies: [], refusal: 'documented' });
});

const REASON = { 'x-msft-approval-justification': Buffer.from('why').toString('base64') };

function make(name: string, headers: Readonly<Record<string, string>>): Promise<Reply> {
  return bench().graph.send('POST', configurations, iosMailBody(name), headers);
}

function codeOf(reply: Reply): string {
  return reply.headers.get('x-msft-approval-code') ?? '';
}

test(`approval-asked: ${says('approval-asked')}`, async () => {
  await protect('documented');
  const asked = await make('asked', REASON);
  expect([asked.status, errorOf(asked).code]).toEqual([403, 'ApprovalRequired']);
  const code = codeOf(asked);
  expect(errorOf(asked).message).toContain(code);
  expect((await make('asked', { 'x-msft-approval-code': code })).status).toBe(403);
  await decide({ code, status: 'approved' });
  expect((await make('other', { 'x-msft-approval-code': code })).status).toBe(400);
  expect((await make('asked', { 'x-msft-approval-code': code })).status).toBe(201);
  const requests = itemsOf(await bench().graph.get('/deviceManagement/operationApprovalRequests'));
  expect(requests).toMatchObject([{ id: code, status: 'completed', requestJustification: 'why' }]);
});

test(`approval-reported: ${says('approval-reported')}`, async () => {
  for (const [refusal, status] of [
    ['precondition failed', 412],
    ['bad request', 400],
  ] as const) {
    await protect(refusal);
    const asked = await make(refusal, REASON);
    expect([asked.status, errorOf(asked).code, codeOf(asked).length]).toEqual([status, 'BadRequest', 36]);
    expect((await make(refusal, REASON)).status).toBe(409);
    expect(errorOf(await make(refusal, {})).message).toContain("'x-msft-approval-justification' is required");
  }
  await protect('inner code');
  const hidden = await make('hidden', REASON);
  expect([hidden.status, errorOf(hidden).code, hidden.text]).toEqual([
    403,
    'Forbidden',
    expect.stringContaining('"innerError":{"code":"ApprovalRequired"}'),
  ]);
});

test(`approval-spent: ${says('approval-spent')}`, async () => {
  await protect('documented');
  const code = codeOf(await make('spent', REASON));
  await decide({ code, status: 'rejected' });
  expect((await make('spent', { 'x-msft-approval-code': code })).status).toBe(400);
  const again = codeOf(await make('spent', REASON));
  await decide({ code: again, status: 'approved' });
  expect((await make('spent', { 'x-msft-approval-code': again })).status).toBe(201);
  expect((await make('spent', { 'x-msft-approval-code': again })).status).toBe(400);
});

test('reasons that are too long and refusals that nobody knows are refused', async () => {
  const { graph } = bench();
  expect((await graph.send('POST', '/__tenant/approvals', { refusal: 'rudely' })).status).toBe(400);
  await protect('documented');
  const long = Buffer.from('x'.repeat(1025)).toString('base64');
  expect((await make('long', { 'x-msft-approval-justification': long })).status).toBe(400);
  const stored = objectsAt((await graph.get('/__tenant/state?only=deviceConfigurations')).body, 'deviceConfigurations');
  expect(stored.some((one) => stringAt(one, 'displayName') === 'long')).toBe(false);
});
