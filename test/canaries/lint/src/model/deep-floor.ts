export { plan } from '../core/plan.ts'; // ! no-restricted-imports
export type { Port } from '../app/ports.ts'; // ! no-restricted-imports
