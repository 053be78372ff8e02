/** iOS mail profiles as a site's repository has them, each for a group of its own. */

import type { JsonObject } from '../../src/model/json.ts';

export interface ProfileParts {
  readonly kind?: string;
  readonly name?: string;
  /** Null: the profile doesn't mention it. */
  readonly group?: string | null;
  readonly settings?: JsonObject;
  /** Settings to leave out. */
  readonly without?: readonly string[];
  readonly protect?: boolean;
}

const SETTINGS = {
  accountName: 'Contoso mail',
  host: 'outlook.office365.com',
  ssl: true,
  username: 'userPrincipalName',
  emailAddress: 'primarySmtpAddress',
  authentication: 'usernameAndPassword',
  oauth: true,
};

/** Groups that share nobody. */
const GROUPS: Readonly<Record<string, string>> = {
  'ios-legal': 'Legal users',
  'ios-finance': 'Finance users',
  'ios-field': 'Field service users',
};

/** JSON is YAML. */
export function profileText(key: string, { kind, name, group, settings, without, protect }: ProfileParts): string {
  const given = Object.entries({ ...SETTINGS, ...settings }).filter(([setting]) => without?.includes(setting) !== true);
  return JSON.stringify({
    kind: kind ?? 'ios-mail',
    key,
    name: name ?? `iOS: Mail - ${key}`,
    settings: Object.fromEntries(given),
    ...(group === null ? {} : { assign: { include: [{ group: group ?? GROUPS[key] ?? 'IT staff' }] } }),
    ...(protect === undefined ? {} : { protect }),
  });
}
