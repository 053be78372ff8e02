/** Why a command made no plan, as a document: what it ran into, or what is wrong with the files. */

import type { FailedPlan } from '../model/failed-plan.ts';
import type { Finding } from '../model/finding.ts';
import { PLAN_FORMAT } from '../model/plan.ts';
import { findingsExitCode } from '../report/exit-code.ts';
import { describeFailure } from './failure.ts';

/** The first line of what a person is told of the error. */
export function failedByError(error: unknown): FailedPlan {
  const { text, code } = describeFailure(error);
  const [message = ''] = text.replace(/^postilion: /, '').split('\n');
  return { formatVersion: PLAN_FORMAT, failed: { exitCode: code, message }, findings: [] };
}

/** The findings say it all. */
export function failedByFiles(findings: readonly Finding[]): FailedPlan {
  return { formatVersion: PLAN_FORMAT, failed: { exitCode: findingsExitCode(findings), message: '' }, findings };
}
