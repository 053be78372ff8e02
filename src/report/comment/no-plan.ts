/** The comment where there is no plan to tell of. */

import { codeSpan } from '../text/escape.ts';
import { markerOf } from './marker.ts';

/** `run` is the address of the run that failed; null where nobody told it. */
export function renderNoPlan(name: string, headSha: string, run: string | null): string {
  const where = run === null ? 'the run says why' : `[the run says why](${run})`;
  return `${markerOf(name)}
> [!CAUTION]
> **There is no plan for ${codeSpan(headSha.slice(0, 7))}**: ${where}. Nobody can say whom this pull request would disturb, and what was said before may no longer hold.
`;
}
