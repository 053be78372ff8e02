/** D: records, markers and adoptions that say something wrong about whose an object is. */

import { markerFor, markerText } from '../../src/core/tenant/marker.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { tinyId } from '../faults/tiny-company.ts';
import { type AttackStory, played } from './attack-story.ts';
import { COMPANYS, MAIL_TYPE, type Scene, scene } from './scene.ts';

export const AB = { a: { groups: ['Staff'] }, b: { groups: ['Sales'] } } as const;
export const RENAMED = { a: { groups: ['Staff'], name: 'Mail staff' } } as const;

/** A description that is the marker of a key. */
export function line(owner: string, key: string, generation = 1): { readonly description: string } {
  return { description: markerText(markerFor(owner, key, generation)) };
}

/** What the record of "a" is made to name. */
const EXCHANGED: Readonly<Record<string, (scene: Scene) => string>> = {
  'a mail profile by hand that nobody has': (one) => one.stranger('By hand'),
  'a mail profile by hand that Lawyers have': (one) => {
    const id = one.stranger('By hand');
    one.assign(id, 'Lawyers');
    return id;
  },
  'what was there before Postilion': () => COMPANYS,
  'a certificate profile by hand': () => tinyId('iOS: certificate'),
  'an object with a planted marker of a wrong nonce': (one) =>
    one.stranger('Planted', { description: 'postilion:contoso-mail/a#00000000' }),
  'an object with the marker of another owner': (one) => one.stranger('Theirs', line('other-team', 'a')),
  'an object with our marker of another key': (one) => one.stranger('Other key', line('contoso-mail', 'c')),
  'an id that nothing has': () => '11111111-2222-4333-8444-555555555555',
};

const WISHES = {
  'git renames the profile': (one: Scene) => one.profiles(RENAMED),
  'its YAML is taken away': (one: Scene) => one.profiles({ a: null }),
  'its people change': (one: Scene) => one.profiles({ a: { groups: ['Lawyers'] } }),
} as const;

const exchanged = Object.entries(EXCHANGED).flatMap(([what, idOf]) =>
  Object.entries(WISHES).map(
    ([wish, change]): AttackStory => ({
      name: `the record names ${what}, and ${wish}`,
      section: 'D1',
      does: `whoever may push to the state branch writes the id of ${what} into the record of a profile; then ${wish}, approved whole`,
      mustNot: 'the object is written; a second one of the profile is assigned',
      play: played(
        () => scene(AB),
        async (one) => {
          one.meddle('a', { id: idOf(one) });
          change(one);
          await one.agreed();
          one.world.pass(1);
          await one.agreed();
        },
      ),
    }),
  ),
);

const BIRTHLESS: readonly AttackStory[] = [
  ['of a record that lacks its birth', (one: Scene) => one.meddle('a', { created: null })],
  ['of a record with another birth', (one: Scene) => one.meddle('a', { created: '2020-01-01T00:00:00Z' })],
  ['of a record with another type', (one: Scene) => one.meddle('a', { type: '#microsoft.graph.iosWiFiConfiguration' })],
].map(([what, act]) => ({
  name: `an admin rewrites the description of an object ${String(what)}`,
  section: 'D1',
  does: `the marker is gone, and so is the second witness ${String(what)}; git renames the profile and nobody approves`,
  mustNot: 'the object is written on its id alone',
  play: played(
    () => scene(AB),
    async (one) => {
      one.edit(one.idOf('a'), { description: 'for staff' });
      if (typeof act === 'function') act(one);
      one.profiles(RENAMED);
      one.expectSilent(await one.run());
    },
  ),
}));

/** Objects that somebody made, on a tenant without memory. */
const PLANTED: Readonly<Record<string, JsonObject>> = {
  'with the right nonce': line('contoso-mail', 'a'),
  'with a wrong nonce': { description: 'postilion:contoso-mail/a#00000000' },
  'of a later generation': line('contoso-mail', 'a', 7),
  'with words around the marker': { description: `for staff\n\n${line('contoso-mail', 'a').description}` },
  'with the markers of two keys': {
    description: `${line('contoso-mail', 'a').description} ${line('contoso-mail', 'b').description}`,
  },
  'of another owner': line('other-team', 'a'),
};

const planted = Object.entries(PLANTED).flatMap(([what, body]) =>
  [1, 2].map(
    (count): AttackStory => ({
      name: `${count} planted ${what}, and no memory`,
      section: 'D2',
      does: `${count === 1 ? 'an object' : 'two objects'} with a marker ${what} stand in the portal; the first run of a repository meets them and nobody approves`,
      mustNot: 'an object is taken over, recorded or written unasked',
      play: played(
        () => scene(null),
        async (one) => {
          for (let index = 0; index < count; index += 1) one.stranger(`Planted ${index}`, body);
          one.profiles({ a: { groups: ['Staff'] } });
          await one.run();
          one.world.pass(1);
          await one.run();
          const claimed = one.entries()['a'];
          one.expect(claimed === undefined || one.ours.has(claimed.id), 'recorded an object that somebody planted');
        },
      ),
    }),
  ),
);

/** Lines of adopt.yaml. */
const ADOPTED: Readonly<Record<string, (one: Scene) => JsonObject>> = {
  'a stranger’s object without YAML for it': (one) => ({ gone: one.stranger('By hand') }),
  'an object that another profile manages': (one) => ({ c: one.idOf('b') }),
  'another object for a profile that has one': (one) => ({ a: one.stranger('By hand') }),
  'an object with the marker of another owner': (one) => ({ c: one.stranger('Theirs', line('other-team', 'x')) }),
  'an object of another kind': () => ({ c: tinyId('iOS: certificate') }),
  'an id that nothing has': () => ({ c: '11111111-2222-4333-8444-555555555555' }),
};

const adopted = Object.entries(ADOPTED).map(
  ([what, lines]): AttackStory => ({
    name: `adopt.yaml names ${what}`,
    section: 'D3',
    does: `a line of adopt.yaml names ${what}; the run is repeated, nobody approves`,
    mustNot: 'it enters the inventory and is taken from its people by the run after',
    play: played(
      () => scene(AB),
      async (one) => {
        const adopt = lines(one);
        one.git({ adopt });
        if ('c' in adopt) one.profiles({ c: { groups: ['Lawyers'] } });
        await one.run();
        one.git({ adopt: {} });
        one.world.pass(1);
        await one.run({ verb: 'reconcile' });
      },
    ),
  }),
);

const copies: readonly AttackStory[] = ['deletes the original', 'gives the copy to Lawyers', 'does nothing else'].map(
  (more) => ({
    name: `a portal copy carries our marker, and the admin ${more}`,
    section: 'D2',
    does: `an admin duplicates a managed profile in the portal and ${more}; git renames it`,
    mustNot: 'the copy is written or taken over',
    play: played(
      () => scene(AB),
      async (one) => {
        const original = one.object(one.idOf('a'));
        const { createdDateTime: _c, lastModifiedDateTime: _l, version: _v, ...kept } = original?.properties ?? {};
        const copy = one.stranger('Copy', { ...kept, ...MAIL_TYPE });
        if (more.startsWith('deletes')) one.remove(one.idOf('a'));
        if (more.startsWith('gives')) one.assign(copy, 'Lawyers');
        one.profiles(RENAMED);
        await one.agreed();
        one.world.pass(1);
        await one.agreed();
      },
    ),
  }),
);

export const ON_RECORDS: readonly AttackStory[] = [...exchanged, ...BIRTHLESS, ...planted, ...copies, ...adopted];
