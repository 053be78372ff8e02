/** A role may lack one object: a write that is refused stops what hangs on it, until several objects were refused. */

import { expect, test } from 'vitest';
import { EXIT } from '../../src/model/exit-code.ts';
import { PATIENT, useRepository } from './repository-run.ts';

const DENIED = { error: { code: 'Forbidden', message: 'not in your scope' } };
const KEYS = ['ios-legal', 'ios-finance', 'ios-field', 'ios-it', 'ios-zeta'];

test.concurrent('one refused object: the others are written', PATIENT, async (context) => {
  const run = await useRepository(context);
  for (const key of KEYS) run.profile(key, key === 'ios-zeta' ? { group: null } : {});
  await run.run();
  for (const key of KEYS) run.profile(key, { name: `${key} anew`, ...(key === 'ios-zeta' ? { group: null } : {}) });
  const refused = await run.idOf('ios-field');
  await run.server.faults([{ method: 'PATCH', path: refused, status: 403, body: DENIED }]);
  await run.server.forget();
  const { code, outcome } = await run.run();
  expect(code).toBe(EXIT.denied);
  expect(outcome?.summary).toMatchObject({ failed: 1, done: 4, notAttempted: 0 });
  expect(await run.written()).toHaveLength(4);
});

test.concurrent('three refused objects: the rest is not attempted', PATIENT, async (context) => {
  const run = await useRepository(context);
  // Several in flight would be refused together.
  run.config('apply: {concurrency: 1}');
  for (const key of KEYS) run.profile(key, { group: null });
  await run.run();
  for (const key of KEYS) run.profile(key, { group: null, name: `${key} anew` });
  await run.server.faults([{ method: 'PATCH', path: 'deviceConfigurations', status: 403, body: DENIED }]);
  const { code, outcome } = await run.run();
  expect(code).toBe(EXIT.denied);
  expect(outcome?.summary).toMatchObject({ failed: 3, done: 0, notAttempted: 2 });
});
