/** Whom a proposed change concerns; of an app also who gets it in another way than before. */

import { delivering, onOtherTerms } from '../../model/assignment.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import type { Audience, SetEngine } from './audience.ts';

/** The people of a proposed change, as far as the engine's facts tell: an assignment that takes an app away reaches nobody. */
export function audienceOfChange(
  { before, after, kind }: Pick<ProposedChange, 'before' | 'after' | 'kind'>,
  engine: Pick<SetEngine, 'audienceOf'>,
): Audience {
  const audience = engine.audienceOf(delivering(before), delivering(after), kind.devices);
  const other = onOtherTerms(before, after);
  if (other.length === 0) return audience;
  const { gained } = engine.audienceOf([], other, kind.devices);
  return { ...audience, otherTerms: new Set([...gained].filter((person) => audience.kept.has(person))) };
}
