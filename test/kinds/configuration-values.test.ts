/** App configurations on the wire: what different tools write for the same keys is one configuration. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPropertyList, toPropertyList } from '../../src/kinds/app-config/property-list.ts';
import {
  fromAndroid,
  fromCustomSettings,
  fromIos,
  toAndroid,
  toCustomSettings,
  toIos,
} from '../../src/kinds/app-config/values.ts';
import { fromBase64, toBase64 } from '../../src/model/digest.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';

const FOCUSED = 'com.microsoft.outlook.Mail.FocusedInbox';
const PORT = 'AppServicePort';

const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._]{0,20}$/);
const text = fc.string({ maxLength: 20, unit: 'grapheme' });
const plain = fc.oneof(text, fc.boolean(), fc.integer());
const flat = fc.dictionary(key, plain, { minKeys: 1, maxKeys: 6 });

/** Only what JSON can hold; fast-check's objects have no prototype. */
function asJson(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(asJson);
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asJson(one)]))
    : value;
}

function payload(...properties: readonly JsonObject[]): string {
  return toBase64(
    JSON.stringify({ kind: 'androidenterprise#managedConfiguration', managedProperty: properties }, null, 3),
  );
}

describe('base64', () => {
  it('brings every text back, as every other program reads it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (one) => {
        expect(toBase64(one)).toBe(Buffer.from(one, 'utf8').toString('base64'));
        expect(fromBase64(toBase64(one))).toBe(one);
      }),
    );
  });

  it.each(['%', 'a', 'abc%', '/w=='])('%s is no text', (encoded) => {
    expect(fromBase64(encoded)).toBeNull();
  });

  it('forgives line breaks and missing padding', () => {
    expect(fromBase64('YW\nI=')).toBe('ab');
    expect(fromBase64('YWI')).toBe('ab');
  });
});

describe('a property list', () => {
  const nested: fc.Arbitrary<JsonValue> = fc
    .letrec<{ readonly value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string({ maxLength: 10, unit: 'grapheme-ascii' }),
        fc.boolean(),
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 3 }),
      ),
    }))
    .value.map(asJson);

  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.dictionary(key, nested, { maxKeys: 4 }).map(asJson), (value) => {
        expect(fromPropertyList(toPropertyList(value))).toEqual(value);
      }),
    );
  });

  it('is read with its frame, comments, blanks and entities', () => {
    const xml = `<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD" "x">
      <plist version="1.0"><dict> <!-- mail --> <key>a</key> <string>x &amp; &#121;&#x7a;</string>
      <key>b</key><true/> <key>c</key><array><integer>1</integer><real>1.5</real><false></false></array>
      <key>d</key><dict/><key>e</key><string/></dict></plist>`;
    expect(fromPropertyList(xml)).toEqual({ a: 'x & yz', b: true, c: [1, 1.5, false], d: {}, e: '' });
  });

  it.each([
    '',
    'text',
    '<dict><key>a</key></dict>',
    '<dict><string>a</string></dict>',
    '<dict><key>a</key><string>b</dict>',
    '<dict><key>a</key><integer>x</integer></dict>',
    '<dict><key>a</key><colour>red</colour></dict>',
    '<array><true/></array>',
    '<dict></dict><dict></dict>',
    '<dict><key>a</key><true/>',
  ])('%s is none', (xml) => {
    expect(fromPropertyList(xml)).toBeNull();
  });
});

describe('an iOS configuration', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(flat, (configuration) => {
        const sent = toIos(asJson(configuration));
        expect(fromIos(sent)).toEqual(fromIos(toIos(fromIos(sent))));
      }),
    );
  });

  it('is the same as a list of items and as XML', () => {
    const xml = `<dict><key>${FOCUSED}</key><false/><key>a</key><string>{{mail}}</string></dict>`;
    const items = [
      { appConfigKey: 'a', appConfigKeyType: 'TokenType', appConfigKeyValue: '{{mail}}' },
      { appConfigKey: FOCUSED, appConfigKeyType: 'BooleanType', appConfigKeyValue: 'False' },
    ];
    const wanted = { a: '{{mail}}', [FOCUSED]: false };
    expect(fromIos({ settings: [], encodedSettingXml: toBase64(xml) })).toEqual(wanted);
    expect(fromIos({ settings: items, encodedSettingXml: '' })).toEqual(wanted);
    expect(fromIos({ settings: items })).toEqual(wanted);
  });

  it('takes a known switch for what it is, however it was typed', () => {
    const item = { appConfigKey: FOCUSED, appConfigKeyType: 'stringType', appConfigKeyValue: 'true' };
    expect(fromIos({ settings: [item] })).toEqual({ [FOCUSED]: true });
    expect(fromIos({ settings: [{ ...item, appConfigKey: 'a' }] })).toEqual({ a: 'true' });
  });

  it('is sent as XML where a value has members', () => {
    const nested = { servers: ['a', 'b'] };
    const sent = toIos(nested);
    expect(sent['settings']).toEqual([]);
    expect(sent['encodedSettingXml']).toBeTypeOf('string');
    expect(fromIos(sent)).toEqual(nested);
  });

  it('that can not be read stays what it was', () => {
    const sent = { settings: [], encodedSettingXml: toBase64('<dict>') };
    expect(toIos(fromIos(sent))).toEqual(sent);
  });

  it('is null where there is none', () => {
    expect([fromIos({}), fromIos({ settings: [], encodedSettingXml: null })]).toEqual([null, null]);
    expect(toIos(null)).toEqual({ settings: [], encodedSettingXml: null });
  });
});

describe('an Android configuration', () => {
  it('comes back as it went, lists and bundles too', () => {
    const configuration = {
      [FOCUSED]: true,
      [PORT]: 443,
      bundle: { inner: 'x', deeper: { on: false } },
      bundles: [{ a: 1 }, { b: 'c' }],
      list: ['a', 'b'],
      text: 'x',
    };
    expect(fromAndroid(toAndroid(configuration, 'app:a.b'))).toEqual(configuration);
  });

  it('names the product, and needs no name to be the same', () => {
    const sent = toAndroid({ a: 'b' }, 'app:a.b');
    const read: unknown = JSON.parse(fromBase64(typeof sent === 'string' ? sent : '') ?? '');
    expect(read).toEqual({
      kind: 'androidenterprise#managedConfiguration',
      productId: 'app:a.b',
      managedProperty: [{ key: 'a', valueString: 'b' }],
    });
    expect(fromAndroid(payload({ valueString: 'b', key: 'a' }))).toEqual({ a: 'b' });
    expect(fromAndroid(JSON.stringify({ managedProperty: [{ key: 'a', valueString: 'b' }] }))).toEqual({ a: 'b' });
  });

  it('takes known switches and numbers for what they are', () => {
    const typed = payload({ key: FOCUSED, valueString: 'TRUE' }, { key: PORT, valueString: '443' });
    expect(fromAndroid(typed)).toEqual({ [FOCUSED]: true, [PORT]: 443 });
  });

  it('that can not be read stays what it was, and none is null', () => {
    expect(fromAndroid('%')).toBe('%');
    expect(toAndroid('%', null)).toBe('%');
    expect([fromAndroid(null), fromAndroid(''), toAndroid(null, null), toAndroid({}, null)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('the settings of managed apps', () => {
  it('are texts on the wire, and come back as their keys mean them', () => {
    const sent = toCustomSettings({ [FOCUSED]: false, 'com.contoso.newer': 3 });
    expect(sent).toEqual([
      { name: FOCUSED, value: 'false' },
      { name: 'com.contoso.newer', value: '3' },
    ]);
    expect(fromCustomSettings({ customSettings: sent })).toEqual({ [FOCUSED]: false, 'com.contoso.newer': '3' });
    expect(fromCustomSettings({})).toBeNull();
  });
});
