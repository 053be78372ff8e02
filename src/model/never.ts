/** The end of an exhaustive switch. */

/** Never returns: reached only when a closed union got a member that a switch doesn't know, which is a bug. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
