/** Secrets of git, the tenant and the last record, compared without being shown. */

import { expect, test } from 'vitest';
import { alignSecrets } from '../../../src/core/diff/align-secrets.ts';
import { compareSides } from '../../../src/core/diff/three-way.ts';
import { androidAppConfig } from '../../../src/kinds/app-config/android.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import type { ResolvedProfile } from '../../../src/model/profile.ts';
import { NO_SECRETS, type SecretValues } from '../../../src/model/secret.ts';
import { liveProfileOf } from '../on-wire.ts';
import { profile } from '../tenant.ts';

const TENANT = { $secret: 'tenant' };
const NAMED = { $secret: 'API' };
const known = (value: string, marks = false): SecretValues => ({
  valueOf: (name) => (name === 'API' ? value : undefined),
  fingerprint: (text) => (marks ? `mark-${text}` : null),
});

function aligned(
  configuration: JsonObject,
  held: JsonObject,
  base: JsonValue | undefined,
  secrets: SecretValues,
  parts: Partial<ResolvedProfile> = {},
) {
  const object = {
    id: '11111111-1111-4111-8111-111111111111',
    '@odata.type': '#microsoft.graph.androidManagedStoreAppConfiguration',
    ...androidAppConfig.fields['configuration']?.encode(held, { app: 'outlook' }),
  };
  const live = liveProfileOf(object, androidAppConfig);
  const settings = base === undefined ? {} : { configuration: base };
  const applied = { commit: null, at: '', managed: [], normal: { settings } };
  const desired = profile('outlook', { kind: 'android-app-config', settings: { configuration }, ...parts });
  const sides = alignSecrets({ desired, live, applied }, androidAppConfig, secrets);
  const of = (from: Readonly<Record<string, JsonValue>>): JsonValue | undefined => from['configuration'];
  const [now, wish, was] = [
    of(sides.live.settings),
    of(sides.desired.settings),
    of(sides.applied?.normal.settings ?? {}),
  ];
  return {
    now,
    wish,
    was,
    origin:
      compareSides(sides, androidAppConfig).differences.find(({ field }) => field === 'configuration')?.origin ??
      'same',
  };
}

test('an equal secret is the one of git; without its value nobody compares it', () => {
  const same = { now: { api: NAMED }, wish: { api: NAMED }, was: { api: NAMED }, origin: 'same' };
  expect(aligned({ api: NAMED }, { api: 'x' }, { api: NAMED }, known('x'))).toEqual(same);
  expect(aligned({ api: NAMED }, { api: 'y' }, { api: NAMED }, NO_SECRETS)).toEqual(same);
});

test('without a key nobody can say who moved; with one the record does', () => {
  const mark = (text: string): JsonObject => ({ $secret: 'API', fingerprint: `mark-${text}` });
  expect(aligned({ api: NAMED }, { api: 'y' }, { api: NAMED }, known('x'))).toMatchObject({
    now: { api: TENANT },
    origin: 'unknown',
  });
  expect(aligned({ api: NAMED }, { api: 'y' }, { api: mark('y') }, known('x', true)).origin).toBe('intended');
  expect(aligned({ api: NAMED }, { api: 'y' }, { api: mark('x') }, known('x', true)).origin).toBe('drift');
  expect(aligned({ api: NAMED }, { api: 'y' }, { api: mark('z') }, known('x', true)).origin).toBe('conflict');
});

test('a number that the portal stores is its text', () => {
  expect(aligned({ api: NAMED }, { api: 1234 }, undefined, known('1234')).now).toEqual({ api: NAMED });
});

test('inside of bundles and lists each secret is compared at its place', () => {
  const written = { list: [{ host: 'a', pass: NAMED }], plain: 'x' };
  expect(aligned(written, { list: [{ host: 'a', pass: 'x' }], plain: 'x' }, undefined, known('x')).now).toEqual(
    written,
  );
  const { now } = aligned(written, { list: [{ host: 'b', pass: 'y', more: 'z' }], plain: 'q' }, undefined, known('x'));
  expect(now).toEqual({ list: [{ host: 'b', pass: TENANT, more: TENANT }], plain: 'q' });
});

test('a symbol in the portal is hidden as any other secret', () => {
  const { now } = aligned({ a: { b: 'x' } }, { a: { b: { $secret: 'API' } } }, undefined, known('x'));
  expect(now).toEqual({ a: TENANT });
});

test('an open text of the portal under a key of git is shown, unless it looks like a secret', () => {
  expect(aligned({ a: 'x' }, { a: 'y' }, undefined, NO_SECRETS).now).toEqual({ a: 'y' });
  expect(aligned({ a: 'x' }, { a: 'https://u:p@h' }, undefined, NO_SECRETS).now).toEqual({ a: TENANT });
});

test('what is left to the portal is wanted as the portal has it', () => {
  const left = { unmanaged: ['configuration/api'] };
  const found = aligned({ a: 'x' }, { a: 'x', api: 'y' }, { a: 'x' }, NO_SECRETS, left);
  expect(found).toEqual({
    now: { a: 'x', api: TENANT },
    wish: { a: 'x', api: TENANT },
    was: { a: 'x', api: TENANT },
    origin: 'same',
  });
  expect(aligned({ a: 'x' }, { a: 'x' }, { a: 'x', api: TENANT }, NO_SECRETS, left).origin).toBe('same');
});

test('a value that an old record holds in the open tells who moved, and is not shown', () => {
  const open = { a: 'x', password: 'p' };
  const literals = { literals: { configuration: { a: 'x', password: 'p' } } };
  const hidden = { a: 'x', password: { $secret: 'yaml' } };
  expect(aligned(hidden, open, open, NO_SECRETS, literals).origin).toBe('same');
  expect(aligned(hidden, { a: 'x', password: 'q' }, open, NO_SECRETS, literals).origin).toBe('drift');
  expect(aligned({ a: 'x' }, open, open, NO_SECRETS)).toMatchObject({
    now: { a: 'x', password: TENANT },
    origin: 'intended',
  });
  const other = aligned({ a: 'x' }, { a: 'x', password: 'q' }, open, NO_SECRETS);
  expect(other).toMatchObject({ was: { password: { $secret: 'earlier' } }, origin: 'conflict' });
});

test('a payload that can not be read is hidden whole', () => {
  const object = {
    id: '11111111-1111-4111-8111-111111111111',
    '@odata.type': '#microsoft.graph.androidManagedStoreAppConfiguration',
    payloadJson: 'not base64 at all!',
  };
  expect(liveProfileOf(object, androidAppConfig).settings['configuration']).toEqual(TENANT);
});
