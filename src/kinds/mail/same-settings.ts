/** Settings that the admin center shows alike on several platforms: said once, so that their words can't drift apart. */

import type { DomainNameSource, EmailSyncDuration } from '@microsoft/microsoft-graph-types-beta';

/** How far back mail synchronizes, by the members of `emailSyncDuration`. */
export const SYNC_SPANS = {
  userDefined: 'not configured: people choose',
  oneDay: 'one day',
  threeDays: 'three days',
  oneWeek: 'one week',
  twoWeeks: 'two weeks',
  oneMonth: 'one month',
  unlimited: 'all mail',
} as const satisfies Partial<Record<EmailSyncDuration, string>>;

/** The setting `usernameDomain`, without what a change of it does. */
export const USERNAME_DOMAIN = {
  graph: 'userDomainNameSource',
  custom: 'customDomainName',
  label: 'User domain name source',
  doc: 'The domain in front of a SAM account name: from Entra, or `{custom: NAME}`. Only with `username: samAccountName`.',
  meanings: {
    fullDomainName: 'full domain name, such as contoso.com',
    netBiosDomainName: 'NetBIOS name, such as CONTOSO',
  } satisfies Partial<Record<DomainNameSource, string>>,
  examples: ['fullDomainName', 'netBiosDomainName', { custom: 'CONTOSO' }],
} as const;
