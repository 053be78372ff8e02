/** The body of the tests that disturb stories: tries what was chosen, counts it, and says how to replay what failed. */

import { afterAll, expect, test } from 'vitest';
import { type Disturbance, endure } from './endure.ts';
import { type Story, tell } from './story.ts';
import { recordTally, tally } from './tally.ts';
import { openDoor } from './tenant-door.ts';
import { chosenSituations, chosenTrials, DEEP, type Trial, tripleText } from './triples.ts';

const HOUR_MS = 3_600_000;

interface Family {
  readonly name: string;
  /** In words, for the titles of tests. */
  readonly title: string;
  readonly trials: (story: Story) => readonly Trial<Disturbance>[];
  /** Situations and trials of each in the sample that every change is tested with. */
  readonly sample: { readonly situations: number; readonly trials: number };
}

export async function tellTrials({ name: family, title, trials, sample }: Family): Promise<void> {
  const door = await openDoor();
  const counted = tally(family);
  afterAll(async () => {
    await door.close();
    recordTally(counted);
  });
  const chosen = chosenSituations(family, sample.situations);
  test.for(chosen)(`${title}: $name`, { timeout: DEEP ? HOUR_MS : 60_000 }, async (situation) => {
    const story = await tell(situation, door);
    const failures: string[] = [];
    for (const { name, what } of chosenTrials(family, situation, trials(story), sample.trials)) {
      const wrong = await endure(story, what, door);
      const triple = tripleText(family, situation, name);
      counted.add(triple);
      if (wrong.length > 0) failures.push(`POSTILION_REPLAY='${triple}'\n  ${wrong.join('\n  ')}`);
    }
    expect(failures.join('\n')).toBe('');
  });
}
