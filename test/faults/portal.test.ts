/** An admin in the portal at every boundary of a run: nothing of theirs is overwritten unseen, nothing is made twice. */

import { afterAll, expect, test } from 'vitest';
import { meddle, portalTrials } from './portal.ts';
import { tell } from './story.ts';
import { recordTally, tally } from './tally.ts';
import { openDoor } from './tenant-door.ts';
import { chosenSituations, chosenTrials, DEEP, tripleText } from './triples.ts';

const FAMILY = 'portal';
const HOUR_MS = 3_600_000;

const door = await openDoor();
const counted = tally(FAMILY);
afterAll(async () => {
  await door.close();
  recordTally(counted);
});

const chosen = chosenSituations(FAMILY, 2);

test.for(chosen)('somebody in the portal during: $name', { timeout: DEEP ? HOUR_MS : 60_000 }, async (situation) => {
  const story = await tell(situation, door);
  const failures: string[] = [];
  for (const { name, what } of chosenTrials(FAMILY, situation, portalTrials(story), 3)) {
    const wrong = await meddle(story, what, door);
    if (wrong === null) continue;
    const triple = tripleText(FAMILY, situation, name);
    counted.add(triple);
    if (wrong.length > 0) failures.push(`POSTILION_REPLAY='${triple}'\n  ${wrong.join('\n  ')}`);
  }
  expect(failures.join('\n')).toBe('');
});
