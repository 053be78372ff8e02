/** Which stories of a file are told by `npm test`. */

import { type TestContext, test } from 'vitest';
import { isInSample } from '../deep.ts';
import { PATIENT } from './repository-run.ts';

/**
 * For the stories of one file: registers about one in `share` of them, all in the deep run. What a run survives is also
 * sampled by `test/faults`, on a smaller tenant.
 */
export function stories(share: number) {
  // A mutant asks for one story by its name, whatever the sample.
  const isWhole = process.env['POSTILION_MUTANT'] !== undefined;
  return (name: string, play: (context: TestContext) => Promise<void>): void => {
    test.concurrent.for(isWhole || isInSample(name, share) ? [name] : [])('%s', PATIENT, async (_name, context) =>
      play(context),
    );
  };
}
