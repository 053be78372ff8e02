import { own } from './exports.ts'; // ! consistent-type-imports
import { another } from './other.ts'; // ! no-duplicates
import { more } from './other.ts';

type Level = 'none' | 'silent' | 'sign-in';
export function weight(level: Level): number {
  switch (level) { // ! switch-exhaustiveness-check
    case 'none':
      return 0;
    default:
      return 1;
  }
}
export class Holder {
  private kept = 1; // ! prefer-readonly
  show(): number {
    return this.kept;
  }
}
/** @deprecated use weight */
export function old(): number {
  return 1;
}
export function shout(thing: { readonly a: number }, level: string | null): string {
  var text = `${thing}`; // ! no-var no-base-to-string restrict-template-expressions
  let size = old(); // ! no-deprecated prefer-const
  level = null; // ! no-param-reassign
  return size == 1 ? text : String(level); // ! eqeqeq
}
export type Kept = typeof own;
export const kept: readonly unknown[] = [another, more];
export const letters = [...String(1)];
export const nothing = { ...[1, 2] }; // ! no-misused-spread
