/** Two to sixteen runners at once, killed and paused: one effective writer at a time, and the end of a single run. */

import { history, historyTrials } from './histories.ts';
import { tellTrials } from './tell-trials.ts';

await tellTrials({
  name: 'histories',
  title: 'many runners at once',
  trials: historyTrials,
  endure: history,
  sample: { situations: 2, trials: 2 },
});
