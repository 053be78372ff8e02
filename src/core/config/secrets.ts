/** Secrets in YAML: `{secret: NAME}` becomes a symbol, and literals where secrets stand are kept apart from what is shown. */

import { normaliseSettings } from '../../catalogue/codec.ts';
import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import { hideLiterals } from '../../catalogue/secrets.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, sameJson } from '../../model/json.ts';
import type { Settings } from '../../model/profile.ts';
import { OWNERS, SECRET_NAME, secretNamesIn, secretSymbol } from '../../model/secret.ts';

/** A fault at a pointer of the document. */
interface SecretFault {
  readonly pointer: string;
  readonly message: string;
}

/** What is wrong with the secrets of a document. */
export function secretFaults(settings: JsonObject, kind: Kind): readonly SecretFault[] {
  return fieldsIn(kind).flatMap(([name, { secrets }]) => {
    const value = settings[name];
    if (secrets === undefined || value === undefined) return [];
    const faults = faultsIn(value, `/settings/${name}`, name);
    return faults.length > 0 ? faults : lostSecrets(kind, name, withSymbols(value));
  });
}

/** Of a value that becomes one text in the tenant no part can be left open. */
function lostSecrets(kind: Kind, name: string, value: JsonValue): readonly SecretFault[] {
  const kept = secretNamesIn(normaliseSettings(kind, { [name]: value })[name] ?? null);
  return secretNamesIn(value)
    .filter((secret) => !kept.includes(secret))
    .map((secret) => ({
      pointer: `/settings/${name}`,
      message: `${name}: {secret: ${secret}} stands inside a value that ${kind.name} sends as one text: make the whole value a secret`,
    }));
}

function faultsIn(value: JsonValue, pointer: string, shown: string): readonly SecretFault[] {
  if (isJsonArray(value)) return value.flatMap((item, index) => faultsIn(item, `${pointer}/${index}`, shown));
  if (!isJsonObject(value)) return [];
  if (isSecretReference(value)) {
    const { secret } = value;
    if (typeof secret === 'string' && SECRET_NAME.test(secret)) return [];
    // Whatever stands there may be the secret itself.
    const message = `${shown}: the name of a secret has capitals, digits and underscores: write {secret: NAME}, and its value into POSTILION_SECRET_NAME`;
    return [{ pointer, message }];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (key === '$secret' || key === '$setting') {
      return [{ pointer: below, message: `${shown}: ${key} is a word of Postilion's own: write {secret: NAME}` }];
    }
    return faultsIn(inner, below, `${shown}: ${key}`);
  });
}

/** `{secret: NAME}` and nothing beside it. */
function isSecretReference(value: JsonObject): boolean {
  return Object.hasOwn(value, 'secret') && Object.keys(value).length === 1;
}

function withSymbols(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(withSymbols);
  if (!isJsonObject(value)) return value;
  const { secret } = value;
  if (isSecretReference(value)) {
    return secretSymbol(typeof secret === 'string' && SECRET_NAME.test(secret) ? secret : OWNERS.yaml);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSymbols(inner)]));
}

/** Settings in normal form, with symbols for secrets; `literals` holds those that stand in YAML, as they are sent. */
export function secretSettings(
  kind: Kind,
  plain: Settings,
): { readonly settings: Settings; readonly literals?: Settings } {
  const symbolic = Object.entries(plain).map(
    ([name, value]) => [name, kind.fields[name]?.secrets === undefined ? value : withSymbols(value)] as const,
  );
  const settings = normaliseSettings(kind, Object.fromEntries(symbolic));
  const hidden = Object.entries(settings).map(([name, value]) => {
    const rules = kind.fields[name]?.secrets;
    return { name, value, hidden: rules === undefined ? value : hideLiterals(value, rules) };
  });
  const literals = hidden.filter((one) => !sameJson(one.value, one.hidden));
  return {
    settings: Object.fromEntries(hidden.map((one) => [one.name, one.hidden])),
    ...(literals.length === 0
      ? {}
      : { literals: Object.fromEntries(literals.map(({ name, value }) => [name, value])) }),
  };
}
