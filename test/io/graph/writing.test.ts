import { expect, test } from 'vitest';
import { connectReader, connectWriter } from '../../../src/io/graph/connect.ts';
import type { Call } from '../../../src/io/graph/http/exchange.ts';
import { prepareRun } from '../../../src/io/graph/session.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { fault, type Reply, startGraph, watched } from './scripted-graph.ts';

async function writerOf(reply: Reply) {
  const graph = await startGraph(() => reply);
  return { graph, tenant: await connectWriter(watched(graph.root).options) };
}

test.each([
  ['PATCH', { status: 204 }, null],
  ['PATCH', { status: 200, body: { id: 'x' } }, { id: 'x' }],
  ['DELETE', { status: 200 }, null],
  ['POST', { status: 202, text: '' }, null],
  ['PUT', { status: 204 }, null],
] satisfies readonly (readonly ['PATCH' | 'DELETE' | 'POST' | 'PUT', Reply, JsonValue])[])(
  '%s is accepted with any 2xx, with or without a body',
  async (method, reply, body) => {
    const { graph, tenant } = await writerOf(reply);
    const sent = method === 'DELETE' ? null : { displayName: 'é' };
    const answer = await tenant.write({ method, path: "/deviceManagement/deviceConfigurations('1')/$ref", body: sent });
    expect(answer).toEqual({ status: 'accepted', body, requestId: 'server-request-id' });
    expect(graph.seen).toMatchObject([
      {
        method,
        url: "/beta/deviceManagement/deviceConfigurations('1')/$ref",
        text: sent === null ? '' : '{"displayName":"é"}',
      },
    ]);
    expect(graph.seen[0]?.headers['content-type']).toBe(sent === null ? undefined : 'application/json');
    expect(tenant.writes()).toBe(1);
  },
);

test.each([
  [
    'a bad request',
    fault(400, 'BadRequest', 'no'),
    { status: 'refused', httpStatus: 400, problem: { type: 'remote' } },
  ],
  [
    'an absent object',
    fault(404, 'NotFound', 'gone'),
    { status: 'refused', httpStatus: 404, problem: { type: 'remote' } },
  ],
  ['a conflict', fault(409, 'Conflict', 'twice'), { status: 'refused', httpStatus: 409, problem: { type: 'remote' } }],
  [
    'a multi admin approval',
    fault(403, 'ApprovalRequired', 'wait'),
    { status: 'refused', httpStatus: 403, problem: { type: 'approval' } },
  ],
])('%s is refused', async (_, reply, expected) => {
  const { tenant } = await writerOf(reply);
  expect(await tenant.write({ method: 'PATCH', path: '/deviceManagement/x', body: {} })).toMatchObject(expected);
});

test('the code of a multi admin approval is kept, whatever the case of its header', async () => {
  const { tenant } = await writerOf(fault(403, 'ApprovalRequired', 'wait', { 'X-MSFT-Approval-Code': 'eyJhIjoiMSJ9' }));
  const answer = await tenant.write({ method: 'PATCH', path: '/deviceManagement/x', body: {} });
  expect(answer).toHaveProperty('problem.approvalCode', 'eyJhIjoiMSJ9');
});

test('a refused write names the permission to write', async () => {
  const { tenant } = await writerOf(fault(403, 'Forbidden', 'no'));
  const answer = await tenant.write({ method: 'POST', path: '/deviceManagement/deviceConfigurations', body: {} });
  expect(answer).toHaveProperty(
    'problem.message',
    expect.stringContaining('DeviceManagementConfiguration.ReadWrite.All'),
  );
});

test('writes go one after the other, in the order in which they were asked for', async () => {
  const { graph, tenant } = await writerOf({ status: 204 });
  await Promise.all(['/a', '/b', '/c'].map((path) => tenant.write({ method: 'PATCH', path, body: {} })));
  expect(graph.seen.map((seen) => seen.url)).toEqual(['/beta/a', '/beta/b', '/beta/c']);
  expect(tenant.absolute('/deviceManagement/x')).toBe(`${graph.root}/beta/deviceManagement/x`);
});

test('a redirect is not followed, since a POST and a token would travel with it', async () => {
  const { graph, tenant } = await writerOf({ status: 307, headers: { location: '/beta/elsewhere' } });
  const answer = await tenant.write({ method: 'POST', path: '/x', body: {} });
  expect(answer).toMatchObject({ status: 'refused', httpStatus: 307 });
  expect(graph.seen).toHaveLength(1);
});

function batchOf(requests: JsonValue): JsonValue {
  return { requests };
}

const read: Call = { method: 'GET', path: '/x', headers: {}, body: null, repeatable: true, weight: 1 };

test.each([
  ['PATCH', { ...read, method: 'PATCH', body: {} }],
  ['PUT', { ...read, method: 'PUT', body: {} }],
  ['DELETE', { ...read, method: 'DELETE' }],
  ['POST', { ...read, method: 'POST', body: {} }],
  [
    'a batch with a write',
    {
      ...read,
      method: 'POST',
      path: '/$batch',
      body: batchOf([
        { id: '1', method: 'GET', url: '/x' },
        { id: '2', method: 'DELETE', url: '/x' },
      ]),
    },
  ],
  [
    'a batch with a lower-case method',
    { ...read, method: 'POST', path: '/$batch', body: batchOf([{ id: '1', method: 'get', url: '/x' }]) },
  ],
  ['a batch without requests', { ...read, method: 'POST', path: '/$batch', body: {} }],
  [
    'a batch of reads elsewhere',
    { ...read, method: 'POST', path: '/x/$batch', body: batchOf([{ id: '1', method: 'GET', url: '/x' }]) },
  ],
  [
    'a batch with a query',
    { ...read, method: 'POST', path: '/$batch?x', body: batchOf([{ id: '1', method: 'GET', url: '/x' }]) },
  ],
  ['a path out of the version', { ...read, path: '/../v1.0/x' }],
] satisfies readonly (readonly [string, Call])[])('a reader’s chain does not let %s out', async (_, call) => {
  const graph = await startGraph(() => ({ status: 204 }));
  const send = await prepareRun(watched(graph.root).options).openReadOnly();
  await expect(send(call)).rejects.toThrow(/^bug: /);
  expect(graph.seen).toEqual([]);
});

test('a reader has no way to ask for a write', async () => {
  const graph = await startGraph(() => ({ status: 204 }));
  expect(Object.keys(await connectReader(watched(graph.root).options)).sort()).toEqual([
    'batch',
    'cost',
    'counts',
    'get',
    'list',
    'serviceTime',
    'tokenTenant',
  ]);
});
