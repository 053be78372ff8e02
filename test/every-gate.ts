/** All gates there are: the compiler asks for a new one here. */

import type { Gate } from '../src/model/change.ts';

const EVERY: Readonly<Record<Gate, true>> = {
  effect: true,
  removal: true,
  people: true,
  protection: true,
  'new-people': true,
  window: true,
  budget: true,
  'over-budget': true,
  suspended: true,
  adoption: true,
  dependents: true,
  policy: true,
};

export const GATES: readonly Gate[] = Object.keys(EVERY).filter(isGate);

function isGate(text: string): text is Gate {
  return Object.hasOwn(EVERY, text);
}
