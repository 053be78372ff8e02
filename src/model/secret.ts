/**
 * Secret values as symbols: `{$secret: NAME}` stands for a value wherever settings are compared, shown or stored. The value
 * itself is known only where a request is sent.
 */

import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json.ts';

/** What the environment says about secrets. */
export interface SecretValues {
  /** The value of `{secret: NAME}`; undefined where its variable is not set. */
  readonly valueOf: (name: string) => string | undefined;
  /** Eight hex digits that only the holder of the key can tell a value by; null without a key. */
  readonly fingerprint: (value: string) => string | null;
}

/** Nothing is known: secrets are not compared. */
export const NO_SECRETS: SecretValues = { valueOf: () => undefined, fingerprint: () => null };

/** Names of variables are in capitals, so these can't be one: what the tenant holds, what YAML says in the open, what was once. */
export const OWNERS = { tenant: 'tenant', yaml: 'yaml', earlier: 'earlier' } as const;

/** `POSTILION_SECRET_` and this make the variable. */
export const SECRET_NAME = /^[A-Z][A-Z0-9_]{0,99}$/;

/** The variable that holds the secret. */
export function secretVariable(name: string): string {
  return `POSTILION_SECRET_${name}`;
}

/** The symbol for a secret. */
export function secretSymbol(name: string, fingerprint: string | null = null): JsonObject {
  return fingerprint === null ? { $secret: name } : { $secret: name, fingerprint };
}

/** The name of a symbol; undefined for every other value. */
export function secretName(value: JsonValue | undefined): string | undefined {
  const name = isJsonObject(value) ? value['$secret'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** True where a symbol stands anywhere in the value. */
export function holdsSecret(value: JsonValue): boolean {
  if (secretName(value) !== undefined) return true;
  if (isJsonArray(value)) return value.some(holdsSecret);
  return isJsonObject(value) && Object.values(value).some(holdsSecret);
}

/** The value with every symbol replaced. */
export function replaceSecrets(value: JsonValue, replacement: (symbol: JsonObject) => JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map((item) => replaceSecrets(item, replacement));
  if (!isJsonObject(value)) return value;
  if (secretName(value) !== undefined) return replacement(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaceSecrets(inner, replacement)]));
}

/** The names of the secrets that the environment must hold for the value. */
export function secretNamesIn(value: JsonValue): readonly string[] {
  const names = new Set<string>();
  replaceSecrets(value, (symbol) => {
    const name = secretName(symbol);
    if (name !== undefined && SECRET_NAME.test(name)) names.add(name);
    return null;
  });
  return [...names].sort();
}

/** A symbol in words. */
export function secretText(symbol: JsonValue): string {
  const fingerprint = isJsonObject(symbol) ? symbol['fingerprint'] : undefined;
  const mark = typeof fingerprint === 'string' ? ` (fingerprint ${fingerprint})` : '';
  const name = secretName(symbol) ?? '';
  return `${Object.hasOwn(OWNER_WORDS, name) ? OWNER_WORDS[name] : `secret ${name}`}${mark}`;
}

const OWNER_WORDS: Readonly<Record<string, string>> = {
  [OWNERS.tenant]: 'a secret of the tenant',
  [OWNERS.yaml]: 'a secret that stands in YAML',
  [OWNERS.earlier]: 'an earlier secret',
};
