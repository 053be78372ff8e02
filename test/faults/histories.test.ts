/** Two to sixteen runners at once, killed and paused: one effective writer at a time, and the end of a single run. */

import { afterAll, expect, test } from 'vitest';
import { history } from './histories.ts';
import { tell } from './story.ts';
import { recordTally, tally } from './tally.ts';
import { openDoor } from './tenant-door.ts';
import { chosenSituations, chosenTrials, DEEP, type Trial, tripleText } from './triples.ts';

const FAMILY = 'histories';
const HOUR_MS = 3_600_000;
/** Histories of each situation in a deep run. */
const EACH = 16;

const door = await openDoor();
const counted = tally(FAMILY);
afterAll(async () => {
  await door.close();
  recordTally(counted);
});

const chosen = chosenSituations(FAMILY, 2);

test.for(chosen)('many runners at once: $name', { timeout: DEEP ? HOUR_MS : 60_000 }, async (situation) => {
  const story = await tell(situation, door);
  const all = Array.from({ length: EACH }, (_, index): Trial<string> => {
    const name = `history ${index + 1}`;
    return { name, what: tripleText(FAMILY, situation, name) };
  });
  const failures: string[] = [];
  for (const { name, what } of chosenTrials(FAMILY, situation, all, 2)) {
    const wrong = await history(story, what, door);
    const triple = tripleText(FAMILY, situation, name);
    counted.add(triple);
    if (wrong.length > 0) failures.push(`POSTILION_REPLAY='${triple}'\n  ${wrong.join('\n  ')}`);
  }
  expect(failures.join('\n')).toBe('');
});
