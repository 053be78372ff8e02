/** What a plan cost, in one line for people. */

import type { PlanCost } from '../model/plan.ts';
import { counted, thousands } from '../model/text.ts';

/** `cost: 103 requests in 8 round trips (6 one after the other), 1,204 kB, 0 s waiting for its turn; start 310 ms, …` */
export function renderCost({ requests, roundTrips, longestChain, bytes, pacedMs, stages }: PlanCost): string {
  const asked = `${counted(requests, 'request')} in ${counted(roundTrips, 'round trip')} (${thousands(longestChain)} one after the other)`;
  const waited = `${(pacedMs / 1000).toFixed(1)} s waiting for its turn`;
  const times = stages.map(({ stage, ms }) => `${stage} ${thousands(ms)} ms`).join(', ');
  return `cost: ${asked}, ${thousands(Math.round(bytes / 1000))} kB, ${waited}; ${times}\n`;
}
