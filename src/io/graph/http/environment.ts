/** Reads variables of the environment that the caller passes in. */

/** A record such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The trimmed value, null when it is unset or empty, as CI systems hand out secrets that don't exist. */
export function valueOf(env: Environment, name: string): string | null {
  const value = env[name]?.trim() ?? '';
  return value === '' ? null : value;
}
