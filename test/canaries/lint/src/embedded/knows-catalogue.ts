import '../model/json.ts';
import 'node:http';
import '../kinds/kind.ts'; // ! no-restricted-imports
import '../rules/rule.ts'; // ! no-restricted-imports
import '../core/plan.ts'; // ! no-restricted-imports
import '../report/text.ts'; // ! no-restricted-imports
import '../app/ports.ts'; // ! no-restricted-imports
import '../io/log.ts'; // ! no-restricted-imports
import '../cli/main.ts'; // ! no-restricted-imports
import '../dev/generate.ts'; // ! no-restricted-imports
import 'ajv'; // ! no-restricted-imports
import 'pino'; // ! no-restricted-imports
import 'node:process'; // ! no-restricted-imports

export const luck = Math.random(); // ! no-restricted-properties
export const id = process.pid; // ! no-restricted-globals
export const send = fetch; // ! no-restricted-globals
