/** The checks that need no people, over all proposed changes of a plan. */

import type { Finding } from '../../model/finding.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import { duplicatesOf } from './duplicate-objects.ts';
import { firstRunFindings } from './first-run-keys.ts';
import { fixedFindings } from './fixed-fields.ts';
import { referenceFindings } from './reference-rules.ts';

/** What the checks say, and the proposed changes that may be planned. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** Keys of changes that must not be planned. */
  readonly held: ReadonlySet<string>;
  /** The others. */
  readonly proposals: readonly ProposedChange[];
}

/** Runs the checks. A change that would make a twin, or that no write can make, is held. */
export function runChecks(proposals: readonly ProposedChange[]): Checked {
  const unmanaged = proposals.flatMap(({ action, live }) => (action === 'unmanaged' && live !== null ? [live] : []));
  const holding = proposals.flatMap((proposed) => [...duplicatesOf(proposed, unmanaged), ...fixedFindings(proposed)]);
  const held = new Set<string>(holding.flatMap(({ key }) => key ?? []));
  const kept = proposals.filter(({ key }) => !held.has(key));
  const findings = [...holding, ...proposals.flatMap(firstRunFindings), ...referenceFindings(kept)];
  return { findings, held, proposals: kept };
}
