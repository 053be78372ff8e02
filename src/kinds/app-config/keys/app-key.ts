/** One key of an app's configuration: what it takes, where it works, and what a change of it does to people. */

import type { FieldTransition } from '../../../catalogue/effects.ts';
import type { AppPlatform, Channel } from '../../../catalogue/traits.ts';
import type { JsonObject, JsonValue } from '../../../model/json.ts';
import { canonical, isJsonObject } from '../../../model/json.ts';
import { SECRET_NAME } from '../../../model/secret.ts';

/**
 * What a change of the key is about: the account that the app sets up, which accounts it lets in, a permission that
 * people must grant, S/MIME, or anything else that the app does.
 */
export type KeyConcern = 'account' | 'allowed-accounts' | 'permission' | 'smime' | 'behaviour';

export interface AppKey {
  /** Case matters to the apps. */
  readonly key: string;
  readonly type: 'text' | 'boolean' | 'integer';
  /** The only texts or numbers that mean something; none where anything may stand. */
  readonly values?: readonly (string | number)[];
  /** Of those values the ones that tenants hold although no page knows them. */
  readonly undocumented?: readonly (string | number)[];
  /** Other spellings that were documented once, and that tenants hold. */
  readonly alsoWritten?: readonly string[];
  /** What stands there usually, such as a token that the service fills in for each person. */
  readonly usual?: string;
  readonly platforms: readonly AppPlatform[];
  readonly channels: readonly Channel[];
  readonly concern: KeyConcern;
  /** Its value is shown and stored nowhere. */
  readonly isSecret?: true;
  /** What it does, and what holds without it. */
  readonly doc: string;
}

export const BOTH: readonly AppPlatform[] = ['ios', 'android'];
export const ANYWHERE: readonly Channel[] = ['devices', 'apps'];

const SECRET: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['secret'],
  properties: {
    secret: {
      type: 'string',
      pattern: SECRET_NAME.source,
      description: 'The value is taken from the environment variable POSTILION_SECRET_ and this name.',
    },
  },
};

/** The JSON Schema of a key's value. */
export function keySchema({ type, values, usual, doc }: AppKey): JsonObject {
  const description = usual === undefined ? doc : `${doc} Usually ${usual}.`;
  if (values !== undefined) return { enum: values, description };
  return type === 'text' ? { anyOf: [{ type: 'string' }, SECRET], description } : { type, description };
}

/** A value as the key means it: what travelled as a text becomes a switch or a number again. */
export function meantBy(value: JsonValue, key: AppKey | undefined): JsonValue {
  if (key === undefined || typeof value !== 'string') return value;
  const text = value.trim();
  if (key.type === 'boolean') return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : value;
  return key.type === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : value;
}

/** The keys whose values differ, and those that come or go. */
export function listChangedKeys({ from, to }: Pick<FieldTransition, 'from' | 'to'>): readonly string[] {
  const [before, after] = [from, to].map((value) => (isJsonObject(value) ? value : {}));
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].filter((name) => canonical(before?.[name] ?? null) !== canonical(after?.[name] ?? null)).sort();
}
