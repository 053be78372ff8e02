/** Whom a proposed change concerns; of an app also who gets it in another way than before. */

import { type Assignment, delivering, isAssigned, onOtherTerms, uninstalling } from '../../model/assignment.ts';
import { weakestBasis } from '../../model/effect.ts';
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
  const told = withUninstalled(audience, before, after, (was, is) => engine.audienceOf(was, is, kind.devices));
  if (other.length === 0) return told;
  const { gained } = engine.audienceOf([], other, kind.devices);
  return { ...told, otherTerms: new Set([...gained].filter((person) => told.kept.has(person))) };
}

/**
 * An app may be on devices without any assignment that is left to tell so: whoever is newly to be rid of it counts as losing it,
 * unless it is required of them too, which outweighs (Microsoft Learn, "Assign apps to groups", how conflicts are resolved).
 */
function withUninstalled(
  audience: Audience,
  before: readonly Assignment[],
  after: readonly Assignment[],
  audienceOf: (before: readonly Assignment[], after: readonly Assignment[]) => Audience,
): Audience {
  const going = uninstalling(after);
  if (!isAssigned(going)) return audience;
  const rid = audienceOf(uninstalling(before), going);
  const required = audienceOf(
    [],
    delivering(after).filter(({ install }) => install?.intent === 'required'),
  );
  const isRequired = (person: string): boolean => required.basis === 'exact' && required.gained.has(person);
  const losing = new Set([...rid.gained].filter((person) => !isRequired(person)));
  const basis = weakestBasis([audience.basis, rid.basis]);
  const isSure = basis === 'exact';
  return {
    ...audience,
    basis,
    lost: new Set([...audience.lost, ...losing]),
    kept: new Set([...audience.kept].filter((person) => !isSure || !losing.has(person))),
    gained: new Set([...audience.gained].filter((person) => !isSure || !losing.has(person))),
    devices: audience.devices === null || rid.devices === null ? null : Math.max(audience.devices, rid.devices),
  };
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
