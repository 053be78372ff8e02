/** An include filter that keeps nobody out, since another assignment of the profile reaches the same people without one: ASG-009. */

import { type Finding, finding } from '../../model/finding.ts';
import { counted } from '../../model/text.ts';
import { type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import { MAYBE_REACHED, NOT_REACHED, REACHED, type SetEngine } from '../people/audience.ts';

/** Findings about devices that a filter leaves out and an assignment without one takes in again (source: FTR). */
export function outweighedFindings(proposals: readonly ProposedChange[], engine: SetEngine): readonly Finding[] {
  return proposals.flatMap((proposed) => outweighedFinding(proposed, engine));
}

function outweighedFinding(proposed: ProposedChange, engine: SetEngine): readonly Finding[] {
  const { key, kind, desired } = proposed;
  const included = plannedAssignments(proposed).filter(({ intent }) => intent === 'include');
  const filtered = included.filter(({ filter }) => filter?.mode === 'include');
  const bare = included.filter(({ filter }) => filter === null);
  if (filtered.length === 0 || bare.length === 0) return [];
  const meant = engine.reachOf(filtered, kind.devices);
  const all = engine.reachOf(
    filtered.map((one) => ({ ...one, filter: null })),
    kind.devices,
  );
  const anyway = engine.reachOf(bare, kind.devices);
  if ([meant, all, anyway].some(({ basis }) => basis === 'unknown')) return [];
  const both = [...all.reached].filter(
    (index) => (meant.marks[index] ?? NOT_REACHED) !== REACHED && (anyway.marks[index] ?? NOT_REACHED) !== NOT_REACHED,
  );
  if (both.length === 0) return [];
  const isSure = both.every((index) => [meant, all, anyway].every(({ marks }) => marks[index] !== MAYBE_REACHED));
  const text = `"${key}" reaches ${isSure ? '' : 'at most '}${counted(both.length, 'device')} that its filter leaves out, by an assignment without a filter, which outweighs it: write the filter at both, or take one of them away`;
  return [finding('ASG-009', text, { key, at: desired?.at })];
}
