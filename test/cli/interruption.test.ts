/** Ctrl-C in the middle of an apply: the step in flight is finished, the rest is not begun, the next run goes on. */

import { expect, test } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { jsonIn, PATIENT, useBench } from './bench.ts';
import { useGate } from './held-answer.ts';

test.concurrent('the first SIGINT stops an apply behind the step in flight', PATIENT, async (context) => {
  const bench = await useBench(context);
  // The tenant has created the first profile, but nobody has heard of it yet when the signal comes.
  const gate = await useGate(
    context,
    bench.desk.url,
    (request) => request === 'POST /beta/deviceManagement/deviceConfigurations',
  );
  const running = await bench.start(['apply', '--format', 'json'], { POSTILION_GRAPH_URL: gate.url });
  await Promise.race([gate.held, running.ended]);
  running.signal('SIGINT');
  await running.saw('stopping after the step in flight');
  gate.open();
  const { code, out } = await running.ended;
  expect(code).toBe(130);
  expect(objectsAt(jsonIn(out), 'steps').map(({ status }) => status)).toEqual([
    'done',
    ...Array.from({ length: 5 }, () => 'not-attempted'),
  ]);
  expect(await bench.written()).toEqual(['POST …']);

  const next = await bench.run(['apply', '--format', 'json']);
  expect({ code: next.code, out: next.code === 0 ? '' : next.out }).toEqual({ code: 0, out: '' });
  expect(jsonIn(next.out)).toMatchObject({ converged: true, summary: { done: 5, notAttempted: 0 } });
  const names = (await bench.desk.state('deviceConfigurations')).map(({ displayName }) => displayName);
  expect(names.filter((name) => name === 'iOS: Mail - IT')).toHaveLength(1);
});
