/** An admin in the portal at every boundary of a run: nothing of theirs is overwritten unseen, nothing is made twice. */

import { isInPart, meddle, portalTrials } from './portal.ts';
import { tellTrials } from './tell-trials.ts';

await tellTrials({
  name: 'portal',
  title: 'somebody in the portal during',
  trials: portalTrials,
  endure: meddle,
  isInPart,
  sample: { situations: 2, trials: 3 },
});
