/** Which members of a mapping are secret: by what the catalogue says of the key, by its name, and by what the value looks like. */

import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { holdsSecret, OWNERS, secretName, secretSymbol } from '../model/secret.ts';

/** What a field says about the secrets among its members. */
export interface SecretRules {
  /** What the catalogue says of a key; undefined where it doesn't know it. */
  readonly declared: (key: string) => 'public' | 'secret' | undefined;
  /** The other settings that encoding the value looks at. */
  readonly beside: readonly string[];
}

const SECRET_WORD =
  /pass(?:word|wd|phrase|code|key)|pwd|secret|token|credential|psk|cookie|bearer|challenge|pfx|pkcs12|(?:api|app|access|account|activation|admin|auth|client|crypto?|decryption|device|encryption|enroll?ment|hmac|jwt|lic|licen[cs]e|master|oauth|preshared|private|product|registration|rsa|secure|serial|shared|sign|signing|ssh|storage|subscription|symmetric|wep|wpa)key|licen[cs]e(?:code|number|id)?$|pin(?:code|number)?$|pw$/;

/** Facts about a secret, such as how long it must be. */
const FACT =
  /(?:length|required|enabled|disabled|allowed|type|timeout|expiry|expiration|policy|mode|count|minutes|days|hours|seconds)$/;

/** True for names under which secrets usually stand, in any spelling: `api-key`, `LicenceKey`, `smtp_password`. */
function looksSecret(key: string): boolean {
  const joined = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  return SECRET_WORD.test(joined) && !FACT.test(joined);
}

/** What the service fills in for each person is no secret, whatever the key is called. */
const TEMPLATE = /^(?:\{\{\s*\w+\s*\}\}[\s;,]*)+$/;
const SECRET_TEXT = [
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/,
  // An address with a password in it.
  /[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i,
  // A connection text, a query, a header.
  /\b(?:password|passwd|pwd|secret|client_secret|token|access_token|api[_-]?key|sig)\s*[=:]\s*[^\s;&"']/i,
  /\b(?:bearer|basic)\s+[A-Za-z0-9+/=._~-]{8,}/i,
];

/** True for a text that is a secret wherever it stands, also as JSON with a secret in it. */
function isSecretText(text: string): boolean {
  return SECRET_TEXT.some((pattern) => pattern.test(text)) || isSecretJson(text);
}

function isSecretJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return hasSecretMember(value, false);
  } catch {
    return false;
  }
}

function hasSecretMember(value: unknown, under: boolean): boolean {
  if (Array.isArray(value)) return value.some((item) => hasSecretMember(item, under));
  if (isJsonObject(value)) {
    return Object.entries(value).some(([name, inner]) => hasSecretMember(inner, under || looksSecret(name)));
  }
  if (typeof value === 'string') return under ? !TEMPLATE.test(value) : isSecretText(value);
  return under && typeof value === 'number';
}

/** A switch and nothing at all tell nobody anything. */
function isHarmless(value: JsonValue): boolean {
  return value === null || typeof value === 'boolean' || (typeof value === 'string' && TEMPLATE.test(value));
}

/** True where the catalogue says so, or says nothing and the name does. */
export function isSecretKey(key: string, { declared }: SecretRules): boolean {
  const said = declared(key);
  return said === undefined ? looksSecret(key) : said === 'secret';
}

/** A mapping of git: what stands in it as a literal although it is secret becomes a symbol; other literals stay. */
export function hideLiterals(value: JsonValue, rules: SecretRules, under = false): JsonValue {
  if (secretName(value) !== undefined || isHarmless(value)) return value;
  if (isJsonArray(value)) return value.map((item) => hideLiterals(item, rules, under));
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, hideLiterals(inner, rules, under || isSecretKey(key, rules))]),
    );
  }
  const isSecret = under || (typeof value === 'string' && isSecretText(value));
  return isSecret ? secretSymbol(OWNERS.yaml) : value;
}

/** A mapping that only the tenant holds: nothing of it is shown but what the catalogue calls public. */
export function hideHeld(value: JsonValue, rules: SecretRules): JsonValue {
  if (value === null) return null;
  if (!isJsonObject(value)) return secretSymbol(OWNERS.tenant);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hideMember(key, inner, rules)]));
}

/** One member that only the tenant holds; `under` a key whose members are all secret, nothing of it is public. */
export function hideMember(key: string, value: JsonValue, rules: SecretRules, under = false): JsonValue {
  if (isHarmless(value)) return value;
  const isPublic =
    !under && rules.declared(key) === 'public' && !isForged(value) && !holdsSecret(hideLiterals(value, rules));
  return isPublic ? value : secretSymbol(OWNERS.tenant);
}

/** What would be taken for a symbol, if somebody wrote it so in the portal or in YAML. */
export function isForged(value: JsonValue): boolean {
  if (isJsonArray(value)) return value.some(isForged);
  return isJsonObject(value) && (Object.hasOwn(value, '$secret') || Object.values(value).some(isForged));
}

/** A mapping of the state, as far as it was written before secrets were left out: whatever is secret in it becomes a symbol. */
export function hideRecorded(value: JsonValue, rules: SecretRules, known: JsonValue): JsonValue {
  if (value === null || secretName(value) !== undefined) return value;
  if (!isJsonObject(value)) return secretSymbol(OWNERS.earlier);
  const told: JsonObject = isJsonObject(known) ? known : {};
  const earlier = (): JsonValue => secretSymbol(OWNERS.earlier);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (holdsSecret(inner) || isHarmless(inner)) return [key, inner];
      const wish = Object.hasOwn(told, key) ? told[key] : undefined;
      const isOpen = (wish !== undefined && !holdsSecret(wish)) || rules.declared(key) === 'public';
      return [key, isOpen && !holdsSecret(hideLiterals({ [key]: inner }, rules)) ? inner : earlier()];
    }),
  );
}
