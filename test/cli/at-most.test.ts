import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runAtMost } from '../../src/cli/wiring/at-most.ts';

it('does everything once, in order, and no more at a time than told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 8 }), async (things, limit) => {
      const seen = { now: 0, most: 0 };
      const made = await runAtMost(things, limit, async (thing) => {
        seen.now += 1;
        seen.most = Math.max(seen.most, seen.now);
        await Promise.resolve();
        seen.now -= 1;
        return thing * 2;
      });
      expect(made).toEqual(things.map((thing) => thing * 2));
      expect(seen.most).toBeLessThanOrEqual(limit);
    }),
  );
});

it('goes on beside one that hangs', async () => {
  let free: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  const done: number[] = [];
  const all = runAtMost([0, 1, 2, 3, 4], 2, async (thing) => {
    if (thing === 0) await held;
    done.push(thing);
  });
  await setTimeout(5);
  expect(done).toEqual([1, 2, 3, 4]);
  free();
  await all;
});

it('goes on with the others while some wait for ever, and holds few of those, too', async () => {
  const done: number[] = [];
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = runAtMost([...Array(20).keys()], 2, async (number, leave) => {
    if (number < 4) {
      leave();
      await ended;
    }
    done.push(number);
    if (number === 19) end();
    return number;
  });
  expect(await work).toHaveLength(20);
  expect(done.slice(0, 16)).toEqual(Array.from({ length: 16 }, (_, index) => index + 4));

  let [held, most] = [0, 0];
  await runAtMost([...Array(200).keys()], 2, async (_, leave) => {
    held += 1;
    most = Math.max(most, held);
    leave();
    await new Promise((resolve) => setImmediate(resolve));
    held -= 1;
  });
  expect(most).toBeLessThanOrEqual(50);
});
