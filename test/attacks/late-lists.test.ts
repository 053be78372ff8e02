/** Lists that show new objects late, with lost answers, kills, opened locks, deleted branches and wrong clocks: no twins. */

import { afterAll, expect, test } from 'vitest';
import { DEEP, isInSample } from '../deep.ts';
import type { InjectedFault, Select } from '../faults/injected-faults.ts';
import { type Situation, situations } from '../faults/situations.ts';
import { tell } from '../faults/story.ts';
import { keyOf, objectsIn } from './ledger-judge.ts';
import { at, closeScenes, isCreate, isList, Scene, scene, serverOfScenes, without } from './scene.ts';

afterAll(closeScenes);

/** What becomes of the answer to a create. */
const ANSWERS: Readonly<Record<string, InjectedFault>> = {
  'is heard': { does: 'nothing' },
  'is lost': { does: 'reset', when: 'after' },
  'is one of a gateway': { does: 'answer', answer: { status: 504 }, after: true },
  'finds nobody: the run is killed': { does: 'die', when: 'after' },
  'is the last that the run hears': { does: 'die', when: 'later' },
  'never comes: the request was killed': { does: 'die', when: 'before' },
};

/** What somebody does to the state branch before the next run. */
const THEN = ['nothing', 'opens the lock', 'deletes the branch'] as const;
const CLOCKS = [-1, 0, 1] as const;
const READS = [0, 1, 2, 3, 5, 8, 13, 20] as const;

interface Trial {
  readonly name: string;
  readonly answer: InjectedFault;
  readonly then: (typeof THEN)[number];
  readonly hoursAhead: number;
  readonly reads: number;
}

const TRIALS: readonly Trial[] = Object.entries(ANSWERS).flatMap(([said, answer]) =>
  THEN.flatMap((then) =>
    CLOCKS.flatMap((hoursAhead) =>
      READS.map((reads) => ({
        name: `an answer ${said}, somebody does ${then}, a clock is ${hoursAhead} h ahead, ${reads} reads late`,
        answer,
        then,
        hoursAhead,
        reads,
      })),
    ),
  ),
);

const MINUTE = 60_000;

/** Hides what is new from so many lists, and no longer than lists may be late. */
class LateLists {
  readonly #reads: number;
  readonly #known: ReadonlySet<string>;
  readonly #shown = new Map<string, { count: number; readonly since: number }>();
  readonly #scene: Scene;

  constructor(one: Scene, reads: number) {
    this.#scene = one;
    this.#reads = reads;
    this.#known = new Set(objectsIn(one.world.store).keys());
  }

  readonly select: Select = (call) => {
    if (!isList(call)) return { does: 'nothing' };
    const { store, time } = this.#scene.world;
    const hidden = store
      .all('deviceConfigurations')
      .filter(({ id }) => !this.#known.has(id) && this.#hides(id, time.now));
    return { does: 'reshape', change: without(hidden.map(({ id }) => id)) };
  };

  #hides(id: string, now: number): boolean {
    const seen = this.#shown.get(id) ?? { count: 0, since: now };
    this.#shown.set(id, seen);
    seen.count += 1;
    return seen.count <= this.#reads && now - seen.since < 14 * MINUTE;
  }
}

/** Runs until it is at rest; gives the twins, and what is not as it should be. */
async function twinsOf(one: Scene, trial: Trial, nth = 0): Promise<readonly string[]> {
  const lists = new LateLists(one, trial.reads);
  const strike = at(isCreate, () => trial.answer, nth);
  const clockAheadMs = trial.hoursAhead * 60 * MINUTE;
  await one.agreed({
    clockAheadMs,
    decide: (call) => {
      const fault = strike(call);
      return fault.does === 'nothing' ? lists.select(call) : fault;
    },
  });
  if (trial.then === 'opens the lock') await one.unlock();
  if (trial.then === 'deletes the branch') one.forget();
  for (const minutes of [1, 2, 5, 8, 20, 60, 60, 60]) {
    one.world.time.now += minutes * MINUTE;
    await one.agreed({ clockAheadMs: minutes % 2 === 0 ? clockAheadMs : 0, decide: lists.select });
  }
  return [...one.wrongs, ...twins(one)];
}

/** Keys of which several objects that runs made are there; where memory was lost one of them may be unassigned, told and left. */
function twins(one: Scene): readonly string[] {
  const assigned = [...objectsIn(one.world.store).values()].filter(
    (entity) => one.ours.has(entity.id) && (entity.assignments ?? []).length > 0,
  );
  const keys = assigned.map(keyOf);
  return keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `two of "${key}" are assigned`);
}

const SHARE = 120;

test.for(TRIALS.filter(({ name }) => isInSample(name, SHARE)))('$name', async (trial) => {
  const one = await scene({ a: { groups: ['Staff'] } });
  one.profiles({ c: { groups: ['Lawyers'] } });
  expect(await twinsOf(one, trial)).toEqual([]);
  expect(one.made('c').length).toBeGreaterThanOrEqual(1);
});

/** A first run has no memory at all: only what it left beside the branch tells the next one. */
test.for(TRIALS.filter(({ name, then }) => then === 'deletes the branch' && isInSample(`first ${name}`, SHARE / 3)))(
  'at the very first run: $name',
  async (trial) => {
    const one = await scene(null);
    one.profiles({ c: { groups: ['Lawyers'] } });
    expect(await twinsOf(one, trial)).toEqual([]);
  },
);

const isMaking = ({ verb, weather }: Situation): boolean => verb === 'apply' && weather === undefined;

test.for(DEEP ? situations().filter(isMaking) : [])(
  'every create of $name',
  { timeout: 600_000 },
  async (situation) => {
    const story = await tell(situation, await serverOfScenes());
    const creates = story.calls.filter(isCreate).length;
    for (let nth = 0; nth < creates; nth += 1) {
      for (const trial of TRIALS.filter(({ name }) => isInSampleOfCreates(`${situation.name} ${nth} ${name}`))) {
        const one = new Scene(story.start, situation.after);
        // Ours by the record, or handed over by a line of adopt.yaml.
        for (const { id } of Object.values(one.entries())) one.ours.add(id);
        for (const id of Object.values(situation.after.adopt ?? {})) if (typeof id === 'string') one.ours.add(id);
        expect([trial.name, ...(await twinsOf(one, trial, nth))]).toEqual([trial.name]);
      }
    }
  },
);

/** Each create meets about nine of the trials, others each. */
function isInSampleOfCreates(name: string): boolean {
  return [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % 48 === 0;
}
