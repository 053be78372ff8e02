import '../kinds/kind.ts'; // ! no-restricted-imports
import '../rules/rule.ts'; // ! no-restricted-imports
import '../core/plan.ts'; // ! no-restricted-imports
import '../report/text.ts'; // ! no-restricted-imports
import '../app/ports.ts'; // ! no-restricted-imports
import '../io/log.ts'; // ! no-restricted-imports
import '../embedded/start-tenant.ts'; // ! no-restricted-imports
import '../cli/main.ts'; // ! no-restricted-imports
import '../dev/generate.ts'; // ! no-restricted-imports
import 'node:fs'; // ! no-restricted-imports
import 'node:crypto'; // ! no-restricted-imports
import 'yaml'; // ! no-restricted-imports
import './../core/plan.ts'; // ! no-restricted-imports
import './deep/../../core/plan.ts'; // ! no-restricted-imports

export type Sneaked = typeof import('./json.ts'); // ! consistent-type-imports
