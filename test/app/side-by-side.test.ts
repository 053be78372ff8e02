/** Steps side by side: along the dependency order whatever the width, and never more of them than allowed. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSideBySide } from '../../src/app/apply/side-by-side.ts';
import type { Step } from '../../src/model/plan.ts';

/** Each step may wait for some before it; a few are about one object. */
const PLANS = fc.array(fc.record({ after: fc.array(fc.nat(30), { maxLength: 3 }), object: fc.nat(12) }), {
  maxLength: 30,
});

function stepsOf(rows: readonly { readonly after: readonly number[]; readonly object: number }[]): readonly Step[] {
  return rows.map(({ after, object }, place) => ({
    id: `s${place}`,
    key: `k${object}`,
    verb: 'assign',
    after: place === 0 ? [] : after.map((one) => `s${one % place}`),
    request: { method: 'POST', path: `/deviceManagement/deviceConfigurations/{k${object}}/assign`, body: null },
    precondition: {},
  }));
}

interface Seen {
  readonly begun: readonly string[];
  readonly most: number;
  /** Steps that began before one that they wait for, or one on the same object, had ended. */
  readonly early: readonly string[];
}

/** Runs them with waits of their own and notes what happens. */
async function watch(steps: readonly Step[], width: number, run = runSideBySide): Promise<Seen> {
  const begun: string[] = [];
  const early: string[] = [];
  const ended = new Set<string>();
  const atWork = new Map<string, string>();
  let most = 0;
  await run(steps, width, async ({ id, after, key }) => {
    begun.push(id);
    if (after.some((one) => !ended.has(one)) || atWork.has(key)) early.push(id);
    atWork.set(key, id);
    most = Math.max(most, atWork.size);
    for (let left = Number(id.slice(1)) % 4; left >= 0; left -= 1) await Promise.resolve();
    atWork.delete(key);
    ended.add(id);
  });
  return { begun, most, early };
}

test('no step begins before those that it waits for have ended, at widths 1, 4 and 16', async () => {
  await fc.assert(
    fc.asyncProperty(PLANS, fc.constantFrom(1, 4, 16), async (rows, width) => {
      const steps = stepsOf(rows);
      const { begun, most, early } = await watch(steps, width);
      expect(early).toEqual([]);
      expect(most).toBeLessThanOrEqual(width);
      expect(begun.toSorted()).toEqual(steps.map(({ id }) => id).toSorted());
      expect(width > 1 ? [] : begun).toEqual(width > 1 ? [] : steps.map(({ id }) => id));
    }),
    { numRuns: 60 },
  );
});

test('the next step on an object goes first, where there is more than one at a time', async () => {
  const steps = stepsOf(
    [...Array.from({ length: 6 }, (_, object) => object), 0, 1].map((object) => ({ after: [], object })),
  );
  expect((await watch(steps, 2)).begun.indexOf('s6')).toBeLessThan(4);
  expect((await watch(steps, 1)).begun.at(-1)).toBe('s7');
});

test('independent steps are in flight together, as many as allowed', async () => {
  const steps = stepsOf(Array.from({ length: 12 }, (_, object) => ({ after: [], object })));
  expect((await watch(steps, 4)).most).toBe(4);
});

test('a scheduler that knows no order is caught', async () => {
  const steps = stepsOf([
    { after: [], object: 1 },
    { after: [0], object: 2 },
  ]);
  const blind: typeof runSideBySide = async (all, _, work) => void (await Promise.all(all.map(work)));
  expect((await watch(steps, 4, blind)).early).toEqual(['s1']);
});

test('where a step throws, those in flight end first', async () => {
  const steps = stepsOf(Array.from({ length: 6 }, (_, object) => ({ after: [], object })));
  const ended: string[] = [];
  const run = runSideBySide(steps, 3, async ({ id }) => {
    if (id === 's0') throw new Error('a bug');
    for (let left = 5; left > 0; left -= 1) await Promise.resolve();
    ended.push(id);
  });
  await expect(run).rejects.toThrow('a bug');
  expect(ended).toEqual(['s1', 's2']);
});
