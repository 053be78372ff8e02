/** F: moves from profile to profile, what others stand on, and what was put back. */

import type { ProfileWish } from '../faults/repository.ts';
import { type AttackStory, played } from './attack-story.ts';
import { type Scene, scene } from './scene.ts';

type Profiles = Readonly<Record<string, ProfileWish>>;

interface Move {
  readonly from: Profiles;
  readonly to: Readonly<Record<string, ProfileWish | null>>;
}

const A = { groups: ['Staff'] };
const B = { groups: ['Sales'] };
const NOBODY = { assign: { include: [] } };

const MOVES: Readonly<Record<string, Move>> = {
  'a group goes from one profile to another': {
    from: { a: A, b: B },
    to: { a: NOBODY, b: { groups: ['Sales', 'Staff'] } },
  },
  'a group goes to a profile whose key comes first': {
    from: { b: A, a: B },
    to: { b: NOBODY, a: { groups: ['Sales', 'Staff'] } },
  },
  'two profiles exchange their groups': { from: { a: A, b: B }, to: { a: B, b: A } },
  'three profiles pass their groups on': {
    from: { a: A, b: B, c: { groups: ['Lawyers'] } },
    to: { a: B, b: { groups: ['Lawyers'] }, c: A },
  },
  'a key is renamed without "moved"': { from: { a: A, b: B }, to: { a: null, a2: { ...A, name: 'Mail a' } } },
  'a profile is split in two': { from: { a: { groups: ['Staff', 'Sales'] } }, to: { a: A, b: B } },
  'two profiles become one': { from: { a: A, b: B }, to: { a: { groups: ['Staff', 'Sales'] }, b: null } },
};

const unapproved = Object.entries(MOVES).map(
  ([what, { from, to }]): AttackStory => ({
    name: `${what}, and nobody approves`,
    section: 'F1',
    does: `${what} in one commit; neither apply nor the schedule gets an approval`,
    mustNot: 'one half is written: people hold one account twice, or lose it',
    play: played(
      () => scene(from),
      async (one) => {
        one.profiles(to);
        for (const verb of ['apply', 'reconcile'] as const) {
          await one.run({ verb });
          one.expect(one.doubles().length === 0, `people have two profiles of one account: ${one.doubles().join()}`);
          one.world.pass(1);
        }
      },
    ),
  }),
);

const killed = Object.entries(MOVES).flatMap(([what, { from, to }]) =>
  [0, 1].map(
    (nth): AttackStory => ({
      name: `${what}, and the run dies behind write ${nth + 1}`,
      section: 'F1',
      does: `${what}, approved; the process is killed behind its write ${nth + 1}, and the next run has the same approval`,
      mustNot: 'people hold one account twice in between, or the rest never follows',
      play: played(
        () => scene(from),
        async (one) => {
          one.profiles(to);
          let writes = 0;
          await one.agreed({
            decide: ({ port, writes: isWrite }) => {
              if (port !== 'graph' || !isWrite) return { does: 'nothing' };
              writes += 1;
              return writes - 1 === nth ? { does: 'die', when: 'after' } : { does: 'nothing' };
            },
          });
          one.expect(one.doubles().length === 0, 'people have two profiles of one account behind the kill');
          await settled(one);
          one.expect(one.doubles().length === 0, 'people have two profiles of one account in the end');
        },
      ),
    }),
  ),
);

async function settled(one: Scene): Promise<void> {
  let last = await one.agreed();
  for (let round = 0; round < 3 && last.sent.length + (last.code ?? 1) > 0; round += 1) {
    one.world.pass(1);
    last = await one.agreed();
  }
  one.expectSilent(last);
  one.expectCode(last, 0);
}

const ROOT: ProfileWish = {
  kind: 'ios-trusted-root',
  name: 'iOS: root',
  settings: { file: '../certs/root.cer' },
  groups: ['Staff', 'Sales'],
};

const TAKEN: Readonly<Record<string, ProfileWish | null>> = {
  'its YAML goes': null,
  'its groups go': { ...ROOT, ...NOBODY },
  'a group goes': { ...ROOT, groups: ['Staff'] },
  'a group is excluded': {
    ...ROOT,
    assign: { include: [{ group: 'Staff' }, { group: 'Sales' }], exclude: [{ group: 'Contractors' }] },
  },
  'another file takes its place': { ...ROOT, settings: { file: '../certs/other.cer' } },
};

const foundations = Object.entries(TAKEN).flatMap(([what, wish]) =>
  (['apply', 'reconcile'] as const).map(
    (verb): AttackStory => ({
      name: `a root certificate that people have: ${what}, by ${verb}`,
      section: 'F2',
      does: `${what} while others may stand on the root, and nobody approves`,
      mustNot: 'anybody loses it unattended, or it is exchanged under them',
      play: played(
        () => scene({ r: ROOT }),
        async (one) => {
          const before = JSON.stringify(one.object(one.idOf('r')));
          one.profiles({ r: wish });
          await one.run({ verb });
          one.expect(JSON.stringify(one.object(one.idOf('r'))) === before, 'the root was written');
        },
      ),
    }),
  ),
);

const restored: readonly AttackStory[] = (['apply', 'reconcile'] as const).map((verb) => ({
  name: `a YAML is taken away and put back, and ${verb} runs`,
  section: 'F3',
  does: 'a file goes, approved, and comes back with the next commit',
  mustNot: 'what we took away ourselves counts as a portal edit, and people stay without mail while all is called well',
  play: played(
    () => scene({ a: A, b: B }),
    async (one) => {
      one.profiles({ a: null });
      await one.agreed();
      one.world.pass(1);
      one.profiles({ a: A });
      const ran = await one.run({ verb });
      const isBack = (one.object(one.idOf('a'))?.assignments ?? []).length === 1;
      one.expect(isBack || ran.outcome?.converged !== true, 'says that all is well, and people have no mail');
      one.expect(isBack, 'people were not set up again');
    },
  ),
}));

const left: readonly AttackStory[] = ['hostName', 'accountName', 'useOAuth'].map((member) => ({
  name: `somebody changes ${member} in the portal, and the schedule leaves it`,
  section: 'F4',
  does: `drift of ${member} would disturb people, so the schedule doesn't heal it`,
  mustNot: 'it is healed unattended, or the outcome says that tenant and git agree',
  play: played(
    () => scene({ a: A, b: B }),
    async (one) => {
      one.edit(one.idOf('a'), { [member]: member === 'useOAuth' ? false : 'edited' });
      const ran = await one.run({ verb: 'reconcile' });
      one.expectSilent(ran);
      one.expect(ran.outcome?.converged !== true, 'says that nothing is left');
    },
  ),
}));

export const ON_MOVES: readonly AttackStory[] = [...unapproved, ...killed, ...foundations, ...restored, ...left];
