/** Compliance policies that demand managed mail, asked for where a plan gives or takes such mail. */

import { mailTraits } from '../../catalogue/traits.ts';
import { PERMISSIONS } from '../../model/permissions.ts';
import { COMPLIANCE_READ, demandsIn, type MailDemand } from '../impact/compliance-lock-out.ts';
import { groupsOf } from '../people/reads.ts';
import { brings, listedIn, type Question } from './question.ts';

export const MAIL_DEMANDS: Question<readonly MailDemand[]> = {
  what: 'the compliance policies',
  needs: PERMISSIONS.configurations,
  isAsked: (proposed) => (mailTraits(proposed.kind)?.compliance ?? null) !== null && brings(proposed, []),
  reads: () => [COMPLIANCE_READ],
  answer: ([answer]) => {
    const policies = listedIn(answer);
    return policies === null ? null : demandsIn(policies);
  },
  groups: (demands) => groupsOf(demands.flatMap(({ assignments }) => assignments)),
};
