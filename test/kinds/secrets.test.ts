/** Which names and values are taken for secrets, and which are not. */

import { describe, expect, it } from 'vitest';
import { hideHeld, hideLiterals, type SecretRules } from '../../src/catalogue/secrets.ts';
import { declaredKey } from '../../src/kinds/app-config/keys/known-keys.ts';

const RULES: SecretRules = { declared: declaredKey, beside: [] };
const HIDDEN = { $secret: 'tenant' };
const LITERAL = { $secret: 'yaml' };

const SECRET = [
  'password',
  'Password',
  'smtp_password',
  'userPasswd',
  'PWD',
  'passphrase',
  'passcode',
  'client-secret',
  'accessToken',
  'api-key',
  'APIKEY',
  'appKey',
  'licenceKey',
  'LicenseKey',
  'license',
  'private_key',
  'preSharedKey',
  'psk',
  'PIN',
  'userPin',
  'pinCode',
  'credentials',
  'scepChallenge',
  'com.contoso.mail.AuthKey',
  'db.pw',
];
const OPEN = [
  'key',
  'host',
  'email_address',
  'hotkey',
  'shipping',
  'passwordRequired',
  'passwordMinLength',
  'tokenType',
  'pinTimeout',
  'UserName',
  'exchange_login_certificate_alias',
];

describe('a name', () => {
  it.each(SECRET)('under which secrets stand: %s', (name) =>
    expect(hideLiterals({ [name]: 'x' }, RULES)).toEqual({ [name]: LITERAL }),
  );
  it.each(OPEN)('that says nothing secret: %s', (name) =>
    expect(hideLiterals({ [name]: 'x' }, RULES)).toEqual({ [name]: 'x' }),
  );
});

describe('a value', () => {
  it.each([
    '-----BEGIN RSA PRIVATE KEY-----\nMIIE',
    'https://mail:hunter2@mail.contoso.com/',
    'Server=mail;Password=hunter2;',
    'https://x.example/?token=abc123',
    'Authorization: Bearer abcdefgh1234',
    '{"host": "x", "auth": {"password": "hunter2"}}',
    '[{"apiKey": 12345}]',
  ])('that is a secret wherever it stands: %s', (text) =>
    expect(hideLiterals({ zone: text }, RULES)).toEqual({ zone: LITERAL }),
  );
  it.each([
    'mail.contoso.com',
    'https://mail.contoso.com:8443/',
    '{{mail}}',
    '{"host": "x", "passwordRequired": true}',
    '{not json',
    '-----BEGIN CERTIFICATE-----',
  ])('that is none: %s', (text) => expect(hideLiterals({ zone: text }, RULES)).toEqual({ zone: text }));
});

describe('a mapping', () => {
  it('of the tenant shows what the catalogue calls public, switches and tokens, and nothing else', () => {
    const held = {
      email_address: 'x@contoso.com',
      exchange_host: 'https://a:b@c.example',
      zone: 'x',
      count: 7,
      on: true,
      who: '{{mail}}',
      list: ['x'],
      inner: { password: 'x' },
    };
    expect(hideHeld(held, RULES)).toEqual({
      email_address: 'x@contoso.com',
      exchange_host: HIDDEN,
      zone: HIDDEN,
      count: HIDDEN,
      on: true,
      who: '{{mail}}',
      list: HIDDEN,
      inner: HIDDEN,
    });
    expect([hideHeld('PHBsaXN0Pg==', RULES), hideHeld(null, RULES)]).toEqual([HIDDEN, null]);
  });

  it('of git shows every literal but those that are secret, also inside of bundles and lists', () => {
    const written = {
      zone: 'x',
      pin: 1234,
      passwordRequired: true,
      password: '{{mail}}',
      inner: [{ host: 'x', password: 'y' }],
      credentials: { user: 'x', list: ['y', 2] },
      token: { $secret: 'TOKEN' },
    };
    expect(hideLiterals(written, RULES)).toEqual({
      zone: 'x',
      pin: LITERAL,
      passwordRequired: true,
      password: '{{mail}}',
      inner: [{ host: 'x', password: LITERAL }],
      credentials: { user: LITERAL, list: [LITERAL, LITERAL] },
      token: { $secret: 'TOKEN' },
    });
  });
});
