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

test.concurrent('the last plan lists our kinds alone where every step came to its end', PATIENT, async (context) => {
  const run = await useRepository(context);
  for (let number = 1; number <= 220; number += 1) {
    const body = { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: `Rules ${number}` };
    await run.server.edit({ method: 'POST', path: LIST, body });
  }
  await run.server.shapes({ smallPages: true });
  await run.server.forget();
  const pages = async (): Promise<number> =>
    (await run.server.asked()).filter(({ method, path }) => method === 'GET' && path === LIST).length;
  await run.plan();
  const whole = await pages();
  expect(whole).toBeGreaterThan(2);
  run.profile('ios-it');
  await run.server.forget();
  expect((await run.run()).code).toBe(0);
  expect(await pages()).toBe(whole + 1);
});
