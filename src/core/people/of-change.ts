/** Whom a proposed change concerns; of an app also who gets it in another way than before. */

import { type Assignment, delivering, onOtherTerms } from '../../model/assignment.ts';
import { commonOf } from '../assignments/algebra.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { Audience, SetEngine } from './audience.ts';

/** The people of a proposed change, as far as the engine's facts tell: an assignment that takes an app away reaches nobody. */
export function audienceOfChange(
  proposed: Pick<ProposedChange, 'assignments' | 'live' | 'kind'>,
  engine: Pick<SetEngine, 'audienceOf'>,
): Audience {
  const { kind } = proposed;
  const [before, after] = [currentAssignments(proposed), plannedAssignments(proposed)];
  const bare = engine.audienceOf(delivering(before), delivering(after), kind.devices);
  const audience = keepsInBetween(bare, before, after, () =>
    engine.audienceOf(delivering(before), commonOf(delivering(before), delivering(after)), kind.devices),
  );
  const other = onOtherTerms(before, after);
  if (other.length === 0) return audience;
  const { gained } = engine.audienceOf([], other, kind.devices);
  return { ...audience, otherTerms: new Set([...gained].filter((person) => audience.kept.has(person))) };
}

/** Asked only where a change both takes and gives: the others have nothing in between. */
function keepsInBetween(
  audience: Audience,
  before: readonly Assignment[],
  after: readonly Assignment[],
  inBetween: () => Audience,
): Audience {
  const { basis, lost, gained, kept } = audience;
  if (basis !== 'exact' || lost.size === 0 || gained.size === 0 || before.length === 0 || after.length === 0)
    return audience;
  const there = kept.size === 0 ? null : inBetween();
  const isKept = there === null || (there.basis === 'exact' && [...kept].every((person) => !there.lost.has(person)));
  return isKept ? { ...audience, keepsInBetween: true } : audience;
}
