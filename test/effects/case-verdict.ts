/** What every case is held to, whatever the platform: the change of `mail` and what the tables say of it. */

import type { Change } from '../../src/model/change.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Expected } from './effect-case.ts';

/** The change that a case is about. Throws where its plan changes nothing of it. */
export function changeOfMail({ changes }: Plan, row: string): Change {
  const change = changes.find(({ key }) => key === 'mail');
  if (change === undefined) throw new Error(`${row} changes nothing`);
  return change;
}

/** What a case says about a change: level, people and gates. */
export function verdictOn({ effect, gates }: Change) {
  const { level, outage, confidence, basis, kept, gained, lost } = effect;
  return { level, outage, confidence, basis, kept, gained, lost, gates };
}

/** The same as a case expects it; what it leaves out is none. */
export function expectedVerdict(expected: Expected): ReturnType<typeof verdictOn> {
  const { level, confidence, outage = false, basis = 'exact', kept = 0, gained = 0, lost = 0, gates = [] } = expected;
  return { level, outage, confidence, basis, kept, gained, lost, gates };
}
