/** Which stories of a file are told by `npm test`. */

import { type TestContext, test } from 'vitest';
import { sampleOf } from '../deep.ts';
import { PATIENT } from './repository-run.ts';

/**
 * For the stories of one file: registers every `share`th of them, all in the deep run. What a run survives is also
 * sampled by `test/faults`, on a smaller tenant.
 */
export function stories(share: number) {
  const told = sampleOf([...Array(STORIES_OF_A_FILE).keys()], share);
  let count = 0;
  return (name: string, play: (context: TestContext) => Promise<void>): void => {
    test.concurrent.for(told.filter((number) => number === count).map(() => name))(
      '%s',
      PATIENT,
      async (_name, context) => play(context),
    );
    count += 1;
  };
}

const STORIES_OF_A_FILE = 100;
