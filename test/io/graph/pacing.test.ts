import { expect, test } from 'vitest';
import { connectReader, connectWriter } from '../../../src/io/graph/connect.ts';
import { INTUNE_LIMITS, type Limits } from '../../../src/io/graph/http/rate-limit.ts';
import { createBucket } from '../../../src/io/graph/http/token-bucket.ts';
import { batchItems, ok, startGraph, watched } from './scripted-graph.ts';

const NARROW: Limits = { any: { burst: 20, perSecond: 10 }, writes: { burst: 2, perSecond: 1 } };
const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';

/** When each of `count` requests may go, in milliseconds, if all of them are asked for at once. */
async function schedule(limit: { readonly burst: number; readonly perSecond: number }, count: number) {
  const times: number[] = [];
  const timing = { now: () => 0, sleep: async (ms: number) => void times.push(ms), random: () => 0 };
  const bucket = createBucket(limit, timing);
  for (let nth = 0; nth < count; nth += 1) {
    const before = times.length;
    await bucket.take(1, undefined);
    if (times.length === before) times.push(0);
  }
  return times;
}

test.each([
  ['any', INTUNE_LIMITS.any, 1000],
  ['writes', INTUNE_LIMITS.writes, 100],
])('in no 20 s do more than half of the documented requests go: %s', async (_, limit, documented) => {
  const times = await schedule(limit, 3 * documented);
  const busiest = Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + 20_000).length));
  expect(busiest).toBeLessThanOrEqual(documented / 2);
  expect(busiest).toBeGreaterThan(documented / 4);
});

test('a bucket fills up again, and not beyond its brim', async () => {
  let now = 0;
  const waits: number[] = [];
  const sleep = async (ms: number) => {
    waits.push(ms);
    now += ms;
  };
  const bucket = createBucket({ burst: 4, perSecond: 2 }, { now: () => now, sleep, random: () => 0 });
  await bucket.take(4, undefined);
  expect(waits).toEqual([]);
  await bucket.take(1, undefined);
  expect(waits).toEqual([500]);
  now += 3_600_000;
  await bucket.take(4, undefined);
  await bucket.take(6, undefined);
  expect(waits).toEqual([500, 3000]);
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
  await reader.batch([{ path: `${CONFIGURATIONS}/x` }, { path: '/groups/y' }]);
  expect(waits).toEqual([100]);
  await reader.batch(Array.from({ length: 20 }, (_, nth) => ({ path: `/groups/${nth}` })));
  await reader.get({ path: '/organization' });
  expect(waits).toEqual([100]);
});

test('reader and writer of a run share one bucket, and writes have one of their own', async () => {
  const graph = await startGraph(() => ok({ value: [] }));
  const limits: Limits = { ...NARROW, any: { burst: 3, perSecond: 10 } };
  const { options, waits } = watched(graph.root, { limits });
  const tenant = await connectWriter(options);
  const write = () => tenant.write({ method: 'PATCH', path: `${CONFIGURATIONS}/x`, body: {} });
  await tenant.get({ path: `${CONFIGURATIONS}/x` });
  await write();
  await write();
  expect(waits).toEqual([]);
  await tenant.get({ path: `${CONFIGURATIONS}/x` });
  expect(waits).toEqual([100]);
  await write();
  // The bucket of writes has been refilling while the other one was waited for.
  expect(waits).toEqual([100, 100, 800]);
});

test('this machine itself is asked as fast as it answers', async () => {
  const graph = await startGraph(() => ok({}));
  const { options, waits } = watched(graph.root);
  const tenant = await connectWriter(options);
  for (let nth = 0; nth < 30; nth += 1) await tenant.write({ method: 'PATCH', path: `${CONFIGURATIONS}/x`, body: {} });
  expect(waits).toEqual([]);
});
