import './../core/plan/plan.ts'; // ! detour
import './deep/../../core/plan/plan.ts'; // ! detour
import '../../test/canaries/imports/src/model/sneaks.ts'; // ! floor
import 'node:fs'; // ! package
import 'yaml'; // ! package
export { plan } from '../core/plan/plan.ts'; // ! floor
export type { Port } from '../app/ports/tenant.ts'; // ! floor
export * from './state/inventory.ts'; // ! room
export async function later(): Promise<void> {
  await import('../io/files/walk.ts'); // ! floor
}
