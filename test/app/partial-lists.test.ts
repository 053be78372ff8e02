/** Only objects of our kinds are listed where nothing differs; what the service makes of that decides about nothing else. */

import { expect } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { type RepositoryRun, useRepository } from './repository-run.ts';
import { stories } from './stories.ts';

const story = stories(1);

const LIST = '/deviceManagement/deviceConfigurations';

async function lists(repository: RepositoryRun): Promise<number> {
  const asked = (await repository.server.asked()).filter(({ path, inBatch }) => path === LIST && !inBatch);
  await repository.server.forget();
  return asked.length;
}

async function applied(repository: RepositoryRun): Promise<void> {
  repository.profile('ios-sales');
  repository.profile('ios-legal');
  expect((await repository.run()).code).toBe(0);
  await repository.server.forget();
}

/** A list that is too narrow lacks some of what isn't managed here; nothing follows from that. */
function ofOurs({ changes, findings, complete, steps }: Plan) {
  return { changes: changes.filter(({ action }) => action !== 'unmanaged'), findings, complete, steps };
}

story('a plan that changes nothing lists our kinds once, and says what the whole list would', async (context) => {
  const repository = await useRepository(context);
  await applied(repository);
  const quick = ofOurs(await repository.plan());
  expect(await lists(repository)).toBe(1);
  for (const filters of ['ignored', 'narrow']) {
    await repository.server.shapes({ filters });
    expect([filters, ofOurs(await repository.plan())]).toEqual([filters, quick]);
  }
});

story('whatever differs is judged by the whole list', async (context) => {
  const repository = await useRepository(context);
  await applied(repository);
  await repository.edit(await repository.idOf('ios-sales'), { displayName: 'By hand' });
  await repository.plan();
  expect(await lists(repository)).toBe(2);
});

story('a new profile isn’t made beside its twin because the filter is too narrow', async (context) => {
  const repository = await useRepository(context);
  await applied(repository);
  const copy = await repository.duplicate(await repository.idOf('ios-sales'), 'iOS: Mail - ios-field');
  await repository.edit(copy, { description: '' });
  await repository.server.shapes({ filters: 'narrow' });
  repository.profile('ios-field');
  expect((await repository.plan()).findings.map(({ code }) => code)).toContain('OWN-003');
});
