/** E: answers that are hollow, refused or narrower than the truth: unknown is not nobody, and not gone. */

import type { TenantAnswer } from '../../src/embedded/exchange.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { ProfileWish } from '../faults/repository.ts';
import { tinyId } from '../faults/tiny-company.ts';
import { type AttackStory, played } from './attack-story.ts';
import { CONFIGURATIONS, isList, scene, without } from './scene.ts';

type Says = (method: string, path: string) => TenantAnswer | undefined;

const AB = { a: { groups: ['Staff', 'Sales'] }, b: { groups: ['Lawyers'] } } as const;

function answering(part: RegExp, status: number, body: JsonValue): Says {
  return (method, path) => (method === 'GET' && part.test(decodeURIComponent(path)) ? { status, body } : undefined);
}

function first(...all: readonly Says[]): Says {
  return (method, path) => {
    for (const one of all) {
      const answer = one(method, path);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
}

const COUNT = /transitiveMembers\/\$count/;
const PEOPLE = /transitiveMembers\/microsoft\.graph\.user/;
const MACHINES = /transitiveMembers\/microsoft\.graph\.device/;
const DEVICES = /\/managedDevices\?/;
const EMPTY = { value: [] };
const GONE = { error: { code: 'Request_ResourceNotFound', message: 'does not exist' } };
const REFUSED = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } };
const phone = (more: { readonly [name: string]: JsonValue }): JsonValue => ({
  id: tinyId('ada-phone'),
  userId: tinyId('ada'),
  azureADDeviceId: tinyId('ada-entra'),
  operatingSystem: 'iOS',
  deviceType: 'iPhone',
  ...more,
});

/** What the tenant says instead of who there is. */
const HOLLOW: Readonly<Record<string, Says>> = {
  'members are not found behind a count': answering(PEOPLE, 404, GONE),
  'members are refused': answering(PEOPLE, 403, REFUSED),
  'members have no ids': answering(PEOPLE, 200, { value: [{}, {}, {}] }),
  'the count is refused and the members too': first(
    answering(COUNT, 403, REFUSED),
    answering(PEOPLE, 403, REFUSED),
    answering(MACHINES, 403, REFUSED),
  ),
  'the list of devices is empty': answering(DEVICES, 200, EMPTY),
  'the list of devices is refused': answering(DEVICES, 403, REFUSED),
  'the list of devices ends in a link to nowhere': answering(DEVICES, 200, {
    value: [],
    '@odata.nextLink': 'https://elsewhere.example/next',
  }),
  'devices have no person': answering(DEVICES, 200, { value: [phone({ userId: '' })] }),
  'devices have no platform': answering(DEVICES, 200, { value: [phone({ operatingSystem: null })] }),
  'members are empty and the count says three': first(answering(COUNT, 200, 3), answering(PEOPLE, 200, EMPTY)),
  'members are hidden from the app': first(
    answering(COUNT, 200, 0),
    answering(PEOPLE, 200, EMPTY),
    answering(MACHINES, 200, EMPTY),
  ),
  'members come as something else than a list': answering(PEOPLE, 200, { value: 'none' }),
};

const CHANGES: Readonly<Record<string, ProfileWish | null>> = {
  'a group is taken away': { groups: ['Staff'] },
  'the account name changes': { groups: ['Staff', 'Sales'], settings: { accountName: 'Mail at Contoso' } },
};

const hollow = Object.entries(HOLLOW).flatMap(([what, says]) =>
  Object.entries(CHANGES).map(
    ([change, wish]): AttackStory => ({
      name: `${what}, and ${change}`,
      section: 'E1',
      does: `${what} while ${change} without an approval`,
      mustNot: 'nobody to be seen counts as nobody: the change is written',
      play: played(
        () => scene(AB),
        async (one) => {
          one.profiles({ a: wish });
          one.says(says);
          await one.run();
          await one.run({ verb: 'reconcile' });
        },
      ),
    }),
  ),
);

/** What a role that sees only some objects is told of one that it doesn't see. */
const BY_ID: Readonly<Record<string, TenantAnswer | undefined>> = {
  'is refused by id': { status: 403, body: REFUSED },
  'answers by id all the same': undefined,
  'answers 404 that names scope tags': {
    status: 404,
    body: {
      error: {
        code: 'ResourceNotFound',
        message: 'The resource was not found or you do not have permission for its scope tags.',
      },
    },
  },
  'answers 503': { status: 503, body: { error: { code: 'ServiceUnavailable' } } },
};

const unseen = Object.entries(BY_ID).flatMap(([what, answer]) =>
  [false, true].map(
    (isRemoved): AttackStory => ({
      name: `a list hides an object of ours that ${what}${isRemoved ? ', and its YAML goes' : ''}`,
      section: 'E2',
      does: `a role is limited by scope tags: the list has a hole, and the object ${what}`,
      mustNot: 'it counts as gone and is made a second time, or forgotten',
      play: played(
        () => scene(AB),
        async (one) => {
          const id = one.idOf('a');
          if (isRemoved) one.profiles({ a: null });
          one.says((method, path) =>
            method === 'GET' && path.includes(id) && !path.includes('$batch') ? answer : undefined,
          );
          const hide = { decide: hiding([id]) };
          await one.agreed(hide);
          one.world.pass(1);
          await one.agreed(hide);
          one.expect(one.made('a').length <= 1, 'made a second one');
          one.expect(one.idOf('a') === id, 'forgot the object');
        },
      ),
    }),
  ),
);

function hiding(ids: readonly string[]) {
  const change = without(ids);
  return (call: Parameters<typeof isList>[0]) =>
    isList(call) ? ({ does: 'reshape', change } as const) : ({ does: 'nothing' } as const);
}

const failing: readonly AttackStory[] = [503, 403, 429].map((status) => ({
  name: `the list itself answers ${status}`,
  section: 'E3',
  does: `the list of configurations answers ${status}`,
  mustNot: 'a finding says that objects are gone, or anything is made anew',
  play: played(
    () => scene(AB),
    async (one) => {
      const list = new RegExp(`${CONFIGURATIONS}(\\?|$)`);
      one.says((method, path) => (method === 'GET' && list.test(path) ? { status, body: {} } : undefined));
      const ran = await one.agreed();
      one.expectSilent(ran);
      one.expect(!ran.plan?.findings.some(({ code }) => code === 'OWN-010'), 'says that objects are gone');
      one.expectCode(ran, 9, 11, 12);
    },
  ),
}));

const filtered = (['androidForWork', 'windows10AndLater', 'macOS'] as const).map(
  (platform): AttackStory => ({
    name: `a filter of ${platform} is put on a profile`,
    section: 'E4',
    does: `git adds a filter of ${platform}, which matches no phone of the profile’s platform, without an approval`,
    mustNot: 'everybody loses the profile unasked',
    play: played(
      () => scene(AB),
      async (one) => {
        one.world.portal('POST', '/deviceManagement/assignmentFilters', {
          displayName: 'Others',
          platform,
          rule: '(device.deviceOwnership -eq "Corporate")',
        });
        one.profiles({ a: { assign: { include: [{ group: 'Staff', filter: { include: 'Others' } }] } } });
        one.expectSilent(await one.run());
      },
    ),
  }),
);

const barred: AttackStory = {
  name: 'one create is refused',
  section: 'E5',
  does: 'the tenant answers 403 to the create of one object',
  mustNot: 'another, independent object stays unwritten for it',
  play: played(
    () => scene(AB),
    async (one) => {
      one.profiles({ a0: { groups: ['Lawyers'] }, b: { ...AB.b, name: 'Law' } });
      one.says((method, path) =>
        method === 'POST' && path.endsWith(CONFIGURATIONS) ? { status: 403, body: REFUSED } : undefined,
      );
      const ran = await one.agreed();
      one.expect(ran.outcome?.converged !== true, 'said that all is done');
      one.expect(one.object(one.idOf('b'))?.properties['displayName'] === 'Law', 'the other one was not written');
    },
  ),
};

/** More than are written side by side. */
const NEW = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8'];

const refused: readonly AttackStory[] = ['PATCH', '/assign'].map((verb) => ({
  name: `one object refuses its ${verb}`,
  section: 'E5',
  does: `the tenant answers 403 to the ${verb} of one object, run after run`,
  mustNot: 'another, independent object stays unwritten for it',
  play: played(
    () => scene(AB),
    async (one) => {
      const id = one.idOf('a');
      const others = Object.fromEntries(
        NEW.map((key) => [key, { settings: { host: `${key}.contoso.com`, oauth: false } }]),
      );
      one.profiles({
        ...others,
        a: { groups: ['Staff', 'Sales', 'Strangers'], name: 'Mail staff' },
        b: { ...AB.b, name: 'Law' },
      });
      one.says((method, path) =>
        method !== 'GET' && path.includes(id) && (verb === 'PATCH' ? method === verb : path.endsWith(verb))
          ? { status: 403, body: REFUSED }
          : undefined,
      );
      await one.agreed();
      one.expect(one.object(one.idOf('b'))?.properties['displayName'] === 'Law', 'the other one was not written');
      one.expect(
        NEW.every((key) => one.made(key).length === 1),
        'what is independent was not made',
      );
    },
  ),
}));

const ERRORS: Readonly<Record<string, ProfileWish>> = {
  'names a group that nobody has': { groups: ['a group that nobody made'] },
  'is of another kind than its object': { kind: 'windows-mail', groups: ['Staff'] },
  'names a certificate that nobody has': {
    groups: ['Staff'],
    settings: { authentication: 'certificate', identityCertificate: { name: 'none' } },
  },
};

const held = Object.entries(ERRORS).map(
  ([what, wish]): AttackStory => ({
    name: `one profile ${what}`,
    section: 'E6',
    does: `a profile ${what}, another one is renamed`,
    mustNot: 'the faulty one is taken from its people, or the other one waits for it',
    play: played(
      () => scene(AB),
      async (one) => {
        const before = JSON.stringify(one.object(one.idOf('a'))?.assignments);
        one.profiles({ a: wish, b: { ...AB.b, name: 'Law' } });
        const ran = await one.agreed({ mayDisturb: [] });
        one.expectCode(ran, 4);
        one.expect(JSON.stringify(one.object(one.idOf('a'))?.assignments) === before, 'the faulty one was written');
        one.expect(one.object(one.idOf('b'))?.properties['displayName'] === 'Law', 'the other one was not written');
      },
    ),
  }),
);

export const ON_UNKNOWN: readonly AttackStory[] = [
  ...hollow,
  ...unseen,
  ...failing,
  ...filtered,
  ...refused,
  barred,
  ...held,
];
