/** What the house allows, held against profiles and against the people of a plan. */

import { softenUnchanged } from '../../core/checks/unchanged-errors.ts';
import { makePlan, type PlanInput } from '../../core/plan/plan.ts';
import type { PolicyInForce } from '../../core/policy/policy-in-force.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import { isActing } from '../../model/change.ts';
import type { Finding } from '../../model/finding.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import { houseFindings, mostPeopleFindings } from '../../rules/house.ts';
import { withWaived } from '../../rules/waivers.ts';
import type { Refreshed } from './refresh.ts';

/** What is made is judged by the commit's own policy where none is remembered. */
export function houseFindingsOf({ proposals, policy: { config, forNew, profiles } }: Refreshed): readonly Finding[] {
  const fresh = new Set<string>(proposals.flatMap(({ action, key }) => (action === 'create' ? [key] : [])));
  const judge = (some: readonly DesiredProfile[]): readonly Finding[] =>
    some.flatMap((one) => houseFindings([one], (fresh.has(one.key) ? forNew : config).policy, CATALOGUE));
  return softenUnchanged(judge(profiles), profiles, proposals, judge);
}

/** The plan, with an error for each change that concerns more people than the house allows. */
export function planWithinHouse(input: PlanInput, { config, forNew, profiles }: PolicyInForce, day: string): PlanInput {
  if (config.policy.mostPeople === null && forNew.policy.mostPeople === null) return input;
  const many = makePlan(input)
    .changes.filter(isActing)
    .flatMap(({ key, action, effect: { people } }) => {
      const profile = profiles.find((one) => one.key === key) ?? { key, places: {} };
      return mostPeopleFindings(profile, people, (action === 'create' ? forNew : config).policy);
    });
  return { ...input, findings: [...input.findings, ...withWaived(many, profiles, day)] };
}
