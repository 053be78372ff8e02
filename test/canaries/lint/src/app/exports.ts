import { itself } from './exports.ts'; // ! no-cycle

export default class Thing {} // ! no-default-export
export let count = 0; // ! no-mutable-exports prefer-const
export const own = 1;
export const same: unknown = itself;
