import { one } from './cycle-one.ts'; // ! no-cycle

export function two(depth: number): number {
  return depth === 0 ? 0 : one(depth - 1);
}
