/** Objects whose YAML is gone, that nobody has any more and whose grace is over: deleted by a verb of its own. */

import type { Config } from '../../model/config.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { deletedFoundationFindings } from '../checks/taken-foundations.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import { pruneVerdict } from '../state/grace.ts';
import type { Pairing } from '../state/pair.ts';

export interface Pruning {
  readonly proposals: readonly ProposedChange[];
  /** Why the others stay. */
  readonly findings: readonly Finding[];
}

/** Of all proposed changes the tombstones: those that may go as deletions, and those that are gone already as records to forget. */
export function selectPrunable(
  proposals: readonly ProposedChange[],
  pairing: Pairing,
  config: Config,
  now: string,
): Pruning {
  const findings: Finding[] = [];
  // Deleted by a run that died before it could say so, or by hand.
  const tombstoned = new Set(pairing.forgotten.flatMap(({ key, entry }) => (entry.tombstone === null ? [] : [key])));
  const going = proposals.flatMap((proposed): readonly ProposedChange[] => {
    if (proposed.action === 'forget' && tombstoned.has(proposed.key)) return [proposed];
    const claim = pairing.identities.claims.get(proposed.key);
    const entry = claim?.entry ?? null;
    const witnessed = claim?.witnesses ?? null;
    if (
      proposed.isHeld === true ||
      proposed.desired !== null ||
      proposed.live === null ||
      entry === null ||
      witnessed === null
    )
      return [];
    if (entry.tombstone === null) return [];
    if (proposed.kind.found !== undefined) {
      const text = `${proposed.live.id} ("${proposed.live.name}") is not deleted: Postilion did not make it. release "${proposed.key}" to let go of it`;
      findings.push(finding('PRU-001', text, { key: proposed.key }));
      return [];
    }
    const verdict = pruneVerdict(entry, proposed.live, witnessed, config.grace, now);
    if (verdict.ok) return [{ ...proposed, action: 'delete' }];
    const text = `${proposed.live.id} ("${proposed.live.name}") is not deleted: ${verdict.why}`;
    findings.push(finding('PRU-001', text, { key: proposed.key }));
    return [];
  });
  const deleted = going.filter(({ action }) => action === 'delete');
  return { proposals: going, findings: [...findings, ...deletedFoundationFindings(deleted, proposals)] };
}
