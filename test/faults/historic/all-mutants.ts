/** Every mutant: bugs of other tools, and mechanisms of ours taken out. */

import { ATTACK_MUTANTS } from './attack-mutants.ts';
import { FLEET_MUTANTS } from './fleet-mutants.ts';
import { HOURS_MUTANTS } from './hours-mutants.ts';
import { MUTANTS, type Mutant } from './mutants.ts';
import { READING_MUTANTS } from './reading-mutants.ts';
import { REPORT_MUTANTS } from './report-mutants.ts';
import { REVIEW_MUTANTS } from './review-mutants.ts';
import { SCHEDULE_MUTANTS } from './schedule-mutants.ts';
import { TRUTH_MUTANTS } from './truth-mutants.ts';
import { WORKFLOW_MUTANTS } from './workflow-mutants.ts';

export const ALL_MUTANTS: readonly Mutant[] = [
  ...MUTANTS,
  ...ATTACK_MUTANTS,
  ...READING_MUTANTS,
  ...TRUTH_MUTANTS,
  ...SCHEDULE_MUTANTS,
  ...HOURS_MUTANTS,
  ...WORKFLOW_MUTANTS,
  ...REVIEW_MUTANTS,
  ...REPORT_MUTANTS,
  ...FLEET_MUTANTS,
];
