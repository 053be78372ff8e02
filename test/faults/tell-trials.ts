/** The body of the tests that disturb stories: tries what was chosen, counts it, and says how to replay what failed. */

import pLimit from 'p-limit';
import { afterAll, expect, test } from 'vitest';
import { type FaultyServer, openFaultyServer } from './faulty-server.ts';
import type { Situation } from './situations.ts';
import { type Story, tell } from './story.ts';
import { Tally } from './tally.ts';
import { chosenSituations, chosenTrials, DEEP, seeded, type Trial, tripleText } from './triples.ts';

const HOUR_MS = 3_600_000;
/** Trials share nothing but the machine; while one waits for an answer that never comes, another one goes on. */
const AT_ONCE = 3;

interface Family<T> {
  readonly name: string;
  /** In words, for the titles of tests. */
  readonly title: string;
  readonly trials: (story: Story) => readonly Trial<T>[];
  /** What is wrong, in words; null where there was nothing to be disturbed. */
  readonly endure: (story: Story, what: T, faulty: FaultyServer) => Promise<readonly string[] | null>;
  /** Which trials a part of the whole has, where it hasn't all. */
  readonly isInPart?: (what: T, part: number) => boolean;
  /** Situations and trials of each in the sample that every change is tested with. */
  readonly sample: { readonly situations: number; readonly trials: number };
}

/** Steps in flight: of a sample one and several (how many, the name's hash says), in a deep run one of three widths for each situation. */
function widthsOf({ name }: Situation): readonly number[] {
  const wanted = process.env['POSTILION_CONCURRENCY'];
  if (wanted !== undefined) return [Number(wanted)];
  if (!DEEP) return [1, seeded(`${name} wide`)() < 0.5 ? 4 : 16];
  return [[1, 4, 16][Math.floor(3 * seeded(`${name} at once`)())] ?? 1];
}

export async function tellTrials<T>({
  name: family,
  title,
  trials,
  endure,
  isInPart,
  sample,
}: Family<T>): Promise<void> {
  const faulty = await openFaultyServer();
  const tally = new Tally(family);
  afterAll(async () => {
    await faulty.close();
    tally.record();
  });
  const chosen = chosenSituations(family, sample.situations).flatMap((situation) =>
    widthsOf(situation).map((concurrency) => ({ ...situation, concurrency })),
  );
  test.for(chosen)(`${title}: $name, $concurrency at once`, { timeout: DEEP ? HOUR_MS : 60_000 }, async (situation) => {
    const story = await tell(situation, faulty);
    const lanes = pLimit(AT_ONCE);
    const tried = chosenTrials(family, situation, trials(story), sample.trials, isInPart).map(({ name, what }) =>
      lanes(async () => ({ name, wrong: await endure(story, what, faulty) })),
    );
    const ended = (await Promise.all(tried)).filter(({ wrong }) => wrong !== null);
    const failures = ended.flatMap(({ name, wrong }) =>
      wrong === null || wrong.length === 0
        ? []
        : [
            `POSTILION_CONCURRENCY=${situation.concurrency} POSTILION_REPLAY='${tripleText(family, situation, name)}'\n  ${wrong.join('\n  ')}`,
          ],
    );
    const names = ended.map(({ name }) => name);
    tally.add(situation, story.calls, names, failures.length);
    expect(failures.join('\n')).toBe('');
  });
}
