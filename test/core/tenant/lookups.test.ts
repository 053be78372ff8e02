/** Which groups a plan asks about: an allow-list keeps a plan from being an oracle on the directory. */

import { describe, expect, it } from 'vitest';
import { readProfiles } from '../../../src/core/config/profiles.ts';
import { isAllowed, listLookups, requestFor } from '../../../src/core/tenant/lookups.ts';
import { CATALOGUE } from '../../../src/kinds/catalogue.ts';

const YAML = `
kind: android-work-gmail
key: one
name: One
settings:
  {host: mail.contoso.com, username: userPrincipalName, emailAddress: primarySmtpAddress, authentication: usernameAndPassword}
assign:
  include:
    - group: Sales EMEA
    - group: Board's secrets
  exclude:
    - id: 0a0a0a0a-0000-4000-8000-000000000001
`;

function asked(allowed: readonly string[] | null): readonly string[] {
  const read = readProfiles([{ path: 'one.yaml', text: YAML }], CATALOGUE);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return listLookups(read.value, [], allowed)
    .filter(({ what }) => what.startsWith('group'))
    .map((lookup) => decodeURIComponent(requestFor(lookup).path));
}

describe('looking up scope tags', () => {
  const isAsked = (tags: string): boolean => {
    const read = readProfiles([{ path: 'one.yaml', text: `${YAML}scopeTags: ${tags}\n` }], CATALOGUE);
    if (!read.ok) throw new Error(JSON.stringify(read.findings));
    return listLookups(read.value, [], null).some(({ what }) => what === 'scope-tags');
  };

  it('asks for names alone: a role that may not read tags writes their ids', () => {
    expect(isAsked('[Default]')).toBe(true);
    expect(isAsked('[{id: "0"}, EMEA]')).toBe(true);
    expect(isAsked('[{id: "0"}, {id: "3"}]')).toBe(false);
  });
});

describe('looking up groups', () => {
  it('asks about every name and id without an allow-list, quotes doubled', () => {
    expect(asked(null)).toEqual([
      '/groups/0a0a0a0a-0000-4000-8000-000000000001?$select=id,displayName',
      "/groups?$filter=displayName eq 'Board''s secrets'&$select=id,displayName",
      "/groups?$filter=displayName eq 'Sales EMEA'&$select=id,displayName",
    ]);
  });

  it('asks about nothing else with one, ids included', () => {
    expect(asked(['sales *'])).toEqual(["/groups?$filter=displayName eq 'Sales EMEA'&$select=id,displayName"]);
    expect(asked([])).toEqual([]);
  });

  it('takes only the asterisk for a pattern', () => {
    expect(isAllowed('Sales (EMEA)', ['sales (e*'])).toBe(true);
    expect(isAllowed('SalesXEMEA', ['sales.emea'])).toBe(false);
    expect(isAllowed('All Sales', ['sales*'])).toBe(false);
  });
});
