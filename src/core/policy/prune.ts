/** Objects whose YAML is gone, that nobody has any more and whose grace is over: deleted by a verb of its own. */

import type { Config } from '../../model/config.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { Draft } from '../diff/proposed-change.ts';
import { pruneVerdict } from '../state/grace.ts';
import type { Pairing } from '../state/pair.ts';

export interface Pruning {
  readonly drafts: readonly Draft[];
  /** Why the others stay. */
  readonly findings: readonly Finding[];
}

/** Of all drafts the tombstones: those that may go as deletions, and those that are gone already as records to forget. */
export function pruneDrafts(drafts: readonly Draft[], pairing: Pairing, config: Config, now: string): Pruning {
  const findings: Finding[] = [];
  // Deleted by a run that died before it could say so, or by hand.
  const buried = new Set(pairing.forgotten.flatMap(({ key, entry }) => (entry.tombstone === null ? [] : [key])));
  const going = drafts.flatMap((draft): readonly Draft[] => {
    if (draft.action === 'forget' && buried.has(draft.key)) return [draft];
    const claim = pairing.identities.claims.get(draft.key);
    const entry = claim?.entry ?? null;
    const heard = claim?.witnesses ?? null;
    if (draft.desired !== null || draft.live === null || entry === null || heard === null) return [];
    if (entry.tombstone === null) return [];
    if (draft.kind.found !== undefined) {
      const text = `${draft.live.id} ("${draft.live.name}") is not deleted: Postilion did not make it. release "${draft.key}" to let go of it`;
      findings.push(finding('PRU-001', 'info', text, { key: draft.key }));
      return [];
    }
    const verdict = pruneVerdict(entry, draft.live, heard, config.grace, now);
    if (verdict.ok) return [{ ...draft, action: 'delete' }];
    const text = `${draft.live.id} ("${draft.live.name}") is not deleted: ${verdict.why}`;
    findings.push(finding('PRU-001', 'info', text, { key: draft.key }));
    return [];
  });
  return { drafts: going, findings };
}
