import { expect, it } from 'vitest';
import { createServiceClock } from '../../../src/io/graph/http/service-clock.ts';

it('tells the service’s time, whatever this machine’s says, and never goes back', () => {
  let here = 5_000;
  const clock = createServiceClock({ now: () => here, sleep: async () => {}, random: () => 0 });
  expect(clock.now()).toBe(null);
  clock.hear(1_000_000);
  expect(clock.now()).toBe(1_000_000);
  here += 3_000;
  expect(clock.now()).toBe(1_003_000);
  // An answer out of a cache.
  clock.hear(900_000);
  expect(clock.now()).toBe(1_003_000);
  clock.hear(1_004_000);
  expect(clock.now()).toBe(1_004_000);
});
