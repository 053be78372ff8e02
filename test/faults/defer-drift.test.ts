/** An apply does what git wants of an object although somebody's drift on another field of it waits for an approval. */

import { afterAll, expect, test } from 'vitest';
import { stringAt } from '../../src/model/json.ts';
import { openFaultyServer } from './faulty-server.ts';
import { type ProfileWish, readRepository } from './repository.ts';
import { runIn } from './story.ts';
import { tinyCompany } from './tiny-company.ts';
import { World } from './world.ts';

const faulty = await openFaultyServer();
afterAll(() => faulty.close());

const A: ProfileWish = { groups: ['Staff'] };

test('the rename goes out, the drift waits, and an approval of its level heals it', async () => {
  const world = new World({ store: tinyCompany(), branch: [], now: Date.parse('2026-03-02T09:00:00Z') });
  const apply = async (wish: ProfileWish, approve?: readonly string[]) => {
    world.pass(1);
    const repository = await readRepository({ profiles: { a: wish } });
    const ran = await runIn(world, faulty, {
      verb: 'apply',
      repository,
      ...(approve === undefined ? {} : { approve }),
    });
    const codes = ran.plan?.findings.map(({ code }) => code).filter((code) => code === 'DRF-003');
    return { code: ran.code, codes, sent: ran.sent.map(({ text }) => text) };
  };
  expect((await apply(A)).code).toBe(0);
  const id = world.branch.tip?.inventory.entries['a']?.id ?? '';
  const type = '#microsoft.graph.iosEasEmailProfileConfiguration';
  const path = `/deviceManagement/deviceConfigurations/${id}`;
  world.portal('PATCH', path, { '@odata.type': type, accountName: 'edited in the portal' });
  const renamed = { ...A, name: 'Mail staff' };
  // 3: the drift is still there afterwards, and waits by itself.
  expect(await apply(renamed, [])).toEqual({ code: 3, codes: ['DRF-003'], sent: ['PATCH Mail a'] });
  const held = world.store.find('deviceConfigurations', id)?.properties ?? {};
  expect([stringAt(held, 'displayName'), stringAt(held, 'accountName')]).toEqual([
    'Mail staff',
    'edited in the portal',
  ]);
  expect(await apply(renamed, [])).toEqual({ code: 3, codes: [], sent: [] });
  expect(await apply(renamed, ['may-reapprove:a'])).toEqual({ code: 0, codes: [], sent: ['PATCH Mail a'] });
  expect(stringAt(world.store.find('deviceConfigurations', id)?.properties ?? {}, 'accountName')).toBe('Contoso mail');
});

test('with an approval both go out at once', async () => {
  const world = new World({ store: tinyCompany(), branch: [], now: Date.parse('2026-03-02T09:00:00Z') });
  const apply = async (wish: ProfileWish) =>
    runIn(world, faulty, {
      verb: 'apply',
      repository: await readRepository({ profiles: { a: wish } }),
      approve: ['may-reapprove:a'],
    });
  expect((await apply(A)).code).toBe(0);
  const path = `/deviceManagement/deviceConfigurations/${world.branch.tip?.inventory.entries['a']?.id}`;
  const type = '#microsoft.graph.iosEasEmailProfileConfiguration';
  world.portal('PATCH', path, { '@odata.type': type, accountName: 'edited in the portal' });
  const { code, sent } = await apply({ ...A, name: 'Mail staff' });
  expect({ code, sent: sent.map(({ text }) => text) }).toEqual({ code: 0, sent: ['PATCH Mail a'] });
});
