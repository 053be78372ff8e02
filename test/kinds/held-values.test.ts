/** What a change leaves as it is goes back byte for byte: every shape that tenants hold, and one key changed beside it. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../src/catalogue/kind.ts';
import { kindNamed } from '../../src/kinds/catalogue.ts';
import { fromBase64, toBase64 } from '../../src/model/digest.ts';
import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../src/model/json.ts';
import { DEEP } from '../deep.ts';

function kindOf(name: string): Kind {
  const kind = kindNamed(name);
  if (kind === undefined) throw new Error(`${name} is no kind`);
  return kind;
}

/** The object after keys of its configuration were changed; null takes a key away. */
function changed(name: string, held: JsonObject, changes: JsonObject, setting = 'configuration'): JsonObject {
  const field = kindOf(name).fields[setting];
  const before = field?.decode(held) ?? null;
  const wanted = { ...(isJsonObject(before) ? before : {}), ...changes };
  const members = Object.entries(wanted).filter(([, value]) => value !== null);
  const after = members.length === 0 ? null : Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
  const body = field?.encode(after, { app: 'outlook' }, held) ?? {};
  expect(field?.decode({ ...held, ...body }), 'the change arrives').toEqual(after);
  return body;
}

function inBase64(object: JsonObject, member: string): string {
  return fromBase64(stringAt(object, member) ?? '') ?? '';
}

const item = (appConfigKey: string, appConfigKeyType: string, appConfigKeyValue: JsonValue): JsonObject => ({
  appConfigKey,
  appConfigKeyType,
  appConfigKeyValue,
});

const ODD_ITEMS: readonly JsonObject[] = [
  item('token', 'tokenType', '{{mail}}'),
  item('real', 'realType', '1.0'),
  item('big', 'integerType', '9007199254740993'),
  item('switch', 'booleanType', 'YES'),
  item('neither', 'booleanType', 'perhaps'),
  item('capital', 'StringType', 'x'),
  item('nothing', 'stringType', null),
  item('twice', 'stringType', 'first'),
  item('twice', 'stringType', 'second'),
  { ...item('more', 'stringType', 'x'), 'x@odata.type': '#Edm.String' },
  { appConfigKey: 'missing', appConfigKeyType: 'stringType' },
  item('empty', 'stringType', ''),
];

describe('an iOS configuration of items', () => {
  const held = { settings: ODD_ITEMS, encodedSettingXml: null };

  it('is the same object where nothing changed, and keeps every other item where one key does', () => {
    expect(changed('ios-app-config', held, {})).toEqual(held);
    expect(changed('ios-app-config', held, { added: true })['settings']).toEqual([
      ...ODD_ITEMS,
      item('added', 'booleanType', 'true'),
    ]);
  });

  it('keeps the type of the key that changes, where that can hold the value', () => {
    const { settings } = changed('ios-app-config', held, { token: '{{userprincipalname}}', real: 2, twice: 'x' });
    const kept = ODD_ITEMS.filter((one) => !['token', 'real', 'twice'].includes(stringAt(one, 'appConfigKey') ?? ''));
    expect(settings).toEqual([
      item('token', 'tokenType', '{{userprincipalname}}'),
      item('real', 'realType', '2'),
      ...kept.slice(0, 5),
      item('twice', 'stringType', 'x'),
      ...kept.slice(5),
    ]);
  });

  it('reads switches and numbers as they were meant, and what is neither as text', () => {
    expect(kindOf('ios-app-config').fields['configuration']?.decode(held)).toMatchObject({
      switch: true,
      neither: 'perhaps',
      big: '9007199254740993',
      real: 1,
    });
  });
});

describe('an iOS configuration as a property list', () => {
  const XML = `<?xml version="1.0"?>
<!-- by hand -->
<plist version="1.0">
<dict>
	<key>day</key>
	<date>2026-11-01T00:00:00Z</date>
	<key>icon</key> <data>AAEC</data>
	<key>share</key><real>1.0</real>
	<key>big</key><integer>9007199254740993</integer>
	<key>zone</key><string>a &lt; b</string>
	<key>zone</key><string>c</string>
	<key>on</key><true></true>
	<key>inner</key><dict><key>x</key><real>2.50</real></dict>
</dict>
</plist>
`;
  const held = { settings: null, encodedSettingXml: toBase64(XML) };
  const textOf = (changes: JsonObject): string =>
    inBase64(changed('ios-app-config', held, changes), 'encodedSettingXml');

  it('keeps its bytes where nothing changed', () => expect(changed('ios-app-config', held, {})).toEqual(held));

  it('changes the one value, under its own tag, adds and takes away, and touches no other byte', () => {
    expect(textOf({ day: '2026-12-01T00:00:00Z' })).toBe(XML.replace('2026-11-01', '2026-12-01'));
    expect(textOf({ share: 3 })).toBe(XML.replace('<real>1.0</real>', '<real>3</real>'));
    expect(textOf({ new: 'x' })).toBe(
      XML.replace('</dict>\n</plist>', '<key>new</key><string>x</string></dict>\n</plist>'),
    );
    expect(textOf({ icon: null })).toBe(XML.replace('<key>icon</key> <data>AAEC</data>', ''));
    expect(textOf({ big: '9007199254740995' })).toBe(XML.replace('740993', '740995'));
    expect(textOf({ zone: 'd' })).toBe(XML.replace('a &lt; b', 'd').replace('<key>zone</key><string>c</string>', ''));
  });

  it('begins with nothing', () => {
    const empty = { settings: [], encodedSettingXml: toBase64('<plist><dict/></plist>') };
    expect(changed('ios-app-config', empty, { x: 1 })).toMatchObject({ settings: [] });
  });
});

const ODD_PROPERTIES: readonly string[] = [
  '{"key":"half","valueFloat":1.0}',
  ' {"key":"big","valueInteger":9007199254740993}',
  '{"key":"none","valueString":null}',
  '{"key":"bare"}',
  '{"key":"bundles","valueBundleArray":[]}',
  '{"key":"texts","valueStringArray":["a, ]","\\"}"]}',
  '{"key":"twice","valueString":"1"}',
  '{"key":"twice","valueString":"2"}',
  '{"key":"inner","valueBundle":{"managedProperty":[{"key":"x","valueFloat":2.50}],"more":1}}',
  '{"key":"odd","valueString":"\\u00fc","note":"kept"}',
  '{"valueString":"without a key"}',
];

describe('an Android configuration', () => {
  const text = (properties: readonly string[]): string =>
    `{"kind":"androidenterprise#managedConfiguration", "managedProperty":[${properties.join(',')}], "productId":"app:x","more":[1,{"a":2}]}`;
  const held = { payloadJson: toBase64(text(ODD_PROPERTIES)) };
  const textAfter = (changes: JsonObject): string =>
    inBase64(changed('android-app-config', held, changes), 'payloadJson');

  it('keeps its bytes where nothing changed, and every other byte where one key does', () => {
    expect(changed('android-app-config', held, {})).toEqual(held);
    expect(textAfter({ added: true })).toBe(text([...ODD_PROPERTIES, '{"key":"added","valueBool":true}']));
    expect(textAfter({ texts: null })).toBe(text(ODD_PROPERTIES.filter((one) => !one.includes('texts'))));
    expect(textAfter({ half: 2 })).toBe(text(ODD_PROPERTIES.map((one) => one.replace('1.0', '2'))));
  });

  it('stays plain JSON where a tool stored it so', () => {
    const bare = { payloadJson: text(ODD_PROPERTIES) };
    expect(changed('android-app-config', bare, {})).toEqual(bare);
  });

  it('keeps permissions, also one that is named twice', () => {
    const actions = [
      { permission: 'android.permission.CAMERA', action: 'autoDeny', note: 1 },
      { permission: 'android.permission-group.CONTACTS', action: 'autoGrant' },
      { permission: 'android.permission-group.CONTACTS', action: 'autoGrant' },
    ];
    const after = changed('android-app-config', { permissionActions: actions }, { 'a.B': 'prompt' }, 'permissions');
    expect(after).toEqual({ permissionActions: [...actions, { permission: 'a.B', action: 'prompt' }] });
  });
});

describe('a configuration of managed apps', () => {
  it('keeps settings, also one that stands twice and what stands beside name and value', () => {
    const settings = [
      { name: 'a', value: 'YES', '@odata.type': '#microsoft.graph.keyValuePair' },
      { name: 'twice', value: '1' },
      { name: 'twice', value: '2' },
      { name: 'none', value: null },
    ];
    const after = changed('managed-app-config', { customSettings: settings }, { b: 'x' });
    expect(after).toEqual({ customSettings: [...settings, { name: 'b', value: 'x' }] });
  });

  it('keeps apps of platforms that YAML does not know', () => {
    const mac = { '@odata.type': '#microsoft.graph.macAppIdentifier', bundleId: 'com.microsoft.Outlook' };
    const ios = { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId: 'com.microsoft.office.outlook' };
    const apps = [
      { id: '1', version: '2', mobileAppIdentifier: mac },
      { id: '2', mobileAppIdentifier: ios },
    ];
    const wanted = [{ android: 'com.microsoft.office.outlook' }];
    expect(kindOf('managed-app-config').fields['apps']?.encode(wanted, {}, { apps })).toEqual({
      apps: [
        { mobileAppIdentifier: mac },
        {
          mobileAppIdentifier: {
            '@odata.type': '#microsoft.graph.androidMobileAppIdentifier',
            packageId: 'com.microsoft.office.outlook',
          },
        },
      ],
    });
  });
});

describe('lists and rules of profiles', () => {
  it('keep usages as they are called, and members that nobody knows', () => {
    const usages = [
      { name: 'Client auth (ours)', objectIdentifier: '1.3.6.1.5.5.7.3.2', extra: true },
      'odd',
      { name: 'Mail', objectIdentifier: '1.3.6.1.5.5.7.3.4' },
    ];
    const field = kindOf('ios-scep').fields['extendedKeyUsages'];
    const after = field?.encode(['clientAuthentication', 'smartCardLogon'], {}, { extendedKeyUsages: usages });
    expect(after).toEqual({
      extendedKeyUsages: [usages[0], 'odd', { name: 'Smart Card Logon', objectIdentifier: '1.3.6.1.4.1.311.20.2.2' }],
    });
  });

  it('keep the name of an applicability rule', () => {
    const held = {
      deviceManagementApplicabilityRuleOsEdition: {
        name: 'Only Enterprise',
        ruleType: 'include',
        osEditionTypes: ['windows10Enterprise'],
      },
    };
    const after = kindOf('windows-mail').fields['applicableEditions']?.encode({ exclude: ['windows10Home'] }, {}, held);
    expect(after).toEqual({
      deviceManagementApplicabilityRuleOsEdition: {
        name: 'Only Enterprise',
        ruleType: 'exclude',
        osEditionTypes: ['windows10Home'],
      },
    });
  });
});

describe('any mixture', () => {
  const RUNS = { numRuns: DEEP ? 1000 : 60, endOnFailure: true };

  it('of items goes back as it came, but for the key that changes', () => {
    const items = fc.shuffledSubarray([...ODD_ITEMS]);
    const names = fc.constantFrom('token', 'twice', 'nothing', 'fresh', 'big');
    fc.assert(
      fc.property(items, names, fc.constantFrom<JsonValue>('x', 7, true, null), (settings, name, value) => {
        const after = changed('ios-app-config', { settings, encodedSettingXml: null }, { [name]: value });
        const others = (list: readonly JsonObject[]) => list.filter(({ appConfigKey }) => appConfigKey !== name);
        expect(others(objectsAt(after, 'settings'))).toEqual(others(settings));
      }),
      RUNS,
    );
  });

  it('of Android values goes back as it came, but for the key that changes', () => {
    const properties = fc.shuffledSubarray([...ODD_PROPERTIES]);
    const names = fc.constantFrom('half', 'twice', 'none', 'fresh', 'inner');
    fc.assert(
      fc.property(properties, names, fc.constantFrom<JsonValue>('x', 7, true, null), (list, name, value) => {
        const payloadJson = toBase64(`{"managedProperty":[${list.join(',')}]}`);
        const after = changed('android-app-config', { payloadJson }, { [name]: value });
        const text = inBase64(after, 'payloadJson');
        const others = list.filter((one) => !one.includes(`"key":"${name}"`));
        expect(others.filter((one) => !text.includes(one))).toEqual([]);
      }),
      RUNS,
    );
  });
});
