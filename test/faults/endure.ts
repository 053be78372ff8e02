/** One disturbed run and the runs after it, held against the undisturbed story. */

import { type EndState, endStateOf } from './end-state.ts';
import type { FaultyServer } from './faulty-server.ts';
import { NOTHING, type Select } from './injected-faults.ts';
import { sequelOf } from './sequel.ts';
import { runIn, type Story } from './story.ts';
import { World } from './world.ts';

export interface Impact {
  readonly decide: Select;
  /** Exit codes that are true beside the story's own. */
  readonly codes: readonly number[];
  readonly timeoutSeconds?: number;
  /** One of two sorts that take turns, where a part of the whole hasn't all; left out: always in it. */
  readonly turn?: number;
}

/** What is wrong, in words; empty when all is well. */
export async function endure(story: Story, impact: Impact, faulty: FaultyServer): Promise<readonly string[]> {
  const { situation, repository, start, sent: expected, codes } = story;
  const world = new World(start);
  const how = { ...situation, repository };
  const faults: string[] = [];
  const first = await runIn(world, faulty, how, impact);
  const sent = first.sent.map(({ text }) => text);
  faults.push(...first.sent.flatMap(({ gaps, text }) => gaps.map((gap) => `after ${text}: ${gap}`)));
  // The clock goes on with every call: of many in flight none outlasts its lock, where each takes a minute.
  const isTooSlow = situation.secondsPerCall !== undefined && (situation.concurrency ?? 1) > 1;
  const explained = isTooSlow ? [...impact.codes, 6] : impact.codes;
  if (first.code !== null) faults.push(...wrongCode(first.code, sent, story, explained));
  // Where everything is as after the undisturbed run, what follows is known: its second run wrote nothing.
  const end = endStateOf(world);
  if (first.code === codes[0] && isSame(end, story.end) && isSame(sent.toSorted(), expected.toSorted())) return faults;
  const sequel = await sequelOf(world, story, faulty, 'as undisturbed');
  const later = sequel.runs.flatMap((run) => run.sent);
  faults.push(...later.flatMap(({ gaps, text }) => gaps.map((gap) => `after ${text}, later: ${gap}`)));
  const news = sequel.runs.map(({ sent: more }) => more.map(({ text }) => text));
  if (!sequel.atRest) {
    const last = news.at(-1) ?? [];
    faults.push(
      `run ${news.length + 1} ends with ${sequel.runs.at(-1)?.code} and writes ${last.join(', ') || 'nothing'}`,
    );
  }
  sent.push(...news.flat());
  if (!isSame(sent.toSorted(), expected.toSorted()))
    faults.push(`written: ${sent.join(', ')}; undisturbed: ${expected.join(', ')}`);
  return [...faults, ...differences(endStateOf(sequel.world), story.end)];
}

/** A run that says that all is well has done all there was to do; another code must be one that the fault explains. */
function wrongCode(
  code: number,
  sent: readonly string[],
  { codes, sent: expected }: Story,
  explained: readonly number[],
) {
  if (code !== codes[0]) return explained.includes(code) ? [] : [`exit code ${code}, undisturbed ${codes[0]}`];
  return code !== 0 || isSame(sent.toSorted(), expected.toSorted()) ? [] : [`exit code 0 with work left to do`];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function differences(now: EndState, wanted: EndState): readonly string[] {
  const parts = ['objects', 'inventory', 'intents'] as const;
  const different = parts.flatMap((part) => {
    const odd = now[part].filter((one) => !wanted[part].includes(one));
    const lost = wanted[part].filter((one) => !now[part].includes(one));
    return isSame(now[part], wanted[part]) ? [] : [`${part}: has ${odd.join(' ')}, lacks ${lost.join(' ')}`];
  });
  return now.locked === wanted.locked ? different : [...different, 'the lock is still held'];
}

/** A fate at one call, and nothing after it. */
export function onceAt(index: number, decide: Select): Select {
  return (call) => (call.index === index ? decide(call) : NOTHING);
}
