/** Whom a proposed change concerns; of an app also who gets it in another way than before. */

import { delivering, onOtherTerms } from '../../model/assignment.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { Audience, SetEngine } from './audience.ts';

/** The people of a proposed change, as far as the engine's facts tell: an assignment that takes an app away reaches nobody. */
export function audienceOfChange(
  proposed: Pick<ProposedChange, 'assignments' | 'live' | 'kind'>,
  engine: Pick<SetEngine, 'audienceOf'>,
): Audience {
  const { kind } = proposed;
  const [before, after] = [currentAssignments(proposed), plannedAssignments(proposed)];
  const audience = engine.audienceOf(delivering(before), delivering(after), kind.devices);
  const other = onOtherTerms(before, after);
  if (other.length === 0) return audience;
  const { gained } = engine.audienceOf([], other, kind.devices);
  return { ...audience, otherTerms: new Set([...gained].filter((person) => audience.kept.has(person))) };
}
