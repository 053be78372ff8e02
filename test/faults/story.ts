/** A situation brought to the point where its story begins, and how the story goes when nothing goes wrong. */

import type { UsableRepository } from '../../src/app/load-repository.ts';
import { type EndState, endStateOf } from './end-state.ts';
import { FaultRunner } from './fault-runner.ts';
import type { FaultyServer } from './faulty-server.ts';
import { type Call, NOTHING, type Select } from './injected-faults.ts';
import { readRepository } from './repository.ts';
import { type Ran, type RunHow, Runner } from './runner.ts';
import type { Situation } from './situations.ts';
import { tinyCompany } from './tiny-company.ts';
import { DEEP } from './triples.ts';
import { World, type WorldImage } from './world.ts';

export interface Story {
  readonly situation: Situation;
  readonly start: WorldImage;
  readonly repository: UsableRepository;
  /** Of the run that nothing happened to. */
  readonly calls: readonly Call[];
  readonly sent: readonly string[];
  /** What each object that was made was called → the place of the call that made it. */
  readonly born: ReadonlyMap<string, number>;
  /** Exit codes of it, and of the one after it. */
  readonly codes: readonly [number, number];
  readonly end: EndState;
}

const BEGINNING = Date.parse('2026-03-02T09:00:00Z');

let count = 0;

/** One more run in a world. */
export async function runIn(
  world: World,
  faulty: FaultyServer,
  how: Pick<Situation, 'verb' | 'approve' | 'isFull' | 'weather' | 'secondsPerCall'> &
    Pick<RunHow, 'repository' | 'reading'>,
  more: Pick<RunHow, 'decide' | 'traced' | 'timeoutSeconds' | 'clockAheadMs' | 'stopAfter'> = {},
): Promise<Ran> {
  count += 1;
  const { weather = () => NOTHING } = how;
  const decide: Select = (call) => {
    const injected = more.decide?.(call) ?? NOTHING;
    return injected.does === 'nothing' ? weather(call) : injected;
  };
  return new Runner(`run-${count}`, world, { ...how, ...more, decide }, new FaultRunner()).run(faulty);
}

/** Many situations begin alike: text of what was applied before → the world after it. */
const beginnings = new Map<string, WorldImage>();

async function beginningOf({ name, before }: Situation, faulty: FaultyServer): Promise<WorldImage> {
  const key = JSON.stringify(before);
  const known = beginnings.get(key);
  if (known !== undefined) return known;
  const world = new World({ store: tinyCompany(), branch: [], now: BEGINNING });
  for (const text of before) {
    const { code } = await runIn(world, faulty, { verb: 'apply', repository: await readRepository(text) });
    if (code !== 0) throw new Error(`${name}: the time before ended with ${code}`);
    world.pass(1);
  }
  const image = world.image();
  beginnings.set(key, image);
  return image;
}

/** The calls of a story that nothing happens to, with where in `src` they are made. */
export async function callsOf(situation: Situation, faulty: FaultyServer): Promise<readonly Call[]> {
  const world = await worldOf(situation, faulty);
  const how = { ...situation, repository: await readRepository(situation.after) };
  return (await runIn(world, faulty, how, { traced: true })).calls;
}

async function worldOf(situation: Situation, faulty: FaultyServer): Promise<World> {
  const world = new World(await beginningOf(situation, faulty));
  for (const act of situation.acts) act(world);
  world.pass(1);
  return world;
}

const told = new Map<Situation, Promise<Story>>();

/**
 * Tells the story once, undisturbed; a deep run also wants to know where in `src` its calls are made, and keeps none of its
 * hundreds. Throws for a situation in which even then something is wrong.
 */
export function tell(situation: Situation, faulty: FaultyServer): Promise<Story> {
  if (DEEP) return tellNow(situation, faulty);
  const story = told.get(situation) ?? tellNow(situation, faulty);
  told.set(situation, story);
  return story;
}

/** Where memory is gone nobody is assigned to what was made, before the lists can't be late any more. */
function leavesUnassigned({ plan }: Ran): boolean {
  return plan?.findings.some(({ code }) => code === 'OWN-020') ?? false;
}

/** Where each call takes a minute, many in flight take longer than the lock is held: the next run does the rest. */
function outlastsItsLock({ code }: Ran, { secondsPerCall }: Situation): boolean {
  return code === 6 && secondsPerCall !== undefined;
}

async function tellNow(situation: Situation, faulty: FaultyServer): Promise<Story> {
  const world = await worldOf(situation, faulty);
  const start = world.image();
  const repository = await readRepository(situation.after);
  const how = { ...situation, repository };
  const first = await runIn(world, faulty, how, { traced: DEEP });
  const [gap] = first.sent.flatMap(({ gaps }) => gaps);
  if (gap !== undefined) throw new Error(`${situation.name}: ${gap}`);
  world.pass(1);
  const settled =
    leavesUnassigned(first) || outlastsItsLock(first, situation) ? (await runIn(world, faulty, how)).sent : [];
  world.pass(1);
  const second = await runIn(world, faulty, how);
  if (second.sent.length > 0) throw new Error(`${situation.name}: the second run writes ${second.sent[0]?.text}`);
  return {
    situation,
    start,
    repository,
    calls: first.calls,
    sent: [...first.sent, ...settled].map(({ text }) => text),
    born: new Map(
      first.sent.flatMap(({ text, at }) => (/^POST [^/]/.test(text) ? [[text.slice(5), at] as const] : [])),
    ),
    codes: [first.code ?? 1, second.code ?? 1],
    end: endStateOf(world),
  };
}
