/** Every fault at every call: what passes is outlived, what doesn't is told by the exit code, and the next runs finish. */

import { endure } from './endure.ts';
import { faultTrials, isFaultInPart } from './fault-trials.ts';
import { tellTrials } from './tell-trials.ts';

await tellTrials({
  name: 'faults',
  title: 'any fault at any call of',
  trials: faultTrials,
  endure,
  isInPart: isFaultInPart,
  sample: { situations: 2, trials: 6 },
});
