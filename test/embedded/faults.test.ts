import { afterEach, expect, test } from 'vitest';
import type { JsonValue } from '../../src/model/json.ts';
import { objectsAt, stringAt } from '../../src/model/json.ts';
import { itemsOf } from './graph-client.ts';
import { configurations, iosMailBody, useTenant } from './harness.ts';

const bench = useTenant();

async function arm(...faults: readonly JsonValue[]) {
  expect((await bench().graph.send('POST', '/__tenant/faults', faults)).status).toBe(204);
}

afterEach(async () => {
  await bench().graph.send('DELETE', '/__tenant/faults');
});

async function countNamed(name: string): Promise<number> {
  const all = itemsOf(await bench().graph.get(configurations));
  return all.filter((item) => item['displayName'] === name).length;
}

test('a status with headers strikes as often as told', async () => {
  const { graph } = bench();
  await arm({ path: '/groups', status: 429, headers: { 'Retry-After': 7 }, times: 2 });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const struck = await graph.get('/groups?$top=1');
    expect([struck.status, struck.headers.get('retry-after')]).toEqual([429, '7']);
  }
  expect((await graph.get('/groups?$top=1')).status).toBe(200);
});

test('a pattern and a method pick the request, inside batches too', async () => {
  const { graph } = bench();
  await arm({ method: 'GET', path: '/groups\\/[^?]+\\?/', status: 503 });
  const requests = [
    { id: 'list', method: 'GET', url: '/groups?$top=1' },
    { id: 'one', method: 'GET', url: '/groups/x?$select=id' },
  ];
  const reply = await graph.send('POST', '/$batch', { requests });
  const statuses = objectsAt(reply.body, 'responses').map((item) => [item['id'], item['status']]);
  expect(statuses).toEqual([
    ['one', 503],
    ['list', 200],
  ]);
});

test('reset-before loses the request, reset-after only the answer', async () => {
  const { graph } = bench();
  await arm({ method: 'POST', path: configurations, kind: 'reset-before', times: 1 });
  await expect(graph.send('POST', configurations, iosMailBody('before'))).rejects.toThrow('fetch failed');
  expect(await countNamed('before')).toBe(0);
  await arm({ method: 'POST', path: configurations, kind: 'reset-after', times: 1 });
  await expect(graph.send('POST', configurations, iosMailBody('after'))).rejects.toThrow('fetch failed');
  expect(await countNamed('after')).toBe(1);
});

test('html is a proxy page, truncated is half an answer, loop never ends', async () => {
  const { graph } = bench();
  await arm({ path: '/users', kind: 'html', times: 1 });
  const page = await graph.get('/users?$top=1');
  expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html']);
  await arm({ path: '/users', kind: 'truncated', times: 1 });
  const half = await graph.get('/users?$top=1');
  expect(half.status).toBe(200);
  expect(() => {
    JSON.parse(half.text);
  }).toThrow(SyntaxError);
  await arm({ path: '/users', kind: 'loop' });
  const looping = await graph.get('/users?$top=1');
  expect(stringAt(looping.body, '@odata.nextLink')).toBe(`${graph.url}/beta/users?$top=1`);
});

test('an unknown kind of fault is refused', async () => {
  const reply = await bench().graph.send('POST', '/__tenant/faults', [{ path: '/', kind: 'earthquake' }]);
  expect(reply.status).toBe(400);
});
