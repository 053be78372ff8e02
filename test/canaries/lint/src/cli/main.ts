import '../embedded/start-tenant.ts';
import '../io/graph/client.ts';
import '../dev/generate.ts'; // ! no-restricted-imports
import '@azure/identity'; // ! no-restricted-imports
import '@microsoft/microsoft-graph-client'; // ! no-restricted-imports

console.log(process.argv);
export const send = fetch; // ! no-restricted-globals
export const hidden = globalThis.fetch; // ! no-restricted-globals
