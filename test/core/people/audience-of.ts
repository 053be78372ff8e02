/** One question to an engine of its own. */

import { type Audience, type AudienceFacts, setEngine } from '../../../src/core/people/audience.ts';
import type { Assignment } from '../../../src/model/assignment.ts';

/** Devices that can receive a profile; no types means all of the systems. */
export type DeviceSelector = Parameters<ReturnType<typeof setEngine>['audienceOf']>[2];

export function audienceOf(
  before: readonly Assignment[],
  after: readonly Assignment[],
  selector: DeviceSelector,
  facts: AudienceFacts,
): Audience {
  return setEngine(facts).audienceOf(before, after, selector);
}
