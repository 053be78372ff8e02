/** Correct profiles of the kinds besides iOS mail, as text, for tests that change one thing at a time. */

const ACCOUNT = {
  host: 'mail.contoso.com',
  ssl: 'true',
  username: 'userPrincipalName',
  emailAddress: 'primarySmtpAddress',
} as const;
const LABEL = { accountName: 'Contoso mail' } as const;
const PASSWORD = { authentication: 'usernameAndPassword' } as const;

const SETTINGS = {
  'android-work-gmail': { ...ACCOUNT, ...PASSWORD },
  'android-work-nine': { ...ACCOUNT, ...PASSWORD, sync: '[contacts]' },
  'samsung-knox-mail': { ...LABEL, ...ACCOUNT, ...PASSWORD, sync: '[contacts]' },
  'windows-mail': { ...LABEL, ...ACCOUNT, sync: '[contacts]' },
} as const;

const NAMES: Readonly<Record<OtherKind, string>> = {
  'android-work-gmail': '"Android: Gmail - Sales"',
  'android-work-nine': '"Android: Nine Work - Sales"',
  'samsung-knox-mail': '"Samsung: Mail - Sales"',
  'windows-mail': '"Windows: Mail - Sales"',
};

type OtherKind = keyof typeof SETTINGS;

/** A profile of the kind; each of `settings` replaces a line, undefined takes it away. `rest` follows the settings. */
export function kindText(
  kind: OtherKind,
  settings: Readonly<Record<string, string | undefined>> = {},
  rest = 'assign: {include: [{group: Sales users}]}',
): string {
  const lines = Object.entries<string | undefined>({ ...SETTINGS[kind], ...settings }).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name}: ${value}`],
  );
  return [`kind: ${kind}`, 'key: sales', `name: ${NAMES[kind]}`, 'settings:', ...lines, rest, ''].join('\n');
}
