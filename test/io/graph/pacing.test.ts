import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectReader, connectWriter } from '../../../src/io/graph/connect.ts';
import { DOCUMENTED_LIMITS, type Limits } from '../../../src/io/graph/http/rate-limit.ts';
import { createWindow, type Limit } from '../../../src/io/graph/http/sliding-window.ts';
import { batchItems, fault, ok, startGraph, watched } from './scripted-graph.ts';

const WIDE: Limit = { requests: 1000, seconds: 20 };
const NARROW: Limits = { any: { requests: 20, seconds: 2 }, writes: { requests: 2, seconds: 2 }, directory: WIDE };
const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';

/** When each of the requests may go, in milliseconds; `pauses` is how long after the one before it each is asked for. */
async function schedule(limit: Limit, pauses: readonly number[]): Promise<readonly number[]> {
  let now = 0;
  const times: number[] = [];
  const sleep = async (ms: number) => void (times[times.length - 1] = now + ms);
  const bucket = createWindow(limit, { now: () => now, sleep, random: () => 0 });
  for (const pause of pauses) {
    now += pause;
    times.push(now);
    await bucket.take(1, undefined);
  }
  return times;
}

function busiest(times: readonly number[], ms: number): number {
  return Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + ms).length));
}

test.each([
  ['any', DOCUMENTED_LIMITS.any, 1000],
  ['writes', DOCUMENTED_LIMITS.writes, 100],
])('in no 20 s do as many requests go as are documented, and the first of them at once: %s', async (_, limit, most) => {
  const times = await schedule(limit, Array(2 * most).fill(0));
  expect(busiest(times, 20_000)).toBeLessThan(most);
  expect(times.filter((at) => at === 0).length).toBeGreaterThanOrEqual(0.9 * most);
  expect(Math.max(...times)).toBeLessThanOrEqual(40_000);
});

test('however requests come: none goes before its turn, none earlier than one before it, and no stretch holds too many', async () => {
  const pauses = fc.array(fc.nat(900), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(pauses, fc.integer({ min: 1, max: 6 }), async (some, requests) => {
      const times = await schedule({ requests, seconds: 2 }, some);
      expect(busiest(times, 2000)).toBeLessThanOrEqual(requests);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }),
  );
});

test('after a refusal nothing goes for as long as the service says, then half as much, and later all again', async () => {
  let now = 0;
  const waits: number[] = [];
  const sleep = async (ms: number) => {
    waits.push(ms);
    now += ms;
  };
  const bucket = createWindow({ requests: 4, seconds: 2 }, { now: () => now, sleep, random: () => 0 });
  await bucket.take(2, undefined);
  bucket.refused(0, 5000);
  bucket.refused(0, 3000);
  await bucket.take(2, undefined);
  expect(waits).toEqual([5000]);
  await bucket.take(4, undefined);
  expect(waits).toEqual([5000, 2000]);
});

test('a request that is refused slows down those that come after it', async () => {
  const graph = await startGraph((_, nth) =>
    nth === 1 ? fault(429, 'TooManyRequests', 'too many', { 'retry-after': '7' }) : ok({}),
  );
  const { options, waits } = watched(graph.root, { limits: NARROW });
  const reader = await connectReader(options);
  await reader.get({ path: `${CONFIGURATIONS}/x` });
  // One wait of the repetition; its turn has come by then.
  expect(waits).toEqual([7000]);
  // Half as much is left, and the first request is in it.
  await reader.batch(Array.from({ length: 10 }, (_, nth) => ({ path: `${CONFIGURATIONS}/${nth}` })));
  expect(waits).toEqual([7000, 2000]);
});

test('the items of a batch count one by one, and only those for Intune', async () => {
  const graph = await startGraph((seen) =>
    seen.method === 'GET'
      ? ok({})
      : ok({ responses: batchItems(seen).map((item) => ({ id: item['id'] ?? null, status: 200, body: {} })) }),
  );
  const { options, waits } = watched(graph.root, { limits: NARROW });
  const reader = await connectReader(options);
  await reader.batch(Array.from({ length: 20 }, (_, nth) => ({ path: `${CONFIGURATIONS}/${nth}` })));
  expect(waits).toEqual([]);
  expect(reader.cost().pacedMs).toBe(0);
  await reader.batch([{ path: `${CONFIGURATIONS}/x` }, { path: '/groups/y' }]);
  expect(waits).toEqual([2000]);
  await reader.batch(Array.from({ length: 20 }, (_, nth) => ({ path: `/groups/${nth}` })));
  await reader.get({ path: '/organization' });
  expect(waits).toEqual([2000]);
  expect(reader.counts()).toEqual({ requests: 43, roundTrips: 4 });
  expect(reader.cost()).toMatchObject({ longestChain: 4, pacedMs: 2000 });
});

test('reads of members cost more of what Entra allows', async () => {
  const graph = await startGraph(() => ok({ value: [] }));
  const { options, waits } = watched(graph.root, { limits: { ...NARROW, directory: { requests: 12, seconds: 10 } } });
  const reader = await connectReader(options);
  await reader.get({ path: '/groups/x/transitiveMembers/microsoft.graph.user' });
  await reader.get({ path: '/groups/x/transitiveMembers/microsoft.graph.user' });
  await reader.get({ path: '/groups/x' });
  expect(waits).toEqual([]);
  await reader.get({ path: '/groups/x' });
  expect(waits).toEqual([10_000]);
});

test('reader and writer of a run share one window, and writes have one of their own', async () => {
  const graph = await startGraph(() => ok({ value: [] }));
  const limits: Limits = { ...NARROW, any: { requests: 3, seconds: 1 } };
  const { options, waits } = watched(graph.root, { limits });
  const tenant = await connectWriter(options);
  const write = () => tenant.write({ method: 'PATCH', path: `${CONFIGURATIONS}/x`, body: {} });
  await tenant.get({ path: `${CONFIGURATIONS}/x` });
  await write();
  await write();
  expect(waits).toEqual([]);
  await tenant.get({ path: `${CONFIGURATIONS}/x` });
  expect(waits).toEqual([1000]);
  await write();
  expect(waits).toEqual([1000, 1000]);
});

test('this machine itself is asked as fast as it answers', async () => {
  const graph = await startGraph(() => ok({}));
  const { options, waits } = watched(graph.root);
  const tenant = await connectWriter(options);
  for (let nth = 0; nth < 30; nth += 1) await tenant.write({ method: 'PATCH', path: `${CONFIGURATIONS}/x`, body: {} });
  expect(waits).toEqual([]);
});
