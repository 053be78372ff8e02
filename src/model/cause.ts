/** Which changes do the same for the same reason: one line tells of all of them, and one code approves them. */

import { type Change, openableGates } from './change.ts';
import { compareText } from './finding.ts';
import { canonical } from './json.ts';

/**
 * Equal texts for equal causes. Which groups come and go differs from profile to profile, so that it only counts whether
 * some do; an approval covers them all the same, by the digest of each change.
 */
export function causeOf(change: Change): string {
  const { action, fields, assignments, effect } = change;
  const gates = openableGates(change).map((gate) => (gate === 'effect' ? `effect:${effect.disturbs}` : gate));
  return canonical({
    action,
    fields: fields.map(({ path, from, to }) => ({ path, from, to })),
    adds: assignments.add.length > 0,
    removes: assignments.remove.length > 0,
    changes: assignments.change.length > 0,
    gates: gates.sort(compareText),
    isKnown: effect.people !== null,
  });
}
