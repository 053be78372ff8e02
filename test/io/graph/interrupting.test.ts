import { expect, test } from 'vitest';
import { connectReader, connectWriter } from '../../../src/io/graph/connect.ts';
import { MACHINE } from '../../../src/io/graph/http/retry-budget.ts';
import type { GraphOptions } from '../../../src/io/graph/session.ts';
import { batchItems, fault, ok, type Script, startGraph, watched } from './scripted-graph.ts';

const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';
const throttled = fault(429, 'TooManyRequests', 'slow down', { 'Retry-After': '300' });

/** A run with the machine's own time, which is stopped as soon as it begins to wait; five minutes would be no test. */
async function stoppedRun(script: Script, more: Partial<GraphOptions> = {}) {
  const graph = await startGraph(script);
  const stop = new AbortController();
  const sleep: typeof MACHINE.sleep = (ms, signal) => {
    const slept = MACHINE.sleep(ms, signal);
    stop.abort();
    return slept;
  };
  const { options } = watched(graph.root, { timing: { ...MACHINE, sleep }, signal: stop.signal, ...more });
  return { graph, options, stop };
}

test('a read that waits for throttling ends as throttled', async () => {
  const { graph, options } = await stoppedRun(() => throttled);
  const answer = await (await connectReader(options)).get({ path: '/groups' });
  expect(answer).toMatchObject({ status: 'unreadable', problem: { type: 'throttled' } });
  expect(answer).toHaveProperty('problem.message', expect.stringContaining('given up because the run was interrupted'));
  expect(graph.seen).toHaveLength(1);
});

test('the items of a batch that wait end too, the others stand', async () => {
  const { options } = await stoppedRun((seen) =>
    ok({
      responses: batchItems(seen).map((item) =>
        item['url'] === '/groups/0'
          ? { id: item['id'] ?? null, status: 200, body: { id: 'x' } }
          : { id: item['id'] ?? null, status: 429, headers: { 'Retry-After': '300' }, body: {} },
      ),
    }),
  );
  const answers = await (await connectReader(options)).batch([{ path: '/groups/0' }, { path: '/groups/1' }]);
  expect(answers).toMatchObject([{ status: 'found' }, { status: 'unreadable', problem: { type: 'throttled' } }]);
});

test('a write that was refused for throttling stays refused', async () => {
  const { graph, options } = await stoppedRun(() => throttled);
  const answer = await (await connectWriter(options)).write({ method: 'POST', path: CONFIGURATIONS, body: {} });
  expect(answer).toMatchObject({ status: 'refused', httpStatus: 429, problem: { type: 'throttled' } });
  expect(graph.seen).toHaveLength(1);
});

test('what waits for its turn is not sent at all', async () => {
  const one = { requests: 1, seconds: 100 };
  const limits = { any: one, writes: one, directory: one };
  const { graph, options } = await stoppedRun(() => ok({ value: [] }), { limits });
  const tenant = await connectWriter(options);
  expect(await tenant.get({ path: CONFIGURATIONS })).toMatchObject({ status: 'found' });
  expect(await tenant.write({ method: 'POST', path: CONFIGURATIONS, body: {} })).toMatchObject({
    status: 'refused',
    problem: {
      type: 'remote',
      message: `POST ${CONFIGURATIONS}: not sent, because the run was interrupted`,
      requestIds: [],
    },
  });
  expect(await tenant.list({ path: CONFIGURATIONS })).toMatchObject({ complete: false });
  expect(graph.seen).toHaveLength(1);
});

test('after the stop a request is still sent once, so that a write can be read back, and not repeated', async () => {
  const { graph, options, stop } = await stoppedRun((_, nth) => (nth === 1 ? ok({ id: 'x' }) : throttled));
  stop.abort();
  const reader = await connectReader(options);
  expect(await reader.get({ path: CONFIGURATIONS })).toEqual({ status: 'found', body: { id: 'x' } });
  expect(await reader.get({ path: CONFIGURATIONS })).toMatchObject({ status: 'unreadable' });
  expect(graph.seen).toHaveLength(2);
});
