import '../model/json.ts';
import type { Clock } from '../app/ports.ts';
import { systemClock } from '../app/ports.ts'; // ! consistent-type-imports no-restricted-imports
import type { PlanCase } from '../app/plan.ts'; // ! no-restricted-imports
import '../core/plan.ts'; // ! no-restricted-imports
import '../kinds/kind.ts'; // ! no-restricted-imports
import '../rules/rule.ts'; // ! no-restricted-imports
import '../report/text.ts'; // ! no-restricted-imports
import '../embedded/start-tenant.ts'; // ! no-restricted-imports
import '../cli/main.ts'; // ! no-restricted-imports
import '../dev/generate.ts'; // ! no-restricted-imports
import '@azure/identity'; // ! no-restricted-imports
import '@microsoft/microsoft-graph-client'; // ! no-restricted-imports
import 'node:https'; // ! no-restricted-imports
import 'node:fs/promises';

export type Both = readonly [Clock, PlanCase, typeof systemClock];
export async function send(): Promise<void> {
  await fetch('https://graph.microsoft.com/beta'); // ! no-restricted-globals
  console.error(process.pid); // ! no-console no-restricted-globals
}
