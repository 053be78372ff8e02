/** Laws of secrets: whatever the shape of a configuration, no side of the comparison shows one, and what is sent is whole. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeSettings, normaliseSettings } from '../../src/catalogue/codec.ts';
import { secretSettings } from '../../src/core/config/secrets.ts';
import { alignSecrets } from '../../src/core/diff/align-secrets.ts';
import { revealRequest } from '../../src/core/plan/bind-secrets.ts';
import { androidAppConfig } from '../../src/kinds/app-config/android.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { NO_SECRETS, type SecretValues } from '../../src/model/secret.ts';
import { liveProfileOf } from '../core/on-wire.ts';
import { profile } from '../core/tenant.ts';
import { DEEP } from '../deep.ts';

const RUNS = { numRuns: DEEP ? 2000 : 60 };
const SECRET = 'Zq7planted';

const openName = fc.constantFrom('zone', 'host', 'note', 'email_address', 'inner');
const secretName = fc.constantFrom('password', 'apiKey', 'licence', 'PIN', 'client.secret');
const openText = fc.constantFrom('x', 'y', '{{mail}}', '');
const secretText = fc.constantFrom(SECRET, `a${SECRET}z`, JSON.stringify({ host: SECRET }));

/** Mappings with secrets under their names, at any depth. */
const mapping: fc.Arbitrary<JsonObject> = fc.letrec<{ inner: JsonObject; value: JsonValue }>((tie) => ({
  inner: fc
    .tuple(
      fc.dictionary(openName, tie('value'), { maxKeys: 3 }),
      fc.dictionary(secretName, fc.oneof(secretText, fc.array(secretText, { maxLength: 2 })), { maxKeys: 2 }),
    )
    .map(([open, hidden]) => ({ ...open, ...hidden })),
  value: fc.oneof({ maxDepth: 2 }, openText, fc.boolean(), fc.integer(), tie('inner')),
})).inner;

function objectWith(configuration: JsonObject): JsonObject {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    '@odata.type': '#microsoft.graph.androidManagedStoreAppConfiguration',
    ...encodeSettings(androidAppConfig, normaliseSettings(androidAppConfig, { app: 'outlook', configuration })),
  };
}

/** Git's side of a configuration. */
function written(configuration: JsonObject) {
  return profile('outlook', {
    kind: 'android-app-config',
    ...secretSettings(androidAppConfig, { app: 'outlook', configuration }),
  });
}

test('no side shows a secret, whoever holds it, in whichever shape, also out of an old record', () => {
  fc.assert(
    fc.property(mapping, mapping, mapping, (wish, held, base) => {
      const desired = written(wish);
      const live = liveProfileOf(objectWith(held), androidAppConfig);
      const applied = { commit: null, at: '', managed: [], normal: { settings: { configuration: base } } };
      const sides = alignSecrets({ desired, live, applied }, androidAppConfig, NO_SECRETS);
      const shown = [sides.desired.settings, sides.live.settings, sides.applied?.normal ?? null, live.settings];
      expect(JSON.stringify(shown)).not.toContain(SECRET);
    }),
    RUNS,
  );
});

test('equal configurations have equal sides, and what is sent is what was written', () => {
  fc.assert(
    fc.property(mapping, (wish) => {
      const desired = written(wish);
      const object = objectWith(wish);
      const live = liveProfileOf(object, androidAppConfig);
      const sides = alignSecrets({ desired, live, applied: null }, androidAppConfig, NO_SECRETS);
      expect(sides.live.settings['configuration'] ?? null).toEqual(sides.desired.settings['configuration'] ?? null);
      const body = encodeSettings(androidAppConfig, desired.settings);
      const source = { values: NO_SECRETS, literals: desired.literals ?? {}, held: null };
      const sent = revealRequest({ method: 'PATCH', path: '', body }, androidAppConfig, source).value.body;
      const { payloadJson = null } = object;
      expect(sent).toMatchObject({ payloadJson });
    }),
    RUNS,
  );
});

test('a secret of the environment is told as equal only where it is', () => {
  fc.assert(
    fc.property(openText, openText, (value, held) => {
      const values: SecretValues = { valueOf: () => value, fingerprint: () => null };
      const desired = written({ apiKey: { secret: 'API' } });
      const live = liveProfileOf(objectWith({ apiKey: held }), androidAppConfig);
      const sides = alignSecrets({ desired, live, applied: null }, androidAppConfig, values);
      const isEqual =
        JSON.stringify(sides.live.settings['configuration']) ===
        JSON.stringify(sides.desired.settings['configuration']);
      expect(isEqual).toBe(value === held);
    }),
    RUNS,
  );
});
