/** Killed at every call: the next runs finish the work, and nothing is done twice or left behind. */

import { crashTrials } from './crash-trials.ts';
import { endure } from './endure.ts';
import { tellTrials } from './tell-trials.ts';

await tellTrials({
  name: 'crashes',
  title: 'killed at any call of',
  trials: crashTrials,
  endure,
  sample: { situations: 2, trials: 4 },
});
