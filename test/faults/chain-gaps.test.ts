/** The look at chains that fault runs take after each write finds a gap where there is one. */

import { afterAll, expect, test } from 'vitest';
import { chainGaps } from './chain-gaps.ts';
import { openFaultyServer } from './faulty-server.ts';
import { CONFIGURATIONS, situations } from './situations.ts';
import { tell } from './story.ts';
import { World } from './world.ts';

const faulty = await openFaultyServer();
afterAll(() => faulty.close());

test('mail without its certificate, and a certificate without its root', async () => {
  const situation = situations().find(({ name }) => name === 'apply: chain gets a group');
  if (situation === undefined) throw new Error('there is no such situation');
  const { start } = await tell(situation, faulty);
  const unassigned = (label: string): World => {
    const world = new World(start);
    const entity = world.store.all('deviceConfigurations').find(({ id }) => world.store.labelOf(id) === label);
    world.portal('POST', `${CONFIGURATIONS}/${entity?.id}/assign`, { assignments: [] });
    return world;
  };
  expect(chainGaps(new World(start).store)).toEqual([]);
  expect(chainGaps(unassigned('iOS: root').store)).toEqual([
    'ada has iOS: user certificate without iOS: root',
    'bea has iOS: user certificate without iOS: root',
    'cem has iOS: user certificate without iOS: root',
  ]);
  expect(chainGaps(unassigned('iOS: user certificate').store)).toContain(
    'ada has Mail a without iOS: user certificate',
  );
});
