import 'simple-git';
import '../../model/json.ts';
import type { StateStore } from '../../app/ports.ts';
import '../graph/client.ts'; // ! no-restricted-imports
import '@azure/identity'; // ! no-restricted-imports
import '@microsoft/microsoft-graph-client'; // ! no-restricted-imports
import '../../core/plan.ts'; // ! no-restricted-imports
import '../../app/ports.ts'; // ! no-restricted-imports
import '../../app/apply.ts'; // ! no-restricted-imports
import '../../cli/main.ts'; // ! no-restricted-imports
import 'node:https'; // ! no-restricted-imports

export type Store = StateStore;
