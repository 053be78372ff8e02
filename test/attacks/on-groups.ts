/** E6, E7: groups that are two, and groups that are named twice. */

import type { ProfileWish } from '../faults/repository.ts';
import { tinyId } from '../faults/tiny-company.ts';
import { type AttackStory, played } from './attack-story.ts';
import { type Scene, scene } from './scene.ts';

const AB = { a: { groups: ['Staff', 'Sales'] }, b: { groups: ['Lawyers'] } } as const;

const ambiguous: AttackStory = {
  name: 'somebody makes a second group of the same name',
  section: 'E6',
  does: 'an admin makes an empty group called as the one that a profile is assigned to',
  mustNot: 'the profile goes to the other group, or from anybody',
  play: played(
    () => scene(AB),
    async (one) => {
      one.world.portal('POST', '/groups', {
        displayName: 'Staff',
        mailEnabled: false,
        mailNickname: 'staff2',
        securityEnabled: true,
      });
      one.profiles({ a: { ...AB.a, name: 'Mail staff' } });
      await one.agreed({ mayDisturb: [] });
    },
  ),
};

const TWICE: Readonly<Record<string, ProfileWish>> = {
  'included by name and by id': { assign: { include: [{ group: 'Staff' }, { id: tinyId('Staff') }] } },
  'included by name and by its id in capitals': {
    assign: { include: [{ group: 'Staff' }, { id: tinyId('Staff').toUpperCase() }] },
  },
  'included by name and excluded by id': {
    assign: { include: [{ group: 'Staff' }], exclude: [{ id: tinyId('Staff') }] },
  },
};

const twice = Object.entries(TWICE).map(
  ([what, wish]): AttackStory => ({
    name: `one group is ${what}`,
    section: 'E7',
    does: `a new profile has one group ${what}`,
    mustNot: 'an object is made that then can’t be assigned',
    play: played(
      () => scene(AB),
      async (one: Scene) => {
        one.profiles({ c: wish });
        await one.agreed();
        const made = one.made('c');
        one.expect(
          made.every(({ assignments = [] }) => assignments.length === 1),
          'made an object that nobody gets',
        );
      },
    ),
  }),
);

export const ON_GROUPS: readonly AttackStory[] = [ambiguous, ...twice];
