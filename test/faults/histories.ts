/** Several runners on one tenant, in an order that a seed decides, with kills and pauses: who wrote, and what came of it. */

import { endStateOf } from './end-state.ts';
import { FaultRunner } from './fault-runner.ts';
import type { FaultyServer } from './faulty-server.ts';
import { type Ran, Runner } from './runner.ts';
import { runIn, type Story } from './story.ts';
import { seeded, type Trial, tripleText } from './triples.ts';
import { HOUR, World } from './world.ts';

/** Histories of each situation in a deep run. */
const EACH = 16;

/** Each by the seed that it follows from. */
export function historyTrials({ situation }: Story): readonly Trial<string>[] {
  return Array.from({ length: EACH }, (_, index) => {
    const name = `history ${index + 1}`;
    return { name, what: tripleText('histories', situation, name) };
  });
}

let count = 0;

/** What is wrong with the history of this seed, in words. */
export async function history(story: Story, seed: string, faulty: FaultyServer): Promise<readonly string[]> {
  const random = seeded(seed);
  const world = new World(story.start);
  const how = { ...story.situation, repository: story.repository };
  // Few as a rule, many now and then.
  const runners = 2 + Math.floor(14 * random() ** 3);
  const paused = new Map<string, number>();
  const crew: Runner[] = [];
  const pick = (waiting: readonly string[]): number => {
    const chance = random();
    const index = Math.floor(random() * waiting.length);
    const name = waiting[index] ?? '';
    if (chance < 0.02) {
      crew.find((runner) => runner.name === name)?.kill();
      return -1;
    }
    // It sleeps longer than any lease while the others go on.
    if (chance < 0.04) paused.set(name, world.time.now + HOUR);
    const awake = waiting.filter((one) => (paused.get(one) ?? 0) <= world.time.now);
    if (awake.length === 0) world.time.now += HOUR;
    else if (chance > 0.97) world.time.now += 120_000;
    const next = awake[Math.floor(random() * awake.length)] ?? name;
    return waiting.indexOf(next);
  };
  const faultRunner = new FaultRunner(pick);
  const ran: Promise<Ran>[] = [];
  for (let index = 0; index < runners; index += 1) {
    count += 1;
    const runner = new Runner(`crew-${count}`, world, how, faultRunner);
    crew.push(runner);
    ran.push(runner.run(faulty));
  }
  const ended = await Promise.all(ran);
  const gaps = ended.flatMap((one) => one.sent.flatMap((write) => write.gaps));
  return [...gaps, ...codesOf(ended, story), ...(await afterwards(world, how, ended, story, faulty))];
}

/** What a runner among others may truthfully end with; null: it was killed. */
const TRUE_CODES: readonly (number | null)[] = [null, 5, 6, 7];

/** A run that was given codes of a plan ends with 10 where another run made that plan another one. */
function codesOf(ended: readonly Ran[], { situation }: Story): readonly string[] {
  const truths = [...TRUE_CODES, 0, 3, 4, ...(situation.approve === 'codes' ? [10] : [])];
  return ended.flatMap(({ code }) => (truths.includes(code) ? [] : [`exit code ${code}`]));
}

async function afterwards(
  world: World,
  how: Parameters<typeof runIn>[2],
  ended: readonly Ran[],
  { sent: expected, codes, end }: Story,
  faulty: FaultyServer,
): Promise<readonly string[]> {
  const sent = ended.flatMap((ran) => ran.sent.map(({ text }) => text));
  const faults: string[] = [];
  for (let run = 1; run <= 3; run += 1) {
    world.pass(1);
    const next = await runIn(world, faulty, how);
    sent.push(...next.sent.map(({ text }) => text));
    if (next.sent.length === 0 && next.code === codes[1]) break;
    if (run === 3) faults.push(`three runs later: exit code ${next.code}, writes ${next.sent.length}`);
  }
  const creates = (list: readonly string[]) =>
    list
      .filter((text) => /^POST [^/]/.test(text))
      .toSorted()
      .join(', ');
  if (creates(sent) !== creates(expected)) faults.push(`made: ${creates(sent)}; by one runner: ${creates(expected)}`);
  const now = endStateOf(world);
  const parts = ['objects', 'inventory', 'intents', 'locked'] as const;
  for (const part of parts) {
    if (JSON.stringify(now[part]) !== JSON.stringify(end[part])) {
      faults.push(`${part}: ${JSON.stringify(now[part])}, by one runner: ${JSON.stringify(end[part])}`);
    }
  }
  const changes = sent.filter((text) => !expected.includes(text));
  return changes.length === 0 ? faults : [...faults, `nobody wanted ${changes.join(', ')}`];
}
