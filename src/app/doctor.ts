/** The use case `doctor`: tries what a plan would need, and says what is missing. It gets a reader, and writes nothing. */

import { type DoctorCheck, type DoctorFacts, diagnose } from '../core/doctor/checks.ts';
import { AREAS } from '../core/doctor/permissions.ts';
import type { TenantReader } from './ports/tenant.ts';

/** What is known without the tenant. */
export type Surroundings = Omit<DoctorFacts, 'answers' | 'approvals' | 'aheadMs'>;

export interface DoctorPorts {
  readonly reader: TenantReader;
  /** Milliseconds by which this machine was ahead at the last answer; null before there was one. */
  readonly aheadMs: () => number | null;
}

const NOT_ASKED = { status: 'missing', requestId: null } as const;

/** All checks. Remote faults are findings of the doctor, they don't throw. */
export async function examine(
  surroundings: Surroundings,
  { reader, aheadMs }: DoctorPorts,
): Promise<readonly DoctorCheck[]> {
  if ('fault' in surroundings.identity) {
    return diagnose({ ...surroundings, answers: [], approvals: NOT_ASKED, aheadMs: null });
  }
  // One by one rather than in a batch: a batch that is refused as a whole would say nothing of its parts.
  const answers = await Promise.all(AREAS.map(({ probe }) => reader.get({ path: probe })));
  const approvals = await reader.get({ path: '/deviceManagement/operationApprovalPolicies' });
  return diagnose({ ...surroundings, answers, approvals, aheadMs: aheadMs() });
}
