/** Why a run made no plan: what is wrong with the files, or what stood in its way. It is told where the plan would be. */

import type { Finding } from './finding.ts';

export interface FailedPlan {
  readonly formatVersion: string;
  readonly failed: {
    readonly exitCode: number;
    /** What stood in the way; empty where the findings say it. */
    readonly message: string;
  };
  readonly findings: readonly Finding[];
}
