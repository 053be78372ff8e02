/** References are read again only where something can have changed; what that trusts is said in docs/reading.md. */

import { expect } from 'vitest';
import { type RepositoryRun, useRepository } from './repository-run.ts';
import { stories } from './stories.ts';

const story = stories(1);

const REFERENCE = 'microsoft.graph.iosEasEmailProfileConfiguration/identityCertificate';
const BOUND = {
  settings: { authentication: 'certificate', identityCertificate: { name: 'iOS: user certificate SCEP' } },
};

/** Reads of references since the last look. */
async function asked(repository: RepositoryRun): Promise<number> {
  const asked = (await repository.server.asked()).filter(({ path }) => path.endsWith(REFERENCE));
  await repository.server.forget();
  return asked.length;
}

async function applied(repository: RepositoryRun): Promise<void> {
  repository.profile('ios-sales', BOUND);
  expect((await repository.run()).code).toBe(0);
  await repository.server.forget();
}

story('an object with the version and the time of the last record isn’t asked', async (context) => {
  const repository = await useRepository(context);
  await applied(repository);
  const { references } = await repository.entry('ios-sales');
  expect(Object.keys(references?.bound ?? {})).toEqual(['identityCertificate']);
  const quick = await repository.plan();
  expect(await asked(repository)).toBe(0);
  const full = await repository.plan('apply', [], true);
  expect(await asked(repository)).toBe(1);
  expect([quick.changes, quick.findings]).toEqual([full.changes, full.findings]);
});

story('one that somebody changed is asked', async (context) => {
  const repository = await useRepository(context);
  await applied(repository);
  await repository.edit(await repository.idOf('ios-sales'), { durationOfEmailToSync: 'oneDay' });
  await repository.plan();
  expect(await asked(repository)).toBe(1);
});

story('what changes neither version nor time shows in a full plan and to the schedule', async (context) => {
  const repository = await useRepository(context);
  await applied(repository);
  const path = `/deviceManagement/deviceConfigurations/${await repository.idOf('ios-sales')}/${REFERENCE}/$ref`;
  await repository.server.edit({ method: 'DELETE', path });
  expect((await repository.plan()).summary).toMatchObject({ update: 0 });
  expect((await repository.plan('apply', [], true)).summary).toMatchObject({ update: 1 });
  expect((await repository.run({ verb: 'reconcile' })).outcome?.converged).toBe(false);
});

story('what a run was about to write is asked, whatever became of it', async (context) => {
  const repository = await useRepository(context);
  await applied(repository);
  repository.profile('ios-sales', { settings: { ...BOUND.settings, accountName: 'Mail at Contoso' } });
  expect((await repository.run({ stopAfter: 0 })).code).toBe(130);
  expect((await repository.entry('ios-sales')).references).toBeUndefined();
  await repository.server.forget();
  await repository.plan();
  expect(await asked(repository)).toBe(1);
});
