/** A correct profile as text, for tests that break one thing at a time. */

import type { Finding } from '../../../src/model/finding.ts';

const SETTINGS = {
  accountName: 'Contoso mail',
  host: 'outlook.office365.com',
  ssl: 'true',
  username: 'userPrincipalName',
  emailAddress: 'primarySmtpAddress',
  authentication: 'usernameAndPassword',
  oauth: 'true',
};

interface Parts {
  readonly key?: string;
  readonly name?: string;
  /** Setting → YAML text of its value; undefined takes the line away. */
  readonly settings?: Readonly<Record<string, string | undefined>>;
  /** Lines after the settings. */
  readonly rest?: string;
}

/** The text of an ios-mail profile with these parts changed. */
export function profileText(parts: Parts = {}): string {
  const settings = Object.entries({ ...SETTINGS, ...parts.settings }).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name}: ${value}`],
  );
  const head = ['kind: ios-mail', `key: ${parts.key ?? 'ios-sales'}`, `name: ${parts.name ?? '"iOS: Mail - Sales"'}`];
  return [...head, 'settings:', ...settings, parts.rest ?? 'assign: {include: [{group: Sales users}]}', ''].join('\n');
}

/** Findings as people read them, one per line. */
export function lines(findings: readonly Finding[]): string {
  return findings
    .map(({ file, line, column, code, message }) => `${file ?? '-'}:${line ?? 0}:${column ?? 0} ${code} ${message}\n`)
    .join('');
}
