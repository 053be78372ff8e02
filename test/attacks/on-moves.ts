/** F: moves from profile to profile, what others stand on, and what was put back. */

import type { ProfileWish } from '../faults/repository.ts';
import { type AttackStory, played } from './attack-story.ts';
import { objectsIn } from './ledger-judge.ts';
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

const SUBJECTS = { subject: 'CN={{UserName}}', validity: { years: 1 }, renewAtPercentLeft: 20 };

const PKCS: ProfileWish = {
  kind: 'ios-pkcs',
  name: 'iOS: certificate',
  settings: {
    ...SUBJECTS,
    certificationAuthority: 'ca.contoso.com',
    certificationAuthorityName: 'Contoso CA',
    template: 'PostilionUser',
    store: 'user',
  },
  groups: ['Staff'],
};

const OUTLOOK: ProfileWish = {
  kind: 'ios-store-app',
  name: 'Outlook',
  settings: { app: 'outlook' },
  groups: ['Staff'],
};

const STOOD_ON: Readonly<Record<string, ProfileWish>> = { 'a root': ROOT, 'a certificate': PKCS, 'an app': OUTLOOK };

/** Nobody has it any more, with everybody's consent; then its grace is over. */
async function taken(wish: ProfileWish): Promise<Scene> {
  const one = await scene({ r: wish });
  one.profiles({ r: null });
  await agreedByCode(one);
  one.world.pass(9 * 24);
  return one;
}

async function agreedByCode(one: Scene): Promise<void> {
  const asked = await one.run();
  const codes = asked.plan?.changes.flatMap(({ code }) => code ?? []) ?? [];
  one.expectCode(await one.agreed({ approve: codes }), 0);
}

const deleted = Object.entries(STOOD_ON).flatMap(([what, wish]): readonly AttackStory[] => [
  {
    name: `${what} that nobody has any more is pruned, and nobody approves`,
    section: 'F2',
    does: `the grace of ${what} is over; a workflow prunes`,
    mustNot: 'it is deleted while Wi-Fi, VPN or apps that nobody can see from here may stand on it',
    play: played(
      () => taken(wish),
      async (one) => {
        const ran = await one.run({ verb: 'prune' });
        one.expectSilent(ran);
        one.expectCode(ran, 3);
        one.expect(
          ran.plan?.findings.some(({ code }) => code === 'CRT-030' || code === 'APP-030') === true,
          'nothing says what may stand on it',
        );
      },
    ),
  },
  {
    name: `${what} that nobody has any more is pruned, with the code of its deletion and with another one`,
    section: 'F2',
    does: `the grace of ${what} is over; the code of the plan opens it, a level and a retyped code do not`,
    mustNot: 'anything else than its own code deletes it, or its own code does not',
    play: played(
      () => taken(wish),
      async (one) => {
        const id = one.idOf('r');
        const isThere = (): boolean => objectsIn(one.world.store).has(id);
        await one.run({ verb: 'prune', approve: ['lock-out:r'] });
        one.expect(isThere(), 'a level deleted it');
        const asked = await one.run({ verb: 'prune' });
        const code = asked.plan?.changes.find(({ key }) => key === 'r')?.code ?? '';
        const retyped = await one.run({ verb: 'prune', approve: [code.replace(/-.*$/, '-7')] });
        one.expectCode(retyped, 10);
        one.expect(isThere(), 'a retyped code deleted it');
        one.expectCode(await one.run({ verb: 'prune', approve: [code], mayDisturb: ['r'] }), 0);
        one.expect(!isThere(), 'its own code does not delete it');
      },
    ),
  },
]);

const TAKEN_APPS: readonly (readonly [string, ProfileWish])[] = [
  ['is taken from people', { ...OUTLOOK, ...NOBODY }],
  ['is to be uninstalled from people', { ...OUTLOOK, assign: { include: [{ group: 'Staff', intent: 'uninstall' }] } }],
  [
    'is to be uninstalled from people of whom nothing tells that they have it',
    { ...OUTLOOK, assign: { include: [{ group: 'Staff' }, { group: 'Sales', intent: 'uninstall' }] } },
  ],
];

const unseen = TAKEN_APPS.flatMap(([what, wish]) =>
  (['apply', 'reconcile'] as const).map(
    (verb): AttackStory => ({
      name: `a mail app ${what}, by ${verb}`,
      section: 'F2',
      does: `a mail app ${what}; approval.from is lock-out, and nobody approves`,
      mustNot: 'it is written unattended',
      play: played(
        () => scene({ r: OUTLOOK }, { config: { approval: { from: 'lock-out' } } }),
        async (one) => {
          one.profiles({ r: wish });
          one.expectSilent(await one.run({ verb }));
        },
      ),
    }),
  ),
);

const BACK: Readonly<Record<string, ProfileWish>> = { 'as it was': A, 'under another name': { ...A, name: 'Staff' } };

const comesBack = Object.entries(BACK).flatMap(([how, wish]) =>
  (['apply', 'reconcile'] as const).map((verb) => ({ how, wish, verb })),
);

const restored: readonly AttackStory[] = comesBack.map(({ how, wish, verb }) => ({
  name: `a YAML is taken away and put back ${how}, and ${verb} runs`,
  section: 'F3',
  does: `a file goes, approved, and comes back ${how} with the next commit`,
  mustNot: 'what we took away ourselves counts as a portal edit, and people stay without mail while all is called well',
  play: played(
    () => scene({ a: A, b: B }),
    async (one) => {
      one.profiles({ a: null });
      await one.agreed();
      one.world.pass(1);
      one.profiles({ a: wish });
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

export const ON_MOVES: readonly AttackStory[] = [
  ...unapproved,
  ...killed,
  ...foundations,
  ...deleted,
  ...unseen,
  ...restored,
  ...left,
];
