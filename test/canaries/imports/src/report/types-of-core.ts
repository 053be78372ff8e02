import type { Plan } from '../core/plan/plan.ts';
import { type Plan as Again, plan } from '../core/plan/plan.ts'; // ! types-only
import 'string-width'; // ! package

export type Both = readonly [Plan, Again, typeof plan];
