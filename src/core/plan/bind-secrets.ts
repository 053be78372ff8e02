/** Secrets get their values when a request is sent: nothing that is shown, stored or digested ever holds them. */

import { decodeSettings } from '../../catalogue/codec.ts';
import type { Kind } from '../../catalogue/kind.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { Step } from '../../model/plan.ts';
import type { Settings } from '../../model/profile.ts';
import { OWNERS, type SecretValues, secretName, secretVariable } from '../../model/secret.ts';

/** Where the secrets of one profile are found. */
export interface SecretSource {
  readonly values: SecretValues;
  /** As they stand in YAML. */
  readonly literals: Settings;
  /** The object as the plan saw it; null where there was none. A step is sent only while it is still so. */
  readonly held: JsonObject | null;
}

/** A request or a precondition with its secrets, and the texts that may be repeated nowhere. */
export interface Revealed<Value> {
  readonly value: Value;
  readonly hidden: readonly string[];
}

/** A secret whose value nobody knows: the step can't be sent. */
export class UnknownSecretError extends Error {
  override readonly name = 'UnknownSecretError';
  constructor(secret: string) {
    const where = secret === OWNERS.tenant || secret === OWNERS.yaml ? 'the setting' : secretVariable(secret);
    super(`a secret has no value: ${where} holds none; nothing was sent`);
  }
}

/** The request as it is sent. Throws UnknownSecretError. */
export function revealRequest(request: Step['request'], kind: Kind, source: SecretSource): Revealed<Step['request']> {
  if (!isJsonObject(request.body)) return { value: request, hidden: [] };
  const hidden: string[] = [];
  const members = Object.entries(request.body).flatMap(([name, value]) => {
    const encoded = isJsonObject(value) ? revealSetting(value, kind, source, hidden) : null;
    if (encoded === null) return [[name, value] as const];
    // As in every create, the service writes nulls itself.
    return Object.entries(encoded).filter(([, one]) => request.method !== 'POST' || one !== null);
  });
  const told = hidden.filter((text) => text !== '');
  return { value: { ...request, body: Object.fromEntries(members) }, hidden: told };
}

/** What a step replaces, with the secrets of the object as the plan saw it. */
export function revealPrecondition(step: Step, kind: Kind, source: SecretSource): Step {
  const { properties } = step.precondition;
  if (properties === undefined) return step;
  const settings = source.held === null ? {} : decodeSettings(kind, source.held);
  const members = Object.entries(properties).flatMap(([name, value]) => {
    const field = isJsonObject(value) ? stringAt(value, '$setting') : undefined;
    if (field === undefined) return [[name, value] as const];
    return Object.entries(kind.fields[field]?.encode(settings[field] ?? null, settings) ?? {});
  });
  return { ...step, precondition: { ...step.precondition, properties: Object.fromEntries(members) } };
}

/** The members that a setting with secrets is sent as; null for every other value. */
function revealSetting(value: JsonObject, kind: Kind, source: SecretSource, hidden: string[]): JsonObject | null {
  const name = stringAt(value, '$setting');
  const field = name === undefined ? undefined : kind.fields[name];
  if (name === undefined || field === undefined) return null;
  const held = source.held === null ? null : (decodeSettings(kind, source.held)[name] ?? null);
  const sides = { literal: source.literals[name] ?? null, held };
  const { beside = null, value: symbolic = null } = value;
  const plain = reveal(symbolic, sides, source.values, hidden);
  const encoded = field.encode(plain, isJsonObject(beside) ? beside : {}, source.held ?? undefined);
  hidden.push(...Object.values(encoded).filter((one) => typeof one === 'string'));
  return encoded;
}

/** What stands at the same place in YAML and in the tenant. */
interface Sides {
  readonly literal: JsonValue;
  readonly held: JsonValue;
}

function reveal(value: JsonValue, sides: Sides, values: SecretValues, hidden: string[]): JsonValue {
  const name = secretName(value);
  if (name !== undefined) {
    const found = valueOf(name, sides, values);
    if (found === undefined) throw new UnknownSecretError(name);
    hidden.push(...textsIn(found));
    return found;
  }
  if (isJsonArray(value)) {
    return value.map((item, index) => reveal(item, below(sides, index), values, hidden));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, reveal(inner, below(sides, key), values, hidden)]),
  );
}

function below({ literal, held }: Sides, at: string | number): Sides {
  return { literal: memberOf(literal, at), held: memberOf(held, at) };
}

function memberOf(value: JsonValue, at: string | number): JsonValue {
  if (typeof at === 'number') return isJsonArray(value) ? (value[at] ?? null) : null;
  return isJsonObject(value) && Object.hasOwn(value, at) ? (value[at] ?? null) : null;
}

function valueOf(name: string, { literal, held }: Sides, values: SecretValues): JsonValue | undefined {
  if (name === OWNERS.yaml) return literal ?? undefined;
  return name === OWNERS.tenant ? (held ?? undefined) : values.valueOf(name);
}

function textsIn(value: JsonValue): readonly string[] {
  if (isJsonArray(value)) return value.flatMap(textsIn);
  if (isJsonObject(value)) return Object.values(value).flatMap(textsIn);
  return value === null || typeof value === 'boolean' ? [] : [String(value)];
}

/** A text of the service without what was sent to it in secret, as it stands and as JSON spells it. */
export function withoutSecrets(text: string, hidden: readonly string[]): string {
  const spelt = hidden.flatMap((one) => [one, JSON.stringify(one).slice(1, -1), encodeURIComponent(one)]);
  return spelt.toSorted((a, b) => b.length - a.length).reduce((left, one) => left.replaceAll(one, '(a secret)'), text);
}
