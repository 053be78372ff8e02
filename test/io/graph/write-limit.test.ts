/** A run against a service that counts: 100 writes in any 20 s, in a time of its own, whatever the width and the size. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSideBySide } from '../../../src/app/apply/side-by-side.ts';
import { newCounters } from '../../../src/io/graph/http/counters.ts';
import type { Exchange, HttpExchange, Outgoing } from '../../../src/io/graph/http/exchange.ts';
import { DOCUMENTED_LIMITS, type Limits, pacing } from '../../../src/io/graph/http/rate-limit.ts';
import { retrying } from '../../../src/io/graph/http/retry.ts';
import { createBudget, type Timing } from '../../../src/io/graph/http/retry-budget.ts';
import type { Step } from '../../../src/model/plan.ts';
import { DEEP } from '../../deep.ts';

/** What the service refuses above (Graph's page on throttling limits). */
const MOST = 100;
const SPAN_MS = 20_000;

interface Wish {
  readonly profiles: number;
  readonly width: number;
  /** What the answers take, in milliseconds, one after the other, again and again. */
  readonly latencies: readonly number[];
  /** Writes of the run before, which ended a moment ago: the service counts them, and this run knows nothing of them. */
  readonly earlier: number;
  /** Over all the 20 s before, instead of at its very end. */
  readonly isSpread: boolean;
}

interface Seen {
  readonly refusals: number;
  readonly accepted: number;
  readonly lost: number;
  readonly ended: number;
}

/** A time that goes on as soon as everybody waits for it. */
class FakeTime implements Timing {
  #now = 0;
  #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => void this.#sleepers.push({ at: this.#now + ms, wake }));
  }

  async run(work: Promise<void>): Promise<void> {
    let isOver = false;
    void work.finally(() => {
      isOver = true;
    });
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isOver) return work;
      const at = Math.min(...this.#sleepers.map((sleeper) => sleeper.at));
      if (at === Number.POSITIVE_INFINITY) throw new Error('everybody waits, and nothing is to come');
      this.#now = at;
      const woken = this.#sleepers.filter((sleeper) => sleeper.at <= at);
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.at > at);
      for (const { wake } of woken) wake();
    }
  }
}

function answered(status: number, retryAfter: number | null): HttpExchange {
  const rest = {
    redirect: null,
    requestIds: [],
    givenUp: null,
    date: null,
    clock: null,
    proxy: null,
    approvalCode: null,
  };
  return { kind: 'answer', status, body: { form: 'empty' }, retryAfter, ...rest };
}

function request(path: string, repeatable: boolean): Outgoing {
  return {
    method: repeatable ? 'GET' : 'POST',
    path,
    headers: {},
    body: null,
    repeatable,
    weight: 1,
    url: path,
    text: undefined,
  };
}

/** Creates and assigns that many profiles, each write read back. */
async function play(
  { profiles, width, latencies, earlier, isSpread }: Wish,
  limits: Limits = DOCUMENTED_LIMITS,
): Promise<Seen> {
  const time = new FakeTime();
  let refusals = 0;
  let lost = 0;
  let requests = 0;
  let taken: number[] = Array.from({ length: earlier }, (_, nth) =>
    isSpread ? (nth * SPAN_MS) / earlier - SPAN_MS : 0,
  );
  const accepted: number[] = [];
  const serve = async (outgoing: Outgoing): Promise<Exchange> => {
    requests += 1;
    const latency = latencies[requests % latencies.length] ?? 100;
    await time.sleep(Math.ceil(latency / 2));
    const now = time.now();
    taken = taken.filter((at) => at > now - SPAN_MS);
    const isRefused = !outgoing.repeatable && taken.length >= MOST;
    if (isRefused) refusals += 1;
    else if (!outgoing.repeatable) {
      taken.push(now);
      accepted.push(now);
    }
    await time.sleep(Math.floor(latency / 2));
    const free = Math.ceil(((taken[0] ?? now) + SPAN_MS - now) / 1000) * 1000;
    return isRefused ? answered(429, free) : answered(200, null);
  };
  const paced = pacing(limits, time, undefined, newCounters());
  const again = retrying(createBudget(3600, time), time);
  const send = (outgoing: Outgoing): Promise<Exchange> => again(outgoing, (one) => paced(one, serve));
  const work = async ({ request: { path } }: Step): Promise<void> => {
    const wrote = await send(request(path, false));
    if (wrote.kind !== 'answer' || wrote.status !== 200) lost += 1;
    await send(request(path, true));
  };
  await time.run(runSideBySide(stepsOf(profiles), width, work));
  return { refusals, accepted: accepted.length, lost, ended: time.now() };
}

function stepsOf(profiles: number): readonly Step[] {
  const step = (key: string, verb: 'create' | 'assign'): Step => {
    const path = `/deviceManagement/deviceConfigurations${verb === 'create' ? '' : `/{${key}}/assign`}`;
    const after = verb === 'create' ? [] : [`${key}/create`];
    return { id: `${key}/${verb}`, key, verb, after, request: { method: 'POST', path, body: null }, precondition: {} };
  };
  const keys = Array.from({ length: profiles }, (_, nth) => `k${nth}`);
  return [...keys.map((key) => step(key, 'create')), ...keys.map((key) => step(key, 'assign'))];
}

const WISHES = fc.record({
  profiles: fc.integer({ min: 1, max: DEEP ? 400 : 120 }),
  width: fc.constantFrom(1, 2, 4, 8, 16),
  latencies: fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 6 }),
  earlier: fc.constantFrom(0, 0, 50, 95, 100),
  isSpread: fc.boolean(),
});

test('no run is refused more than three times, also behind another one, and every write is done', async () => {
  await fc.assert(
    fc.asyncProperty(WISHES, async (wish) => {
      const { refusals, accepted, lost } = await play(wish);
      expect({ refusals: Math.max(refusals, 3), accepted, lost }).toEqual({
        refusals: 3,
        accepted: 2 * wish.profiles,
        lost: 0,
      });
    }),
    { numRuns: DEEP ? 300 : 12 },
  );
});

test.each([1, 4, 16])(
  'a run that begins where another one has just spent the limit, %i steps at a time',
  async (width) => {
    for (const isSpread of [false, true]) {
      const { refusals, accepted, lost } = await play({ profiles: 60, width, latencies: [100], earlier: 95, isSpread });
      expect([isSpread, Math.max(refusals, 3), accepted, lost]).toEqual([isSpread, 3, 120, 0]);
    }
  },
);

test('a run that knows no limit is refused, so the service counts', async () => {
  const wide = { requests: 10_000, seconds: 1 };
  const limits = { any: wide, writes: wide, directory: wide };
  expect(
    (await play({ profiles: 120, width: 16, latencies: [100], earlier: 0, isSpread: false }, limits)).refusals,
  ).toBeGreaterThan(3);
});

test('nothing is slower for it than the limit itself', async () => {
  const { ended } = await play({ profiles: 200, width: 4, latencies: [100], earlier: 0, isSpread: false });
  // 400 writes, 95 in any 20 s: the last 20 of them go after 80 s.
  expect(ended).toBeLessThanOrEqual(1.15 * 80_000);
});
