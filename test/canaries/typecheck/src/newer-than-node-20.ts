export const grouped = Map.groupBy([1, 2], (value) => value % 2); // ! TS2550 TS7006
export const joined = new Set([1]).union(new Set([2])); // ! TS2550
export const pending = Promise.withResolvers<number>(); // ! TS2550
export const page = document.title; // ! TS2584
function unused(argument: number): void {} // ! TS6133
