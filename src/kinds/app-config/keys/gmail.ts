/** The configuration keys of Gmail for Android that Google documents (source: GGL); others exist and pass with a warning. */

import type { AppKey } from './app-key.ts';

const plain = { type: 'text', platforms: ['android'], channels: ['devices'], concern: 'account' } as const;

export const GMAIL_KEYS: readonly AppKey[] = [
  { ...plain, key: 'email_address', doc: 'The mail address of the account.', usual: '{{mail}}' },
  { ...plain, key: 'exchange_host', doc: 'The Exchange server without a scheme; a port may follow, otherwise 443.' },
  { ...plain, key: 'exchange_username', doc: 'The user name.', usual: '{{userprincipalname}}' },
  {
    ...plain,
    key: 'exchange_login_certificate_alias',
    doc: 'The alias of the certificate to sign in with; the policy must be for one kind of enrolment.',
  },
  {
    ...plain,
    key: 'exchange_ssl_required',
    type: 'boolean',
    doc: 'Encrypt the connection; ignored where the host says :443.',
  },
  {
    ...plain,
    key: 'exchange_trust_all_certificates',
    type: 'boolean',
    doc: 'Trust whatever certificate the server shows.',
  },
  {
    ...plain,
    key: 'exchange_device_id',
    doc: 'The id under which the server knows the device.',
    usual: '{{deviceid}}',
  },
  {
    ...plain,
    key: 'default_exchange_sync_window',
    type: 'integer',
    values: [0, 1, 2, 3, 4, 5],
    concern: 'behaviour',
    doc: 'How far back mail synchronizes at first: 0 all mail, 1 one day, 2 three days, 3 one week, 4 two weeks, 5 one month.',
  },
  {
    ...plain,
    key: 'allow_unmanaged_accounts',
    type: 'boolean',
    concern: 'allowed-accounts',
    doc: 'Whether people may add Exchange accounts beside the managed one. false removes those that are there.',
  },
  { ...plain, key: 'default_signature', concern: 'behaviour', doc: 'The text below new mail.' },
];
