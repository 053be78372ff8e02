/** All known configuration keys, found by name, by what only differs in case, and by where they work. */

import type { AppPlatform, Channel } from '../../../catalogue/traits.ts';
import type { JsonObject } from '../../../model/json.ts';
import { type AppKey, keySchema } from './app-key.ts';
import { GMAIL_KEYS } from './gmail.ts';
import { NINE_WORK_KEYS } from './nine-work.ts';
import { OUTLOOK_KEYS } from './outlook.ts';

const ALL: readonly AppKey[] = [...OUTLOOK_KEYS, ...GMAIL_KEYS, ...NINE_WORK_KEYS];
const byName = new Map(ALL.flatMap((key) => [key.key, ...(key.alsoWritten ?? [])].map((name) => [name, key] as const)));
const byFolded = new Map(ALL.map((key) => [key.key.toLowerCase(), key]));

/** The key of that name, spelt exactly so or as it was documented once. */
export function keyNamed(name: string): AppKey | undefined {
  return byName.get(name);
}

/** What is said of a key's value: whether anybody may see it; undefined for keys that nobody knows. */
export function declaredKey(name: string): 'public' | 'secret' | undefined {
  const key = keyNamed(name);
  if (key === undefined) return undefined;
  return key.isSecret === true ? 'secret' : 'public';
}

/** The key that the name would be in another case. */
export function findKeyInAnotherCase(name: string): AppKey | undefined {
  return byName.has(name) ? undefined : byFolded.get(name.toLowerCase());
}

/** The schema of a configuration: the keys that work there with their types, and any other. */
export function buildKeysSchema(platforms: readonly AppPlatform[], channel: Channel): JsonObject {
  const fitting = ALL.filter(
    (key) => key.channels.includes(channel) && key.platforms.some((platform) => platforms.includes(platform)),
  );
  return {
    type: 'object',
    properties: Object.fromEntries(fitting.map((key) => [key.key, keySchema(key)])),
    additionalProperties: true,
  };
}

/** True for a configuration of a mail app, as far as its keys tell. Which account may be used is told to every app. */
export function hasMailKeys(configuration: JsonObject): boolean {
  return Object.keys(configuration).some((name) => {
    const key = byFolded.get(name.toLowerCase());
    return (key !== undefined && key.concern !== 'allowed-accounts') || /^com\.microsoft\.outlook\./i.test(name);
  });
}

/** Tokens that the service replaces with facts of person and device on both platforms (source: ACI). */
const COMMON_TOKENS = [
  'userprincipalname',
  'mail',
  'partialupn',
  'accountid',
  'deviceid',
  'userid',
  'username',
  'serialnumber',
  'serialnumberlast4digits',
  'aaddeviceid',
  'onpremisessamaccountname',
] as const;

/** The whole list of iOS. */
export const IOS_TOKENS: ReadonlySet<string> = new Set([...COMMON_TOKENS, 'udidlast4digits', 'issupervised']);

/** Android's designer offers some more (source: ACA). */
export const TOKENS: ReadonlySet<string> = new Set([
  ...IOS_TOKENS,
  'accountname',
  'devicename',
  'employeeid',
  'imei',
  'meid',
]);
