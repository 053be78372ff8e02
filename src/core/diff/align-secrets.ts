/**
 * Secrets of git, the tenant and the last record, compared in memory: equal ones get equal symbols, so that the comparison
 * of settings needs no values. Keys that a profile leaves to the portal become equal too.
 */

import { decodeSettings } from '../../catalogue/codec.ts';
import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import {
  hideHeld,
  hideLiterals,
  hideMember,
  hideRecorded,
  isForged,
  isSecretKey,
  type SecretRules,
} from '../../catalogue/secrets.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, sameJson } from '../../model/json.ts';
import { type LiveProfile, type ResolvedProfile, type Settings, unmanagedKeys } from '../../model/profile.ts';
import {
  holdsSecret,
  OWNERS,
  replaceSecrets,
  type SecretValues,
  secretName,
  secretSymbol,
} from '../../model/secret.ts';
import type { Applied } from '../../model/state/inventory.ts';

/** What git, the tenant and the last record say of one object. */
export interface SecretSides {
  readonly desired: ResolvedProfile;
  readonly live: LiveProfile;
  readonly applied: Applied | null;
}

/** The sides with their secrets compared. */
export function alignSecrets(sides: SecretSides, kind: Kind, secrets: SecretValues): SecretSides {
  return fieldsIn(kind).reduce(
    (left, [name, { secrets: rules }]) =>
      rules === undefined ? left : alignField(left, kind, { name, rules, secrets }),
    sides,
  );
}

interface Context {
  readonly name: string;
  readonly rules: SecretRules;
  readonly secrets: SecretValues;
}

function alignField(sides: SecretSides, kind: Kind, context: Context): SecretSides {
  const { name, rules, secrets } = context;
  const { desired, live, applied } = sides;
  const held = decodeSettings(kind, live.raw)[name] ?? null;
  const written = desired.settings[name];
  const told = desired.literals?.[name] ?? written;
  if (!isJsonObject(written) || !isJsonObject(told) || !isJsonObject(held)) {
    return {
      ...sides,
      live: withSetting(live, name, hideHeld(held, rules)),
      applied: recorded(applied, name, rules, null),
    };
  }
  const left = unmanagedKeys(desired, name);
  const marked = withFingerprints(written, told, secrets);
  const aligned = Object.fromEntries(
    Object.entries(held).map(([key, value]) => {
      const wish = left.includes(key) ? undefined : ownOf(marked, key);
      if (wish === undefined) return [key, withMark(hideMember(key, value, rules), value, secrets)];
      return [key, compared(value, wish, ownOf(told, key) ?? null, context, isSecretKey(key, rules))];
    }),
  );
  const wished = leftToPortal(marked, aligned, left);
  const base = ownOf(recorded(applied, name, rules, wished)?.normal.settings ?? {}, name);
  const open = applied?.normal.settings[name] ?? null;
  const common = base === undefined ? undefined : agreedBase(base, { open, held, aligned, wished, told, left });
  return {
    desired: { ...desired, settings: { ...desired.settings, [name]: wished } },
    live: withSetting(live, name, aligned),
    applied: applied === null ? null : withBase(applied, name, common),
  };
}

function ownOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function withSetting(live: LiveProfile, name: string, value: JsonValue): LiveProfile {
  return { ...live, settings: { ...live.settings, [name]: value } };
}

/**
 * The value of the tenant beside the wish: the wish's own symbol where both are equal, or where nobody can tell. `under`:
 * everything at this place is secret, because of the key or of one around it.
 */
function compared(held: JsonValue, wish: JsonValue, told: JsonValue, context: Context, under: boolean): JsonValue {
  const { secrets, rules } = context;
  const name = secretName(wish);
  if (name !== undefined) {
    const expected = name === OWNERS.yaml ? textOf(told) : secrets.valueOf(name);
    if (expected === undefined || textOf(held) === expected) return wish;
    return withMark(secretSymbol(OWNERS.tenant), held, secrets);
  }
  if (isForged(held)) return secretSymbol(OWNERS.tenant);
  if (isJsonObject(held) && isJsonObject(wish)) {
    const members = Object.entries(held).map(([key, value]): readonly [string, JsonValue] => {
      const [inner, literal] = [ownOf(wish, key), isJsonObject(told) ? ownOf(told, key) : undefined];
      if (inner === undefined) return [key, withMark(hideMember(key, value, rules, under), value, secrets)];
      return [key, compared(value, inner, literal ?? null, context, under || isSecretKey(key, rules))];
    });
    return Object.fromEntries(members);
  }
  if (isJsonArray(held) && isJsonArray(wish) && holdsSecret(wish)) {
    return held.map((value, index) => {
      const inner = wish[index];
      const literal = isJsonArray(told) ? (told[index] ?? null) : null;
      return inner === undefined ? secretSymbol(OWNERS.tenant) : compared(value, inner, literal, context, under);
    });
  }
  // Of a key that git writes in the open the tenant's value is shown, unless a secret stands there.
  const isSecret = holdsSecret(wish) || holdsSecret(hideLiterals(held, rules, under));
  return isSecret ? withMark(secretSymbol(OWNERS.tenant), held, secrets) : held;
}

/** Numbers travel as texts in some kinds. */
function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function withMark(hidden: JsonValue, value: JsonValue, { fingerprint }: SecretValues): JsonValue {
  const name = secretName(hidden);
  return name === undefined ? hidden : secretSymbol(name, fingerprint(textOf(value)));
}

/** Git's symbols with the fingerprints of their values, where these are known and a key is there. */
function withFingerprints(wish: JsonObject, told: JsonObject, secrets: SecretValues): JsonObject {
  const marked = marks(wish, told, secrets);
  return isJsonObject(marked) ? marked : wish;
}

function marks(wish: JsonValue, told: JsonValue, secrets: SecretValues): JsonValue {
  const name = secretName(wish);
  if (name !== undefined) {
    const value = name === OWNERS.yaml ? textOf(told) : secrets.valueOf(name);
    return secretSymbol(name, value === undefined ? null : secrets.fingerprint(value));
  }
  if (isJsonArray(wish)) {
    return wish.map((item, index) => marks(item, isJsonArray(told) ? (told[index] ?? null) : null, secrets));
  }
  if (!isJsonObject(wish)) return wish;
  return Object.fromEntries(
    Object.entries(wish).map(([key, inner]) => [
      key,
      marks(inner, isJsonObject(told) ? (ownOf(told, key) ?? null) : null, secrets),
    ]),
  );
}

/** The wish with the keys that are left to the portal, as the portal has them. */
function leftToPortal(wish: JsonObject, held: JsonObject, left: readonly string[]): JsonObject {
  const kept = left.flatMap((key) => {
    const value = ownOf(held, key);
    return value === undefined ? [] : [[key, value] as const];
  });
  const members = [...Object.entries(wish).filter(([key]) => !left.includes(key)), ...kept];
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The record without what an earlier version stored in the open. */
function recorded(applied: Applied | null, name: string, rules: SecretRules, wish: JsonValue): Applied | null {
  const base = applied?.normal.settings[name];
  return applied === null || base === undefined ? applied : withBase(applied, name, hideRecorded(base, rules, wish));
}

function withBase(applied: Applied, name: string, value: JsonValue | undefined): Applied {
  const { [name]: _, ...others } = applied.normal.settings;
  const settings: Settings = value === undefined ? others : { ...others, [name]: value };
  return { ...applied, normal: { ...applied.normal, settings } };
}

interface BaseSides {
  /** The record as it was read. */
  readonly open: JsonValue;
  /** What the tenant holds, and the same with symbols. */
  readonly held: JsonObject;
  readonly aligned: JsonObject;
  /** What git wants with symbols, and with literals. */
  readonly wished: JsonObject;
  readonly told: JsonObject;
  readonly left: readonly string[];
}

/**
 * The record with the symbols that tell who moved. Undefined where nobody can: a secret was as git wants it, and isn't any
 * more, and without fingerprints its new value may have come from either side.
 */
function agreedBase(base: JsonValue, sides: BaseSides): JsonValue | undefined {
  if (!isJsonObject(base)) return base;
  const { aligned, wished, left } = sides;
  const members: (readonly [string, JsonValue])[] = [];
  for (const [key, value] of Object.entries(base)) {
    if (left.includes(key)) continue;
    const [held, wish] = [ownOf(aligned, key), ownOf(wished, key)];
    const known = openMember(key, sides) ?? agreedMember(value, held, wish);
    if (known === undefined) return undefined;
    members.push([key, known]);
  }
  const kept = left.flatMap((key) => {
    const value = ownOf(aligned, key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries([...members, ...kept]);
}

/** An earlier version recorded values in the open: one that the tenant or git still has is told by that. */
function openMember(key: string, { open, held, aligned, wished, told }: BaseSides): JsonValue | undefined {
  const was = isJsonObject(open) ? ownOf(open, key) : undefined;
  if (was === undefined || holdsSecret(was)) return undefined;
  if (sameJson(was, ownOf(held, key) ?? null)) return ownOf(aligned, key);
  return sameJson(was, ownOf(told, key) ?? null) ? ownOf(wished, key) : undefined;
}

function agreedMember(
  base: JsonValue,
  held: JsonValue | undefined,
  wish: JsonValue | undefined,
): JsonValue | undefined {
  if (!holdsSecret(base) || secretName(base) === OWNERS.earlier || held === undefined) return base;
  if (isMarked(base) && isMarked(held)) {
    if (sameJson(marksOf(base), marksOf(held))) return held;
    return wish !== undefined && sameJson(marksOf(base), marksOf(wish)) ? wish : base;
  }
  if (secretName(base) === OWNERS.tenant) return held;
  if (wish === undefined || !sameJson(namesOf(base), namesOf(wish))) return held;
  return sameJson(held, wish) ? wish : undefined;
}

/** True where every secret has a fingerprint. */
function isMarked(value: JsonValue): boolean {
  return !holdsSecret(replaceSecrets(value, (symbol) => (symbol['fingerprint'] === undefined ? symbol : null)));
}

function marksOf(value: JsonValue): JsonValue {
  return replaceSecrets(value, ({ fingerprint = null }) => fingerprint);
}

function namesOf(value: JsonValue): JsonValue {
  return replaceSecrets(value, ({ $secret }) => $secret ?? null);
}
