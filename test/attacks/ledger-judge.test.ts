/** The judge sees what it is there for: a stranger's object written, people who lost mail, two assigned objects of one key. */

import { afterAll, expect, test } from 'vitest';
import { objectsIn, wrongsOf } from './ledger-judge.ts';
import { line } from './on-records.ts';
import { COMPANYS, CONFIGURATIONS, closeScenes, scene } from './scene.ts';

afterAll(closeScenes);

const sentTo = (id: string) => [{ id, text: 'PATCH Mail a', changed: true, at: 0, gaps: [] }];

test('each wrong is told', async () => {
  const one = await scene({ a: { groups: ['Staff'] } });
  const { store } = one.world;
  const before = objectsIn(store);
  const id = one.idOf('a');
  const judged = { before, store, ours: one.ours, mayDisturb: [] };
  expect(wrongsOf({ ...judged, sent: sentTo(COMPANYS) })).toEqual(['wrote what is not ours: PATCH Mail a']);
  one.edit(id, { hostName: 'mail.contoso.com' });
  expect(wrongsOf({ ...judged, sent: sentTo(id) })).toEqual(['hostName of "Mail a" changed for 3, unagreed']);
  one.assign(id, 'Contractors');
  expect(wrongsOf({ ...judged, sent: sentTo(id) })).toEqual([
    '2 people lost "Mail a", and nobody agreed',
    'hostName of "Mail a" changed for 1, unagreed',
  ]);
  expect(wrongsOf({ ...judged, sent: sentTo(id), mayDisturb: ['a'] })).toEqual([]);
  const twin = one.stranger('Twin', { description: line('contoso-mail', 'a').description });
  one.assign(twin, 'Lawyers');
  one.ours.add(twin);
  expect(wrongsOf({ ...judged, sent: [], mayDisturb: ['a'] })).toEqual(['several objects of "a" are assigned']);
  one.world.portal('DELETE', `${CONFIGURATIONS}/${id}`);
  expect(wrongsOf({ ...judged, sent: sentTo(id) })).toEqual(['3 people lost "Mail a", and nobody agreed']);
});
