/** Random histories of a small repository, and two tellings of each: as a forge has it, and who approved what, kept step by step. */

import fc from 'fast-check';
import { codeText } from '../../../src/model/approval.ts';
import type { AccountRights, ForgeAccount, PullRequest, Review, WrittenCommit } from '../../../src/model/review.ts';

const PEOPLE = ['alice', 'bob', 'carol', 'dave'] as const;
const PULLS = [1, 2] as const;
const TEAM = 'contoso/mail-admins';

export const CODE = codeText('56bee5aaab59c1f0', 320);
export const KEY = 'ios-sales';

type Person = (typeof PEOPLE)[number] | 'robot';
type Pull = (typeof PULLS)[number];

const person = fc.constantFrom<Person>(...PEOPLE, 'robot');
const pull = fc.constantFrom<Pull>(...PULLS);

/** `comment`: as a review without a verdict, which carries the same words. */
export const EVENTS = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('push'), by: person, pull, with: fc.option(person), hides: fc.nat(30) }),
    fc.record({
      type: fc.constantFrom('approve', 'approve', 'approve', 'comment', 'object', 'plain'),
      by: person,
      pull,
    }),
    fc.record({ type: fc.constantFrom('edit', 'dismiss'), pull, which: fc.nat(3) }),
    fc.record({ type: fc.constantFrom('rebase', 'merge', 'merge', 'squash', 'squash', 'resolve'), by: person, pull }),
    fc.record({ type: fc.constantFrom('lose', 'regain', 'join', 'leave'), by: person }),
  ),
  { minLength: 6, maxLength: 24, size: 'max' },
);

export const POLICIES = fc.option(fc.subarray([...PEOPLE, TEAM]), { freq: 2 });

type Events = typeof EVENTS extends fc.Arbitrary<infer Value> ? Value : never;

/** An approval as the model keeps it; `dead` once anything took it back. */
interface Kept {
  readonly pull: Pull;
  readonly by: Person;
  readonly review: string;
  dead: boolean;
}

export interface Told {
  readonly pulls: readonly PullRequest[];
  readonly commits: readonly WrittenCommit[];
  readonly standing: ReadonlyMap<string, AccountRights>;
  /** Reviews that open the change, sorted; what the model says. */
  readonly expected: readonly string[];
}

/** Plays a history. Both pull requests are of the change once they are merged. */
export function play(events: Events, opened: readonly [Person, Person], policy: readonly string[] | null): Told {
  const world = newWorld(opened);
  for (const [index, event] of events.entries()) step(world, event, index);
  const merged = PULLS.filter((number) => world.merged.has(number));
  const writers = new Set(merged.flatMap((number) => [...(world.writers.get(number) ?? [])]));
  const isHidden = merged.some((number) => world.hidden.has(number));
  const may = (by: Person): boolean =>
    by !== 'robot' &&
    !world.lost.has(by) &&
    (policy === null || policy.includes(by) || (policy.includes(TEAM) && world.team.has(by)));
  const expected = world.kept.filter(
    ({ pull: number, by, dead }) => !dead && merged.includes(number) && may(by) && !writers.has(by) && !isHidden,
  );
  return { ...asForge(world), expected: expected.map(({ review }) => review).sort() };
}

interface World {
  readonly opened: readonly [Person, Person];
  readonly commits: Map<Pull, { id: string; writers: (Person | null)[]; isForgeMerge: boolean }[]>;
  /** What came to the branch beside the pull requests' own commits. */
  readonly landed: { id: string; pull: Pull; writers: (Person | null)[]; isForgeMerge: boolean }[];
  readonly squashed: Set<Pull>;
  readonly reviews: {
    id: string;
    pull: Pull;
    by: Person;
    state: Review['state'];
    at: string;
    editedAt: string | null;
  }[];
  readonly writers: Map<Pull, Set<Person>>;
  readonly hidden: Set<Pull>;
  readonly merged: Set<Pull>;
  readonly lost: Set<Person>;
  readonly team: Set<Person>;
  readonly kept: Kept[];
}

function newWorld(opened: readonly [Person, Person]): World {
  return {
    opened,
    commits: new Map(PULLS.map((number) => [number, []])),
    landed: [],
    squashed: new Set(),
    reviews: [],
    writers: new Map(PULLS.map((number) => [number, new Set([opened[number - 1] ?? 'robot'])])),
    hidden: new Set(),
    merged: new Set(),
    lost: new Set(),
    team: new Set(['alice', 'carol']),
    kept: [],
  };
}

const STATES = { approve: 'approved', plain: 'approved', comment: 'commented', object: 'changes-requested' } as const;

function step(world: World, event: Events[number], index: number): void {
  const at = `2026-11-22T09:${String(index).padStart(2, '0')}:00Z`;
  const id = `${String(index).padStart(4, '0')}`.repeat(10);
  switch (event.type) {
    case 'push': {
      if (world.merged.has(event.pull)) return;
      const isHidden = 'hides' in event && event.hides === 0;
      const mate = 'with' in event && event.with !== null ? [event.with] : [];
      const people = [event.by, ...mate];
      world.commits.get(event.pull)?.push({ id, writers: isHidden ? [null, ...mate] : people, isForgeMerge: false });
      for (const one of isHidden ? mate : people) world.writers.get(event.pull)?.add(one);
      if (isHidden) world.hidden.add(event.pull);
      return;
    }
    case 'approve':
    case 'plain':
    case 'comment':
    case 'object': {
      world.reviews.push({ id, pull: event.pull, by: event.by, state: STATES[event.type], at, editedAt: null });
      if (event.type === 'approve') world.kept.push({ pull: event.pull, by: event.by, review: id, dead: false });
      if (event.type === 'object') killThoseOf(world, event.pull, event.by);
      if (event.type === 'plain') world.reviews.pop();
      return;
    }
    case 'edit':
    case 'dismiss': {
      const one = world.reviews.filter(({ pull: number }) => number === event.pull)[event.which];
      if (one === undefined) return;
      if (event.type === 'edit') one.editedAt = at;
      else if (one.state !== 'commented') one.state = 'dismissed';
      for (const kept of world.kept)
        if (kept.review === one.id && (event.type === 'edit' || one.state === 'dismissed')) kept.dead = true;
      return;
    }
    case 'rebase': {
      if (world.merged.has(event.pull)) return;
      const before = world.commits.get(event.pull) ?? [];
      if (before.length > 0) world.writers.get(event.pull)?.add(event.by);
      const again = before.map((one, nth) => ({
        ...one,
        id: `${id.slice(0, 38)}0${nth}`,
        writers: [...one.writers, event.by],
      }));
      world.commits.set(event.pull, again);
      return;
    }
    case 'resolve':
      // A merge in the pull request, made on the forge's page: what stands in it is whatever that person typed.
      if (world.merged.has(event.pull)) return;
      world.commits.get(event.pull)?.push({ id, writers: [event.by], isForgeMerge: true });
      world.writers.get(event.pull)?.add(event.by);
      return;
    case 'merge':
    case 'squash': {
      if (world.merged.has(event.pull) || (world.commits.get(event.pull) ?? []).length === 0) return;
      world.merged.add(event.pull);
      if (event.type === 'squash') world.squashed.add(event.pull);
      const opener = world.opened[event.pull - 1] ?? 'robot';
      const isMerge = event.type === 'merge';
      world.landed.push({ id, pull: event.pull, writers: [isMerge ? event.by : opener], isForgeMerge: isMerge });
      return;
    }
    case 'lose':
    case 'regain':
      if (event.type === 'lose') world.lost.add(event.by);
      else world.lost.delete(event.by);
      return;
    case 'join':
    case 'leave':
      if (event.type === 'join') world.team.add(event.by);
      else world.team.delete(event.by);
  }
}

function killThoseOf(world: World, number: Pull, by: Person): void {
  // Who asks for changes takes back what they approved before, and another approval would be a new one.
  for (const kept of world.kept) if (kept.pull === number && kept.by === by) kept.dead = true;
}

function asForge(world: World): Omit<Told, 'expected'> {
  const own = (number: Pull): readonly WrittenCommit[] =>
    (world.commits.get(number) ?? []).map(({ id, writers, isForgeMerge }) => ({
      id,
      writers: writers.map((one) => (one === null ? null : accountOf(one))),
      pulls: [number],
      isForgeMerge,
    }));
  const landed = world.landed.map(({ id, pull: number, writers, isForgeMerge }) => ({
    id,
    writers: writers.map((one) => (one === null ? null : accountOf(one))),
    pulls: [number],
    isForgeMerge,
  }));
  const onBranch = PULLS.filter((number) => world.merged.has(number) && !world.squashed.has(number));
  return {
    commits: [...onBranch.flatMap(own), ...landed],
    pulls: PULLS.map((number) => ({
      number,
      isMerged: world.merged.has(number),
      base: 'main',
      author: accountOf(world.opened[number - 1] ?? 'robot'),
      commits: own(number),
      reviews: world.reviews
        .filter((review) => review.pull === number)
        .map(({ id, by, state, at, editedAt }) => ({
          id,
          state,
          body: `Looks right.\n/postilion approve ${CODE}`,
          submittedAt: at,
          editedAt,
          author: accountOf(by),
          head: null,
        })),
    })),
    standing: new Map(
      [...PEOPLE, 'robot' as const].map((one) => [
        accountOf(one).id,
        { mayWrite: !world.lost.has(one), teams: new Map([[TEAM, world.team.has(one)]]) },
      ]),
    ),
  };
}

function accountOf(one: Person): ForgeAccount {
  return { id: `id-${one}`, login: one, type: one === 'robot' ? 'machine' : 'person' };
}
