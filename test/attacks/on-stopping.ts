/** G: runs that are asked to stop, or whose time goes by: they end in order, give the lock back, and the next one finishes. */

import { type AttackStory, played } from './attack-story.ts';
import { type Scene, scene } from './scene.ts';

const BEFORE = {
  a: { groups: ['Staff'] },
  b: { groups: ['Sales'] },
  d: { groups: ['Contractors'], settings: { host: 'other.contoso.com', oauth: false } },
};

async function goesOn(one: Scene): Promise<void> {
  one.expect(one.world.branch.tip?.lock.holder === null, 'the lock is still held');
  let last = await one.agreed();
  for (let round = 0; round < 3 && last.code !== 0; round += 1) {
    one.world.pass(1);
    last = await one.agreed();
  }
  one.expectCode(last, 0);
  one.expect(one.object(one.idOf('a'))?.properties['displayName'] === 'Mail staff', 'the rename never came');
  one.expect(one.made('c').length === 1, `${one.made('c').length} objects of "c"`);
}

const WORK = { a: { ...BEFORE.a, name: 'Mail staff' }, b: null, c: { groups: ['Lawyers'] } } as const;

const stopped = (['apply', 'reconcile'] as const).flatMap((verb) =>
  [0, 1, 2, 3, 4].map(
    (stopAfter): AttackStory => ({
      name: `${verb} is asked to stop behind step ${stopAfter}`,
      section: 'G2',
      does: `a request to stop arrives behind step ${stopAfter} of a rename, a removal and a create`,
      mustNot: 'the lock stays, a step is cut in two, or anything is made twice',
      play: played(
        () => scene(BEFORE),
        async (one) => {
          one.profiles(WORK);
          await one.agreed({ verb, stopAfter });
          await goesOn(one);
        },
      ),
    }),
  ),
);

const slept: readonly AttackStory[] = [5, 20, 60].map((minutes) => ({
  name: `a run sleeps ${minutes} minutes in the middle`,
  section: 'G1',
  does: `the machine sleeps ${minutes} minutes behind the first write of a run`,
  mustNot: 'it writes on the strength of a lock that another run may have',
  play: played(
    () => scene(BEFORE),
    async (one) => {
      one.profiles(WORK);
      let isAsleep = false;
      await one.agreed({
        decide: ({ port, writes }) => {
          if (port === 'graph' && writes && !isAsleep) {
            isAsleep = true;
            one.world.time.now += minutes * 60_000;
          }
          return { does: 'nothing' };
        },
      });
      one.world.pass(1);
      await one.agreed();
      await goesOn(one);
    },
  ),
}));

const opened: readonly AttackStory[] = [0, 1, 2].map((nth) => ({
  name: `somebody opens the lock while write ${nth + 1} is slow`,
  section: 'D5',
  does: `write ${nth + 1} takes a minute, and somebody opens the lock meanwhile`,
  mustNot: 'the run writes on behind it; anything is made twice',
  play: played(
    () => scene(BEFORE),
    async (one) => {
      one.profiles(WORK);
      let writes = 0;
      let isOpen = false;
      const ran = await one.agreed({
        decide: ({ port, writes: isWrite }) => {
          if (port === 'graph' && isWrite && isOpen) one.wrongs.push('wrote behind an opened lock');
          if (port === 'graph' && isWrite && writes++ === nth) {
            one.world.time.now += 60_000;
            const { tip } = one.world.branch;
            if (tip !== null) one.world.branch.push({ lock: { ...tip.lock, holder: null } }, tip.revision);
            isOpen = true;
          }
          return { does: 'nothing' };
        },
      });
      one.expect(ran.code !== 0, 'ended with 0');
      one.world.pass(1);
      await one.agreed();
      await goesOn(one);
    },
  ),
}));

export const ON_STOPPING: readonly AttackStory[] = [...stopped, ...slept, ...opened];
