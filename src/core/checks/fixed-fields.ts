/** Changes of what makes an object the one it is: no write can make them. */

import { type Finding, finding } from '../../model/finding.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';

/** A finding for each such field. Another object takes another key. */
export function fixedFindings({ key, kind, live, differences, desired }: ProposedChange): readonly Finding[] {
  if (live === null) return [];
  return differences.flatMap(({ field }) => {
    const why = field === null ? undefined : kind.fields[field]?.fixed;
    if (why === undefined) return [];
    const text = `${field} of "${key}" can't change: ${why}. use a new key, so that people get the new one before the old one goes`;
    return [finding('GRA-001', text, { key, at: desired?.at })];
  });
}
