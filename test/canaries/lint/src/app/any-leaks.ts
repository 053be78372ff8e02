declare function take(text: string): void;
declare const loose: any; // ! no-explicit-any

export function leak(text: string): string {
  const parsed = JSON.parse(text); // ! no-unsafe-assignment
  take(parsed); // ! no-unsafe-argument
  parsed.go(); // ! no-unsafe-call no-unsafe-member-access
  return loose.name; // ! no-unsafe-return no-unsafe-member-access
}
export type Anything = Function; // ! no-unsafe-function-type
