/** A saved plan whose numbers of people somebody edited: its digests are right, since they cover no number. */

import { withCodes } from '../../src/core/plan/approval-code.ts';
import { changeDigest } from '../../src/core/plan/change.ts';
import { digestText } from '../../src/model/digest.ts';
import { canonical } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { renderPlanJson } from '../../src/report/json.ts';
import { change, field, plan } from '../report/plans.ts';

/** A plan for 5 people, as it is saved. */
export function savedPlan(): Plan {
  const effect = { level: 'sign-in', disturbs: 'sign-in', people: 5, kept: 5 } as const;
  const bare = change('ios-sales', { gates: ['effect'], fields: [field('/settings/host')], effect });
  const changes = [{ ...bare, digest: changeDigest(bare, []) }];
  const { tenant } = plan();
  const digest = digestText(canonical({ tenant, changes: changes.map((one) => one.digest) }));
  return { ...plan(), digest, ...withCodes(changes, [], { tenant, applies: {}, peopleOf: () => 5 }) };
}

/** The same for 213 people. */
export function editedPlan(): string {
  return renderPlanJson(savedPlan()).replaceAll('"people": 5,', '"people": 213,');
}
