/** An apply reads the lists before and after its writes, however many objects it makes. */

import { expect, test } from 'vitest';
import { PATIENT, useRepository } from './repository-run.ts';

const LIST = '/deviceManagement/deviceConfigurations';

test.concurrent('six creates read the list as often as one', PATIENT, async (context) => {
  const run = await useRepository(context);
  const listsOf = async (): Promise<number> =>
    (await run.server.asked()).filter(({ method, path }) => method === 'GET' && path === LIST).length;
  run.profile('ios-it');
  await run.server.forget();
  expect((await run.run()).code).toBe(0);
  const once = await listsOf();
  expect(once).toBeGreaterThan(0);
  for (const key of ['ios-a', 'ios-b', 'ios-c', 'ios-d', 'ios-e', 'ios-f']) run.profile(key, { group: null });
  await run.server.forget();
  const { code } = await run.run();
  expect(code).toBe(0);
  expect(await listsOf()).toBeLessThanOrEqual(once);
});
