/** Ways out of git: taken away, put back, released, protected, and a repository that lost its files. */

import { expect } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { useAppliedSite } from './site.ts';
import { stories } from './stories.ts';

const story = stories(3);

story('taken away and put back within grace: the same object is assigned again', async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  const id = await site.idOf('ios-it');
  site.profile('ios-it', null);
  expect((await site.run({ approve: [] })).code).toBe(3);
  expect(await site.written()).toEqual([]);
  expect((await site.run()).code).toBe(0);
  expect(await site.written()).toEqual([`POST …/${id}/assign`]);
  expect((await site.entry('ios-it')).tombstone).toEqual({ since: site.clock.now() });
  site.pass(48);
  expect((await site.run()).outcome?.steps).toEqual([]);
  site.profile('ios-it');
  expect((await site.run()).code).toBe(0);
  expect(await site.written()).toEqual([`POST …/${id}/assign`]);
  expect(await site.entry('ios-it')).toMatchObject({ id, generation: 1, tombstone: null });
  expect(objectsAt(await site.named('iOS: Mail - ios-it'), 'assignments')).toHaveLength(1);
});

story('another kind under the same key is explained, not replaced', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  site.profile('ios-it', { kind: 'windows-mail', without: ['authentication', 'oauth'] });
  const ran = await site.run();
  expect({ code: ran.code, written: await site.written() }).toEqual({ code: 4, written: [] });
  const told = ran.plan.findings.find(({ code }) => code === 'GRA-001');
  expect(told?.message).toContain('use a new key');
});

story('released: forgotten, and the object runs on', async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  site.profile('ios-it', null);
  site.config('release: {ios-it: "the field team manages it"}');
  const ran = await site.run();
  expect({ code: ran.code, written: await site.written() }).toEqual({ code: 0, written: [] });
  expect(Object.keys((await site.snapshot()).inventory.entries)).toEqual(['ios-legal']);
  expect(objectsAt(await site.named('iOS: Mail - ios-it'), 'assignments')).toHaveLength(1);
  expect((await site.run()).code).toBe(0);
  expect(await site.written()).toEqual([]);
});

story('protection outlives its YAML: no approval opens it', async (context) => {
  const site = await useAppliedSite(context, 'ios-legal');
  site.profile('ios-it', { protect: true });
  expect((await site.run()).code).toBe(0);
  await site.desk.forget();
  site.profile('ios-it', null);
  const ran = await site.run();
  expect({ code: ran.code, written: await site.written() }).toEqual({ code: 3, written: [] });
  expect(ran.plan.changes.find(({ key }) => key === 'ios-it')?.gates).toContain('protection');
  site.profile('ios-it', { protect: false });
  expect((await site.run()).code).toBe(0);
  site.profile('ios-it', null);
  expect((await site.run()).code).toBe(0);
  expect(await site.written()).toHaveLength(1);
});

story('an empty repository and one that lost most of its files take nothing away', async (context) => {
  const keys = ['ios-it', 'ios-legal', 'ios-finance', 'ios-field'];
  const site = await useAppliedSite(context, ...keys);
  for (const key of keys.slice(0, 3)) site.profile(key, null);
  const shrunken = await site.run();
  expect({ code: shrunken.code, written: await site.written() }).toEqual({ code: 4, written: [] });
  expect(shrunken.plan.findings.map(({ code }) => code)).toContain('REM-002');
  site.profile('ios-field', null);
  const empty = await site.run();
  expect({ code: empty.code, written: await site.written() }).toEqual({ code: 4, written: [] });
  expect(empty.plan.findings.map(({ code }) => code)).toContain('REM-001');
  for (const key of keys.slice(1)) site.profile(key);
  expect((await site.run()).code).toBe(0);
  expect(await site.written()).toHaveLength(1);
});
