/** Words and examples that the three kinds of app configuration share. */

import type { JsonObject } from '../../model/json.ts';

export const CONFIGURATION_DOC =
  'Keys and values as the app documents them; upper and lower case matter. Known keys are checked, others are passed on as they are. Tokens in double braces, such as `{{mail}}`, are filled in for each person. `{secret: NAME}` stands for a value that nobody may read: it is taken from the environment variable `POSTILION_SECRET_NAME` when the configuration is sent.';

/** One for each thing that a change of keys may do. */
export const OUTLOOK_EXAMPLES: readonly JsonObject[] = [
  {
    'com.microsoft.outlook.EmailProfile.AccountType': 'ModernAuth',
    'com.microsoft.outlook.EmailProfile.EmailAddress': '{{mail}}',
    'com.microsoft.outlook.EmailProfile.EmailUPN': '{{userprincipalname}}',
  },
  { 'com.microsoft.outlook.Mail.FocusedInbox': false },
  { 'com.microsoft.outlook.Contacts.LocalSyncEnabled': true },
  { 'com.microsoft.outlook.Mail.SMIMEEnabled': true },
  { 'com.contoso.newer.key': 'value' },
];
