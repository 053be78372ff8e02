/** Stories whose state branch is in a real repository, and what happens to git in the middle of them. */

import type { StateStore } from '../../src/app/ports/state.ts';
import { endStateOf } from './end-state.ts';
import type { FaultyServer } from './faulty-server.ts';
import { GitRemote } from './git-remote.ts';
import { type Call, type InjectedFault, NOTHING } from './injected-faults.ts';
import { runIn, type Story } from './story.ts';
import { callText, type Trial } from './triples.ts';
import { World } from './world.ts';

/** What happens at one call of git; whatever stands in the way is gone at the next one. */
interface Mishap {
  readonly name: string;
  readonly strikes: 'reads' | 'writes' | 'all';
  readonly act: (remote: GitRemote) => void;
  readonly injected: InjectedFault;
  /** Exit codes that it explains. */
  readonly codes: readonly number[];
  /** What a person has to do before the next run. */
  readonly repair?: (remote: GitRemote, tip: string) => void;
}

const nothing = (): void => {};

const MISHAPS: readonly Mishap[] = [
  { name: 'killed before', strikes: 'all', act: nothing, injected: { does: 'die', when: 'before' }, codes: [] },
  { name: 'killed behind it', strikes: 'all', act: nothing, injected: { does: 'die', when: 'after' }, codes: [] },
  {
    name: 'killed with a push that was refused',
    strikes: 'writes',
    act: (remote) => remote.refuse(),
    injected: { does: 'die', when: 'after' },
    codes: [],
  },
  { name: 'refused', strikes: 'writes', act: (remote) => remote.refuse(), injected: NOTHING, codes: [12] },
  { name: 'answer lost', strikes: 'writes', act: (remote) => remote.dieBehindPush(), injected: NOTHING, codes: [] },
  { name: 'out of reach', strikes: 'all', act: (remote) => remote.hide(), injected: NOTHING, codes: [12] },
  { name: 'moved on', strikes: 'writes', act: (remote) => remote.moveOn(), injected: NOTHING, codes: [6, 12] },
  {
    name: 'spoilt',
    strikes: 'reads',
    act: (remote) => remote.spoil(),
    injected: NOTHING,
    codes: [12],
    repair: (remote, tip) => remote.putBack(tip),
  },
  {
    // What runs make of a tenant whose state nobody can bring back is a situation of its own.
    name: 'gone',
    strikes: 'writes',
    act: (remote) => remote.forget(),
    injected: NOTHING,
    codes: [6, 12],
    repair: (remote, tip) => remote.putBack(tip),
  },
];

export interface GitTrial {
  readonly mishap: Mishap;
  readonly at: number;
}

export function gitTrials({ calls }: Story): readonly Trial<GitTrial>[] {
  return calls
    .filter(({ port }) => port === 'git')
    .flatMap((call) =>
      MISHAPS.filter(({ strikes }) => strikes === 'all' || call.writes === (strikes === 'writes')).map((mishap) => ({
        name: `${callText(call)} | git ${mishap.name}`,
        what: { mishap, at: call.index },
      })),
    );
}

class GitWorld extends World {
  readonly remote: GitRemote;

  constructor(story: Story, remote: GitRemote) {
    super(story.start);
    this.remote = remote;
  }

  override stateClient(): StateStore {
    return this.remote.store(this.clock);
  }
}

/** A remote that holds the state with which the story begins. */
export async function seededRemote({ start }: Story): Promise<GitRemote> {
  const remote = new GitRemote();
  const tip = start.branch.at(-1);
  if (tip === undefined) return remote;
  const { inventory, intents } = tip;
  const clock = { now: () => new Date(start.now).toISOString() };
  const answer = await remote.store(clock).commit({ inventory, intents }, 'as the story begins', null);
  if (answer.status !== 'ok') throw new Error(`the remote can't be written: ${JSON.stringify(answer)}`);
  return remote;
}

/** What is wrong, in words; empty when the run and those after it came to the end of the undisturbed story. */
export async function withstand(
  story: Story,
  { mishap, at }: GitTrial,
  seed: GitRemote,
  faulty: FaultyServer,
): Promise<readonly string[]> {
  const world = new GitWorld(story, new GitRemote(seed));
  try {
    return await withstood(story, world, mishap, at, faulty);
  } finally {
    await world.remote.close();
  }
}

async function withstood(
  story: Story,
  world: GitWorld,
  { act, injected, codes, repair }: Mishap,
  at: number,
  faulty: FaultyServer,
): Promise<readonly string[]> {
  const how = { ...story.situation, repository: story.repository };
  const faults: string[] = [];
  let tip = '';
  const decide = (call: Call): InjectedFault => {
    if (call.index !== at) {
      world.remote.mend();
      return NOTHING;
    }
    tip = world.remote.tip();
    act(world.remote);
    return injected;
  };
  const first = await runIn(world, faulty, how, { decide });
  world.remote.mend();
  repair?.(world.remote, tip);
  const sent = first.sent.map(({ text }) => text);
  const explained: readonly (number | null)[] = [null, story.codes[0], ...codes];
  if (!explained.includes(first.code)) faults.push(`exit code ${first.code}`);
  if (first.code === 0 && !isSame(sent, story.sent)) faults.push('exit code 0 with work left to do');
  for (let run = 1; run <= 3; run += 1) {
    world.pass(1);
    const next = await runIn(world, faulty, how);
    sent.push(...next.sent.map(({ text }) => text));
    if (next.sent.length === 0 && next.code === story.codes[1]) break;
    if (run === 3) faults.push(`three runs later: exit code ${next.code}, writes ${next.sent.length}`);
  }
  if (!isSame(sent, story.sent)) faults.push(`written: ${sent.join(', ')}; undisturbed: ${story.sent.join(', ')}`);
  return [...faults, ...(await differences(story, world))];
}

async function differences({ end }: Story, world: GitWorld): Promise<readonly string[]> {
  const reading = await world.stateClient().read();
  if (reading.status !== 'found') return [`the branch can't be read: ${JSON.stringify(reading)}`];
  world.branch.commits = [{ ...reading.state, runs: [] }];
  const now = endStateOf(world);
  return (['objects', 'inventory', 'intents', 'locked'] as const).flatMap((part) =>
    JSON.stringify(now[part]) === JSON.stringify(end[part])
      ? []
      : [`${part}: ${JSON.stringify(now[part])}, undisturbed: ${JSON.stringify(end[part])}`],
  );
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());
}
