import '@azure/identity';
import '@microsoft/microsoft-graph-client';
import '../../model/json.ts';
import type { Tenant } from '../../app/ports.ts';
import type { PlanCase } from '../../app/plan.ts'; // ! no-restricted-imports
import { port } from '../../app/ports/tenant.ts'; // ! consistent-type-imports no-restricted-imports
import '../git/branch.ts'; // ! no-restricted-imports
import '../../core/plan.ts'; // ! no-restricted-imports
import '../../kinds/kind.ts'; // ! no-restricted-imports
import '../../rules/rule.ts'; // ! no-restricted-imports
import '../../report/text.ts'; // ! no-restricted-imports
import '../../embedded/start-tenant.ts'; // ! no-restricted-imports
import '../../cli/main.ts'; // ! no-restricted-imports
import '../../dev/generate.ts'; // ! no-restricted-imports
import 'node:http'; // ! no-restricted-imports

export type Both = readonly [Tenant, PlanCase, typeof port];
export const second = fetch; // ! no-restricted-globals
