/** The configuration keys of Nine Work for Android that were found (source: NIN); its list is longer, others pass with a warning. */

import type { AppKey } from './app-key.ts';

const plain = { type: 'text', platforms: ['android'], channels: ['devices'], concern: 'account' } as const;

export const NINE_WORK_KEYS: readonly AppKey[] = [
  { ...plain, key: 'AppServicePublisher', doc: 'Who provides the configuration; Nine Work reads nothing without it.' },
  { ...plain, key: 'AppServiceHost', doc: 'The Exchange server.' },
  { ...plain, key: 'AppServiceHosts', doc: 'Several Exchange servers.' },
  { ...plain, key: 'AppServiceSecondaryHost', doc: 'The Exchange server of a second account.' },
  { ...plain, key: 'AppServiceSecondaryHosts', doc: 'The Exchange servers of a second account.' },
  { ...plain, key: 'AppSecondaryEmailDomains', doc: 'Mail domains that people may add.' },
  { ...plain, key: 'UserEmail', doc: 'The mail address of the account.', usual: '{{mail}}' },
  { ...plain, key: 'UserName', doc: 'The user name of the account.', usual: '{{userprincipalname}}' },
  {
    ...plain,
    key: 'AppUseLoginCertificate',
    doc: 'true: sign in with a certificate. A text, as 9Folders wants switches.',
  },
  { ...plain, key: 'AppServicePort', type: 'integer', doc: 'The port of the server. Without it 443.' },
];
