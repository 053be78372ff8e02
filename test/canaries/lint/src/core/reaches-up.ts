import 'fast-json-patch';
import 'fastest-levenshtein';
import '../model/json.ts';
import '../kinds/kind.ts';
import '../rules/rule.ts';
import '../report/text.ts'; // ! no-restricted-imports
import '../app/ports.ts'; // ! no-restricted-imports
import '../io/log.ts'; // ! no-restricted-imports
import '../embedded/start-tenant.ts'; // ! no-restricted-imports
import '../cli/main.ts'; // ! no-restricted-imports
import '../dev/generate.ts'; // ! no-restricted-imports
import 'node:crypto'; // ! no-restricted-imports
import 'fs'; // ! no-restricted-imports prefer-node-protocol
import 'yaml'; // ! no-restricted-imports
import 'ajv'; // ! no-restricted-imports
import '@azure/identity'; // ! no-restricted-imports
import '@microsoft/microsoft-graph-client'; // ! no-restricted-imports
import 'pino'; // ! no-restricted-imports

export async function wait(): Promise<void> { // ! no-async-await
  await import('../io/log.ts'); // ! no-restricted-imports
}
export const when = new Date(0); // ! no-restricted-globals
export const luck = Math.random(); // ! no-restricted-properties
