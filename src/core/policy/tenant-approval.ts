/** What the admin reads who must approve a write in the Intune admin center (multi admin approval). */

import type { Change } from '../../model/change.ts';
import { digestText } from '../../model/digest.ts';
import { canonical } from '../../model/json.ts';
import type { Plan, Step } from '../../model/plan.ts';
import type { Intent } from '../../model/state/log.ts';
import { peopleInWords } from '../../model/text.ts';

/** Longer texts are refused (its Graph page of May 2026). */
const LONGEST = 1024;

/** A write as multi admin approval wants it: why, and the code of an approval that was asked for before. */
export interface ApprovalWords {
  readonly justification: string;
  readonly code: string | null;
}

/** The plan's digest and what the change does to people, so that both approvers look at the same facts. */
function justification(plan: Plan, key: string): string {
  const change = plan.changes.find((one) => one.key === key);
  const what = change === undefined ? key : `${change.action} "${change.name}" (${key}), ${effectWords(change)}`;
  return `Postilion: ${what}; plan ${plan.digest}`.slice(0, LONGEST);
}

function effectWords({ effect }: Change): string {
  const people = effect.people === null ? 'an unknown number of people' : peopleInWords(effect.people, 'exact');
  return `${effect.level}${effect.outage ? ' with an outage' : ''} for ${people}`;
}

/** What makes two requests the same one: an approval holds for exactly the request that it was asked for. */
export function requestDigest({ method, path, body }: Step['request']): string {
  return digestText(canonical({ method, path, body }));
}

/** The words for a bound request. The code is sent only with the request that it was given for. */
export function approvalWords(
  plan: Plan,
  step: Step,
  request: Step['request'],
  intents: readonly Intent[],
): ApprovalWords {
  const waiting = intents.find((intent) => intent.step === step.id)?.approval ?? null;
  const isSame = waiting !== null && waiting.requestDigest === requestDigest(request);
  return { justification: justification(plan, step.key), code: isSame ? waiting.code : null };
}
