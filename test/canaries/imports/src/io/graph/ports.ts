import type { Clock } from '../../app/ports/tenant.ts';
import { clock } from '../../app/ports/tenant.ts'; // ! types-only
import type { PlanCase } from '../../app/plan/plan.ts'; // ! floor
import '../git/head.ts'; // ! apart
import '../files/walk.ts'; // ! apart
import '@azure/identity'; // ! package
import 'node:https'; // ! package

export type All = readonly [Clock, PlanCase, typeof clock];
