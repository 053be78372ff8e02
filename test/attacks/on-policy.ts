/** C: commits that loosen the policy which judges them, whole or in two pieces. */

import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import type { ProfileWish } from '../faults/repository.ts';
import { type AttackStory, played } from './attack-story.ts';
import { type Scene, scene } from './scene.ts';

type Wishes = Readonly<Record<string, ProfileWish | null>>;

const A = { groups: ['Staff', 'Sales'] } as const;
const TIGHT = { approval: { from: 'silent', growth: { percent: 0, people: 0 } } } as const;

interface Loosening {
  readonly strict: JsonObject;
  readonly loose: JsonObject;
  /** A change that only the loose setting lets through. */
  readonly change: Wishes;
}

const NAMED: Wishes = { a: { ...A, settings: { accountName: 'Mail at Contoso' } } };
const NARROWED: Wishes = { a: { groups: ['Staff'] } };
const seen = (level: string) => ({
  effects: [{ kind: 'ios-mail', field: 'accountName', level, because: 'nobody noticed in March' }],
});

const LOOSENED: Readonly<Record<string, Loosening>> = {
  'approval.from': { strict: TIGHT, loose: { approval: { from: 'lock-out' } }, change: NAMED },
  effects: { strict: {}, loose: seen('silent'), change: NAMED },
  'effects, without a line that was there': { strict: seen('account-reset'), loose: {}, change: NAMED },
  'limits.losingMail': {
    strict: { approval: { from: 'lock-out' }, limits: { losingMail: 0 } },
    loose: { approval: { from: 'lock-out' }, limits: { losingMail: 5000 } },
    change: NARROWED,
  },
  'limits.removals': {
    strict: { approval: { from: 'lock-out' }, limits: { removals: 0, losingMail: 0 } },
    loose: { approval: { from: 'lock-out' }, limits: { removals: 50, losingMail: 5000 } },
    change: { a: null },
  },
};

/** What people hold, as the tenant has it. */
function heldBy(one: Scene): string {
  return JSON.stringify(one.object(one.idOf('a')));
}

/** The ways of bringing setting and change in. */
const WAYS: Readonly<Record<string, (one: Scene, run: () => Promise<unknown>, told: Loosening) => Promise<void>>> = {
  'in one commit': async (one, run, { loose, change }) => {
    one.git({ config: loose });
    one.profiles(change);
    await run();
  },
  'in two commits, the setting first': async (one, run, { loose, change }) => {
    one.git({ config: loose });
    await run();
    one.profiles(change);
    await run();
  },
  'in two commits, the change first': async (one, run, { loose, change }) => {
    one.profiles(change);
    await run();
    one.git({ config: loose });
    await run();
  },
  'in two commits with a harmless write between': async (one, run, { loose, change }) => {
    one.git({ config: loose });
    one.profiles({ n: { groups: ['Strangers'] } });
    await run();
    one.profiles(change);
    await run();
  },
};

const loosened = Object.entries(LOOSENED).flatMap(([setting, told]) =>
  Object.entries(WAYS).flatMap(([way, bring]) =>
    (['apply', 'reconcile'] as const).map(
      (verb): AttackStory => ({
        name: `${setting} is loosened ${way}, by ${verb}`,
        section: 'C1',
        does: `a disturbing change and the looser ${setting} that lets it through come ${way}, unattended`,
        mustNot: 'people are disturbed by a policy that nobody approved',
        play: played(
          () => scene({ a: A }, { config: told.strict }),
          async (one) => {
            const before = heldBy(one);
            await bring(one, () => one.run({ verb }), told);
            one.expect(heldBy(one) === before, 'the profile was written');
          },
        ),
      }),
    ),
  ),
);

/** Setting → before and after; every one lets something through that the one before holds back. */
const REMEMBERED: Readonly<Record<string, readonly [strict: JsonObject, loose: JsonObject]>> = {
  heal: [{ heal: 'never' }, { heal: 'all' }],
  'groups.allow': [{ groups: { allow: ['Board', 'Sales', 'Staff'] } }, { groups: { allow: ['*'] } }],
  grace: [{ grace: '30d' }, { grace: '1h' }],
  lateness: [{ lateness: '2h' }, { lateness: '1m' }],
  branch: [{}, { branch: 'mine' }],
  'limits.newPeople': [{ limits: { newPeople: 20 } }, { limits: { newPeople: 5000 } }],
  'approval.growth.percent': [
    { approval: { growth: { percent: 0, people: 0 } } },
    { approval: { growth: { percent: 900, people: 0 } } },
  ],
  'approval.growth.people': [
    { approval: { growth: { percent: 0, people: 0 } } },
    { approval: { growth: { percent: 0, people: 900 } } },
  ],
  'limits.losingMail': [{ limits: { losingMail: 1 } }, { limits: { losingMail: 900 } }],
};

const opened = Object.entries(REMEMBERED).flatMap(([setting, [strict, loose]]) =>
  (['apply', 'reconcile'] as const).map(
    (verb): AttackStory => ({
      name: `${setting} is loosened beside a disturbing change, by ${verb}: only its code opens it`,
      section: 'C1',
      does: `one commit disturbs people and loosens ${setting}; at first nobody approves, then somebody gives the code of that line`,
      mustNot: 'it counts before that, people are disturbed by it, or its own code does not open it',
      play: played(
        () => scene({ a: A }, { config: strict }),
        async (one) => {
          const policy = (): JsonValue => one.world.branch.tip?.inventory.policy?.[setting] ?? null;
          const [before, held] = [JSON.stringify(policy()), heldBy(one)];
          one.git({ config: loose });
          one.profiles(NARROWED);
          const waiting = await one.run({ verb });
          const line = waiting.plan?.policyChanges?.find((each) => each.setting === setting);
          one.expect(line !== undefined, 'no line tells of it');
          one.expect(JSON.stringify(policy()) === before, 'it counts, and nobody approved it');
          one.expect(heldBy(one) === held, 'the profile was written');
          await one.run({ verb, approve: ['lock-out:a'], mayDisturb: setting === 'branch' ? [] : ['a'] });
          one.expect(JSON.stringify(policy()) === before, 'a level opened it');
          const asked = (await one.run({ verb })).plan?.policyChanges?.find((each) => each.setting === setting);
          await one.run({ verb, approve: asked === undefined ? [] : [asked.code], mayDisturb: ['a'] });
          one.expect(JSON.stringify(policy()) !== before, 'its own code does not open it');
        },
      ),
    }),
  ),
);

const LATER: Readonly<Record<string, JsonObject>> = {
  'a suspended profile': { suspend: ['a'] },
  'a tenant that is suspended': { suspend: true },
  'a lower level of approvals': { approval: { from: 'silent' } },
};

const tightened = Object.entries(LATER).map(
  ([what, tight]): AttackStory => ({
    name: `${what} is tightened, nothing is written, and the line goes with the change`,
    section: 'C1',
    does: `${what} comes with a commit that changes nothing in the tenant; the next commit takes it away and changes the profile`,
    mustNot: 'the policy that was in force is forgotten because nothing was written under it',
    play: played(
      () => scene({ a: A }, { config: { approval: { from: 'lock-out' } } }),
      async (one) => {
        const before = heldBy(one);
        one.git({ config: { approval: { from: 'lock-out' }, ...tight } });
        await one.run({ verb: 'reconcile' });
        one.git({ config: { approval: { from: 'lock-out' } } });
        one.profiles(NAMED);
        await one.run({ verb: 'reconcile' });
        one.expect(heldBy(one) === before, 'the profile was written');
      },
    ),
  }),
);

const UNPROTECTED: Readonly<Record<string, (one: Scene) => void>> = {
  'narrowed and protected no more': (one) => one.profiles({ a: { groups: ['Staff'], protect: false } }),
  'narrowed without the line': (one) => one.profiles({ a: { groups: ['Staff'] } }),
  'taken away': (one) => one.profiles({ a: null }),
  'released and taken away': (one) => {
    one.git({ config: { release: { a: 'goes to the team of phones' } } });
    one.profiles({ a: null });
  },
  'moved to another key, narrowed and protected no more': (one) => {
    one.git({ config: { moved: { a: 'b' } } });
    one.profiles({ a: null, b: { name: 'Mail a', groups: ['Staff'] } });
  },
  'adopted under another key': (one) => {
    one.git({ adopt: { b: one.idOf('a') } });
    one.profiles({ a: null, b: { name: 'Mail a', groups: ['Staff'] } });
  },
};

const unprotected = Object.entries(UNPROTECTED).map(
  ([what, change]): AttackStory => ({
    name: `a protected profile is ${what}`,
    section: 'C2',
    does: `one commit: the protected profile is ${what}; a level approves all effects`,
    mustNot: 'the object that was protected is written',
    play: played(
      () => scene({ a: { ...A, protect: true } }),
      async (one) => {
        const id = one.idOf('a');
        const before = JSON.stringify(one.object(id));
        change(one);
        await one.agreed();
        one.expect(JSON.stringify(one.object(id)) === before, 'the protected object was written');
      },
    ),
  }),
);

export const ON_POLICY: readonly AttackStory[] = [...loosened, ...opened, ...tightened, ...unprotected];
