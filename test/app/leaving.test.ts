/** Ways out of git: taken away, put back, released, protected, and a repository that lost its files. */

import { expect } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { useAppliedRepository } from './repository-run.ts';
import { stories } from './stories.ts';

const story = stories(3);

story('taken away and put back within grace: the same object is assigned again', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  const id = await repository.idOf('ios-it');
  repository.profile('ios-it', null);
  expect((await repository.run({ approve: [] })).code).toBe(3);
  expect(await repository.written()).toEqual([]);
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toEqual([`POST …/${id}/assign`]);
  expect((await repository.entry('ios-it')).tombstone).toEqual({ since: repository.clock.now() });
  repository.pass(48);
  expect((await repository.run()).outcome?.steps).toEqual([]);
  repository.profile('ios-it');
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toEqual([`POST …/${id}/assign`]);
  expect(await repository.entry('ios-it')).toMatchObject({ id, generation: 1, tombstone: null });
  expect(objectsAt(await repository.named('iOS: Mail - ios-it'), 'assignments')).toHaveLength(1);
});

story('another kind under the same key is explained, not replaced', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.profile('ios-it', { kind: 'windows-mail', without: ['authentication', 'oauth'] });
  const ran = await repository.run();
  expect({ code: ran.code, written: await repository.written() }).toEqual({ code: 4, written: [] });
  const told = ran.plan.findings.find(({ code }) => code === 'GRA-001');
  expect(told?.message).toContain('use a new key');
});

story('released: forgotten, and the object runs on', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', null);
  repository.config('release: {ios-it: "the field team manages it"}');
  const ran = await repository.run();
  expect({ code: ran.code, written: await repository.written() }).toEqual({ code: 0, written: [] });
  expect(Object.keys((await repository.snapshot()).inventory.entries)).toEqual(['ios-legal']);
  expect(objectsAt(await repository.named('iOS: Mail - ios-it'), 'assignments')).toHaveLength(1);
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toEqual([]);
});

story('protection outlives its YAML: no approval opens it', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-legal');
  repository.profile('ios-it', { protect: true });
  expect((await repository.run()).code).toBe(0);
  await repository.server.forget();
  repository.profile('ios-it', null);
  const ran = await repository.run();
  expect({ code: ran.code, written: await repository.written() }).toEqual({ code: 3, written: [] });
  expect(ran.plan.changes.find(({ key }) => key === 'ios-it')?.gates).toContain('protection');
  repository.profile('ios-it', { protect: false });
  const [line] = (await repository.plan()).policyChanges ?? [];
  expect(line?.setting).toBe('protect.ios-it');
  expect((await repository.run({ approve: [line?.code ?? ''] })).code).toBe(0);
  repository.profile('ios-it', null);
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toHaveLength(1);
});

story('an empty repository and one that lost most of its files take nothing away', async (context) => {
  const keys = ['ios-it', 'ios-legal', 'ios-finance', 'ios-field'];
  const repository = await useAppliedRepository(context, ...keys);
  for (const key of keys.slice(0, 3)) repository.profile(key, null);
  const shrunken = await repository.run();
  expect({ code: shrunken.code, written: await repository.written() }).toEqual({ code: 4, written: [] });
  expect(shrunken.plan.findings.map(({ code }) => code)).toContain('REM-002');
  repository.profile('ios-field', null);
  const empty = await repository.run();
  expect({ code: empty.code, written: await repository.written() }).toEqual({ code: 4, written: [] });
  expect(empty.plan.findings.map(({ code }) => code)).toContain('REM-001');
  for (const key of keys.slice(1)) repository.profile(key);
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toHaveLength(1);
});
