import { two } from './cycle-two.ts'; // ! no-cycle

export function one(depth: number): number {
  return depth === 0 ? 0 : two(depth - 1);
}
