import '../model/json.ts';
import '../kinds/kind.ts';
import '../core/plan.ts'; // ! no-restricted-imports
import '../report/text.ts'; // ! no-restricted-imports
import '../app/ports.ts'; // ! no-restricted-imports
import '../io/log.ts'; // ! no-restricted-imports
import '../embedded/start-tenant.ts'; // ! no-restricted-imports
import '../cli/main.ts'; // ! no-restricted-imports
import '../dev/generate.ts'; // ! no-restricted-imports
import 'node:path'; // ! no-restricted-imports
import 'fastest-levenshtein'; // ! no-restricted-imports

export async function wait(): Promise<void> {} // ! no-async-await
export const when = Date.now(); // ! no-restricted-globals
export const luck = Math.random(); // ! no-restricted-properties
