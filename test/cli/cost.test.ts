/** What a plan cost is in its document, and on stderr for whoever asks. */

import { expect, test } from 'vitest';
import { startStopwatch } from '../../src/cli/wiring/stopwatch.ts';
import { isJsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import { useRepository } from './command-line.ts';
import { runHere } from './program.ts';

test('the document has requests, chain, bytes, waiting and the time of each stage', async (context) => {
  const cwd = useRepository(context);
  const ran = await runHere(['plan', '--format', 'json', '--verbose'], { cwd });
  const document: unknown = JSON.parse(ran.out);
  const cost = isJsonObject(document) ? document['cost'] : undefined;
  if (!isJsonObject(cost)) throw new Error('the plan has no cost');
  expect(Object.keys(cost)).toEqual(['requests', 'roundTrips', 'longestChain', 'bytes', 'pacedMs', 'stages']);
  expect(cost['pacedMs']).toBe(0);
  const stages = objectsAt(cost, 'stages').map((one) => stringAt(one, 'stage'));
  expect(stages).toEqual(['start', 'state', 'lists', 'comparison', 'references', 'people', 'plan']);
  expect(ran.err).toMatch(/^cost: \d+ requests in \d+ round trips \(\d+ one after the other\), [\d,]+ kB, 0\.0 s /m);
});

test('a stage that comes twice counts twice', () => {
  let now = 10;
  const watch = startStopwatch(() => now, 0);
  for (const [stage, at] of [
    ['lists', 10],
    ['people', 15],
    ['lists', 18],
  ] as const) {
    now = at;
    watch.begin(stage);
  }
  now = 20;
  expect(watch.stages()).toEqual([
    { stage: 'start', ms: 10 },
    { stage: 'lists', ms: 7 },
    { stage: 'people', ms: 3 },
  ]);
});
