/** D: creates that others get in the way of, and tenants of which nobody knows which one they are. */

import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../src/model/json.ts';
import { tinyId } from '../faults/tiny-company.ts';
import { type AttackStory, played } from './attack-story.ts';
import { AB, line, RENAMED } from './on-records.ts';
import { at, COMPANYS, CONFIGURATIONS, isCreate, isList, type Scene, scene, without } from './scene.ts';

/** What happens to a run that makes "c". */
const BACKDOORS: Readonly<Record<string, (one: Scene) => Promise<void>>> = {
  'given later to the groups of a profile by hand of the same account': async (one) => {
    one.assign(COMPANYS, 'Lawyers');
    one.profiles({ c: { settings: BY_HAND } });
    await one.agreed();
    one.profiles({ c: { settings: BY_HAND, groups: ['Lawyers'] } });
    await one.agreed();
  },
  'renamed onto the name of a profile by hand of the same account': async (one) => {
    one.assign(COMPANYS, 'Lawyers');
    one.profiles({ c: { settings: BY_HAND, groups: ['Strangers'] } });
    await one.agreed();
    one.profiles({ c: { settings: BY_HAND, groups: ['Lawyers'], name: 'Mail by hand' } });
    await one.agreed();
  },
  'moved to the host of a profile by hand': async (one) => {
    one.assign(COMPANYS, 'Lawyers');
    one.profiles({ c: { groups: ['Lawyers'] } });
    await one.agreed();
    one.profiles({ c: { groups: ['Lawyers'], settings: BY_HAND } });
    await one.agreed();
  },
};

const BY_HAND = { accountName: 'By hand', host: 'mail.contoso.com', mailToSync: 'oneMonth', oauth: false };

const backdoors = Object.entries(BACKDOORS).map(
  ([what, act]): AttackStory => ({
    name: `a twin by the back door: ${what}`,
    section: 'D6',
    does: `a profile is made where nothing speaks against it, then ${what}`,
    mustNot: 'somebody gets two profiles of one account',
    play: played(
      () => scene(AB),
      async (one) => {
        await act(one);
        const own = one.made('c')[0];
        const host = own?.properties['hostName'];
        const targets = JSON.stringify(own?.assignments ?? []);
        const isTwin = host === 'mail.contoso.com' && targets.includes(tinyId('Lawyers'));
        one.expect(!isTwin, 'Lawyers have two profiles of mail.contoso.com');
      },
    ),
  }),
);

/** Others at work while "c" is being made. */
const MEANWHILE: Readonly<Record<string, (one: Scene) => void>> = {
  'plants the marker just before the create': (one) => void one.stranger('Planted', line('contoso-mail', 'c')),
  'plants the marker with nobody’s key just before the create': (one) =>
    void one.stranger('Planted', line('contoso-mail', 'nobody')),
  'deletes the state branch just before the create': (one) => one.forget(),
};

const meanwhile = Object.entries(MEANWHILE).map(
  ([what, act]): AttackStory => ({
    name: `somebody ${what}`,
    section: 'D7',
    does: `between the plan and the create of a run somebody ${what}`,
    mustNot: 'what somebody planted counts as made; two objects are assigned',
    play: played(
      () => scene(AB),
      async (one) => {
        one.profiles({ c: { groups: ['Lawyers'] } });
        const strike = at(
          ({ port, site }) => port === 'git' && site === 'acquireLock',
          () => {
            act(one);
            return { does: 'nothing' };
          },
        );
        await one.agreed({ decide: strike });
        one.world.pass(1);
        await one.agreed();
        one.world.pass(1);
        await one.agreed();
      },
    ),
  }),
);

/** What the tenant answers to the look behind a create. */
const READBACKS: Readonly<Record<string, JsonObject>> = {
  'with another description': { description: 'rewritten' },
  'with the marker of another owner': line('other-team', 'c'),
  'born years ago': { createdDateTime: '2020-01-01T00:00:00Z' },
  'with another host': { hostName: 'mail.somebody.example' },
};

const IS_OBJECT = /^GET .*deviceConfigurations\/\{id\}$/;

/** The answer of a batch, with the objects in it changed. */
function reshaped(batch: JsonValue, items: readonly string[], change: JsonObject): JsonValue {
  if (!isJsonObject(batch)) return batch;
  const places = items.flatMap((item, nth) => (IS_OBJECT.test(item) ? [String(nth + 1)] : []));
  const responses = objectsAt(batch, 'responses').map((one) =>
    places.includes(stringAt(one, 'id') ?? '') && isJsonObject(one['body'])
      ? { ...one, body: { ...one['body'], ...change } }
      : one,
  );
  return { ...batch, responses };
}

const readbacks = Object.entries(READBACKS).map(
  ([what, body]): AttackStory => ({
    name: `a create reads back ${what}`,
    section: 'D7',
    does: `behind the create the tenant shows an object ${what}`,
    mustNot: 'it counts as done and people get it',
    play: played(
      () => scene(AB),
      async (one) => {
        one.profiles({ c: { groups: ['Lawyers'] } });
        let isMade = false;
        const ran = await one.agreed({
          decide: ({ site, items }) => {
            if (site === `POST ${CONFIGURATIONS}`) isMade = true;
            if (!isMade || site !== 'POST /$batch') return { does: 'nothing' };
            // The items are known once the batch has been answered.
            return { does: 'reshape', change: (value) => reshaped(value, items, body) };
          },
        });
        const assigned = ran.sent.filter(({ text }) => text.startsWith('POST /assign'));
        one.expect(assigned.length === 0, 'assigned what reads back as something else');
        one.expect(ran.outcome?.converged !== true, 'said that all is done');
      },
    ),
  }),
);

const vanished = (
  [
    ['create', 'apply'],
    ['assign', 'apply'],
    ['create', 'reconcile'],
    ['assign', 'reconcile'],
  ] as const
).map(
  ([behind, verb]): AttackStory => ({
    name: `what was made is deleted behind its ${behind}, by ${verb}`,
    section: 'D8',
    does: `an admin deletes the object that ${verb} has just made, behind its ${behind}`,
    mustNot: 'the run says that all is well; a second one is made at once',
    play: played(
      () => scene(AB),
      async (one) => {
        one.profiles({ c: { groups: ['Lawyers'] } });
        let isBehind = false;
        const ran = await one.agreed({
          verb,
          decide: (call) => {
            if (isBehind && call.port === 'graph') {
              isBehind = false;
              for (const { id } of one.world.store.all('deviceConfigurations'))
                if (one.object(id)?.properties['displayName'] === 'Mail c') one.remove(id);
            }
            if (behind === 'create' ? isCreate(call) : call.site.endsWith('/assign')) isBehind = true;
            return { does: 'nothing' };
          },
        });
        one.expect(ran.outcome?.converged !== true, 'said that all is done');
        if (verb === 'apply') one.expect(ran.code !== 0, 'ended with 0');
      },
    ),
  }),
);

const elsewhere: readonly AttackStory[] = [
  ...(['apply', 'reconcile', 'prune'] as const).map(
    (verb): AttackStory => ({
      name: `the inventory is another tenant’s, and ${verb} runs`,
      section: 'D9',
      does: `two configurations name one state branch, and ${verb} of the second tenant reads the first one’s inventory`,
      mustNot: 'anything is written in the second tenant, or the inventory overwritten',
      play: played(
        () => scene(AB),
        async (one) => {
          const tip = one.world.branch.tip;
          if (tip === null) throw new Error('there is no state');
          const inventory = { ...tip.inventory, tenant: '11111111-2222-4333-8444-555555555555' };
          one.world.branch.push({ inventory, lock: tip.lock }, tip.revision);
          one.profiles(RENAMED);
          one.expectSilent(await one.agreed({ verb }));
          one.expect(one.world.branch.tip?.inventory.tenant === inventory.tenant, 'the inventory was overwritten');
        },
      ),
    }),
  ),
  ...[403, 404, 503].map(
    (status): AttackStory => ({
      name: `/organization answers ${status} and the token names no tenant`,
      section: 'D10',
      does: 'nobody can say which tenant this is',
      mustNot: 'anything is written',
      play: played(
        () => scene(AB),
        async (one) => {
          one.profiles(RENAMED);
          one.says((_method, path) => (path.includes('/organization') ? { status, body: { error: {} } } : undefined));
          one.expectSilent(await one.agreed());
        },
      ),
    }),
  ),
  {
    name: '/organization is empty',
    section: 'D10',
    does: 'the list of organizations is empty, so nobody can say which tenant this is',
    mustNot: 'anything is written',
    play: played(
      () => scene(AB),
      async (one) => {
        one.profiles(RENAMED);
        one.says((_m, path) => (path.includes('/organization') ? { status: 200, body: { value: [] } } : undefined));
        one.expectSilent(await one.agreed());
      },
    ),
  },
];

const late: readonly AttackStory[] = ['unlocked', 'forgotten', 'left alone'].map((then) => ({
  name: `killed behind a create that lists hide, and the branch is ${then}`,
  section: 'D4',
  does: `the process dies behind a create; no list shows the object for ten minutes; the state branch is ${then}`,
  mustNot: 'a second object of the profile is assigned',
  play: played(
    () => scene(AB),
    async (one) => {
      one.profiles({ c: { groups: ['Lawyers'] } });
      await one.agreed({ decide: at(isCreate, () => ({ does: 'die', when: 'after' })) });
      if (then === 'unlocked') await one.unlock();
      if (then === 'forgotten') one.forget();
      const hidden = one.made('c').map(({ id }) => id);
      for (const hides of [true, true, false, false, false]) {
        one.world.pass(0.1);
        await one.agreed({
          decide: (call) =>
            hides && isList(call) ? { does: 'reshape', change: without(hidden) } : { does: 'nothing' },
        });
      }
      one.world.pass(1);
      await one.agreed();
      one.world.pass(1);
      await one.agreed();
    },
  ),
}));

export const ON_CREATES: readonly AttackStory[] = [
  ...late,
  ...backdoors,
  ...meanwhile,
  ...readbacks,
  ...vanished,
  ...elsewhere,
];
