import '../model/json.ts';
import '../rules/rule.ts'; // ! no-restricted-imports
import '../core/plan.ts'; // ! no-restricted-imports
import '../../core/plan.ts'; // ! no-restricted-imports
import '../report/text.ts'; // ! no-restricted-imports
import '../app/ports.ts'; // ! no-restricted-imports
import '../io/log.ts'; // ! no-restricted-imports
import '../embedded/start-tenant.ts'; // ! no-restricted-imports
import '../cli/main.ts'; // ! no-restricted-imports
import '../dev/generate.ts'; // ! no-restricted-imports
import 'node:path'; // ! no-restricted-imports
import 'ajv'; // ! no-restricted-imports
import '@azure/identity'; // ! no-restricted-imports
import '@microsoft/microsoft-graph-client'; // ! no-restricted-imports
import type { Entity } from '@microsoft/microsoft-graph-types-beta';
import { NullableOption } from '@microsoft/microsoft-graph-types-beta'; // ! no-restricted-imports consistent-type-imports

export async function wait(): Promise<void> {} // ! no-async-await
export const when = new Date(0); // ! no-restricted-globals
export const luck = Math.random(); // ! no-restricted-properties
export type Named = NullableOption<Entity>;
