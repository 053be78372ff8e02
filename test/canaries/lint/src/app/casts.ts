interface Named {
  readonly name: string;
}
export function named(value: unknown): Named {
  return value as Named; // ! consistent-type-assertions
}
export function twice(value: string): Named {
  return value as unknown as Named; // ! consistent-type-assertions
}
export function first(names: readonly string[]): string {
  return names[0]!; // ! no-non-null-assertion
}
export const levels = ['none', 'silent'] as const;
export const checked = { name: 'a' } satisfies Named;
// @ts-ignore // ! ban-ts-comment
export const wrong: string = 1;
