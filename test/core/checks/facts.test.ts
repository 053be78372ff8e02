/** Checks over facts that are read for them alone, over HTTP: each with what it objects to and the nearest that it does not. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACT_CHECKS } from '../../../src/core/checks/fact-checks.ts';
import { type JsonObject, stringAt } from '../../../src/model/json.ts';
import { PERMISSIONS } from '../../../src/model/permissions.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { type Company, openCompany } from '../people/sets-company.ts';
import { access } from './access-policy.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const ONLINE = 'host: outlook.office365.com, oauth: true';

function mail(settings: string, group = 'Legal users'): string {
  return `kind: ios-mail\nkey: ios-legal\nname: "iOS: Mail - Legal"\nsettings: {accountName: Contoso, ssl: true, username: userPrincipalName, emailAddress: primarySmtpAddress, authentication: usernameAndPassword, ${settings}}\nassign: {include: [{group: ${group}}]}\n`;
}

const ACCESS = '/beta/identity/conditionalAccess/policies';

/** What a plan says with the codes while the tenant holds the objects. */
async function said(
  path: string,
  objects: readonly JsonObject[],
  text: string,
  codes: RegExp,
): Promise<readonly string[]> {
  const made: string[] = [];
  for (const body of objects) {
    const answer = await company.server.edit({ method: 'POST', path, body });
    made.push(JSON.stringify(answer).match(/"id":"([^"]+)"/)?.[1] ?? '');
  }
  try {
    return linesOf(await company.plan(text), codes);
  } finally {
    for (const id of made) await company.server.edit({ method: 'DELETE', path: `${path}/${id}` });
  }
}

function linesOf({ findings, complete }: Plan, codes: RegExp): readonly string[] {
  expect(complete).toBe(true);
  return findings
    .filter(({ code }) => codes.test(code))
    .map(({ code, key, message }) => `${code} ${key ?? '-'}: ${message}`);
}

describe('conditional access', () => {
  it('is read over HTTP', async () => {
    const told = await said(ACCESS, [access('Protected apps', ['compliantApplication'])], mail(ONLINE), /^AUT-00[689]/);
    expect(told).toEqual([expect.stringMatching(/^AUT-008 ios-legal: "Protected apps" .* 22 people of "ios-legal"/)]);
  });
});

describe("the app of Apple's Mail", () => {
  const path = '/beta/servicePrincipals';
  const judge = async (text: string) => linesOf(await company.plan(text), /^AUT-005/);

  it('is consented to in the tenant, and may be signed in with', async () => {
    expect(await judge(mail(ONLINE))).toEqual([]);
    const [app] = await company.server.state('servicePrincipals');
    const id = stringAt(app ?? {}, 'id') ?? '';
    await company.server.edit({ method: 'PATCH', path: `${path}/${id}`, body: { accountEnabled: false } });
    expect(await judge(mail(ONLINE))).toEqual([
      'AUT-005 ios-legal: "ios-legal" signs in to Exchange Online through the app "Apple Internet Accounts", which is switched off for signing in: nobody gets mail. switch it on under Enterprise applications in the Entra admin center',
    ]);
    await company.server.edit({ method: 'DELETE', path: `${path}/${id}` });
    expect((await judge(mail(ONLINE)))[0]).toContain('which nobody in the tenant has consented to');
    expect(await judge(mail('host: mail.contoso.com, oauth: true'))).toEqual([]);
    const body = {
      appId: 'f8d98a96-0999-43f5-8af3-69971c7bb423',
      displayName: 'Apple Internet Accounts',
      accountEnabled: true,
    };
    await company.server.edit({ method: 'POST', path, body });
    expect(await judge(mail(ONLINE))).toEqual([]);
  });
});

describe('attributes of people', () => {
  const rewrite = async (person: JsonObject, body: JsonObject) =>
    company.server.edit({ method: 'PATCH', path: `/beta/users/${stringAt(person, 'id') ?? ''}`, body });
  const judge = async (text: string) => linesOf(await company.plan(text), /^AUT-010/);

  it('are there where an account is made from them', async () => {
    expect(await judge(mail(ONLINE))).toEqual([]);
    const legal = (await company.server.state('users')).filter((one) => one['department'] === 'Legal');
    const some = legal.slice(0, 12);
    for (const one of some) await rewrite(one, { mail: null });
    const [told = ''] = await judge(mail(ONLINE));
    expect(told).toMatch(
      /^AUT-010 ios-legal: "ios-legal" makes the account from the mail address \(mail\), which Entra lacks for \d+ people: their account does not work\. fill it in, or leave them out$/,
    );
    expect(await judge(mail('host: mail.contoso.com').replace('primarySmtpAddress', 'userPrincipalName'))).toEqual([]);
    for (const one of some) await rewrite(one, { mail: one['userPrincipalName'] ?? null });
  });

  it('of people whom nobody asked about are told as not checked', async () => {
    const everybody = mail(ONLINE).replace(/include: \[.*\]/, 'include: [{allUsers: true}]');
    const told = linesOf(await company.plan(everybody), /^(?:AUT-010|FCT)/);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(
      /^FCT-001 ios-legal: not checked: AUT-010: whether Entra has the mail address of [\d,]+ people of "ios-legal": only members of its groups are asked about/,
    );
  });
});

describe('app protection', () => {
  const path = '/beta/deviceAppManagement/iosManagedAppProtections';
  const config = (keys: string): string =>
    `kind: ios-app-config\nkey: ios-outlook\nname: "iOS: Outlook"\nsettings: {targetedApp: {name: Microsoft Outlook}, configuration: {${keys}}}\nassign: {include: [{allUsers: true}]}\n`;
  const policy = (more: JsonObject): JsonObject => ({
    displayName: 'Outlook is protected',
    pinRequired: true,
    appGroupType: 'allMicrosoftApps',
    assignments: [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
    ...more,
  });
  const judge = (more: JsonObject, keys: string) => said(path, [policy(more)], config(keys), /^APP-01[12]/);
  const FINGER = 'com.microsoft.outlook.Auth.Biometric: true';

  it('that asks for a PIN makes a finger one lock too many', async () => {
    const told = await judge({}, FINGER);
    expect(told.filter((one) => one.startsWith('APP-011'))).toEqual([
      expect.stringContaining(
        'lets Outlook ask for a finger or a face, and the app protection policy "Outlook is protected" asks for a PIN: ',
      ),
    ]);
    expect((await judge({ pinRequired: false }, FINGER)).filter((one) => one.startsWith('APP-011'))).toEqual([]);
    expect(await judge({ appGroupType: 'selectedPublicApps' }, FINGER)).toEqual([]);
  });

  it('makes managed apps the better place for what Outlook does in general', async () => {
    expect(await judge({}, 'com.microsoft.outlook.Mail.FocusedInbox: false')).toEqual([
      expect.stringContaining(
        'APP-012 ios-outlook: "ios-outlook" sets com.microsoft.outlook.Mail.FocusedInbox for enrolled devices only',
      ),
    ]);
    expect(await judge({}, 'com.microsoft.outlook.EmailProfile.EmailUPN: "{{userprincipalname}}"')).toEqual([]);
  });
});

describe('a fact that may not be read', () => {
  const NEVER_ENOUGH = [PERMISSIONS.accessPolicies, PERMISSIONS.applications, PERMISSIONS.users];
  const roles = Object.values(PERMISSIONS).filter((one) => !NEVER_ENOUGH.some((more) => more === one));
  const claims = Buffer.from(JSON.stringify({ exp: 9_999_999_999, roles })).toString('base64url');
  const token = `e30.${claims}.c2ln`;

  it('is told with the permission that it takes, and takes nothing else away', async () => {
    const made = await company.plan(mail(ONLINE), {}, undefined, token);
    expect(linesOf(made, /^(?:FCT|AUT-0(?:0[5689]|10))/)).toEqual([
      "FCT-001 -: not checked: AUT-005: needs Application.Read.All to read the tenant's app for signing in by Apple's Mail",
      'FCT-001 -: not checked: AUT-006, AUT-008, AUT-009: needs Policy.Read.All to read the policies of conditional access',
      "FCT-001 -: not checked: AUT-010: needs User.Read.All to read people's addresses",
    ]);
    expect(made.changes.find(({ key }) => key === 'ios-legal')?.effect.basis).toBe('exact');
  });

  it('for another reason is told with that reason', async () => {
    await company.server.faults([{ method: 'GET', path: '/conditionalAccess/', status: 404 }]);
    try {
      const told = linesOf(await company.plan(mail(ONLINE)), /^FCT/);
      expect(told).toEqual([
        expect.stringContaining(
          'not checked: AUT-006, AUT-008, AUT-009: the policies of conditional access could not be read',
        ),
      ]);
    } finally {
      await company.server.faults([]);
    }
  });

  it('is asked for only where a change makes it matter', async () => {
    await company.plan(mail('host: mail.contoso.com').replace('primarySmtpAddress', 'userPrincipalName'));
    const asked = await company.asked();
    expect(asked.filter((path) => /conditionalAccess|servicePrincipals|users$|AppProtections/.test(path))).toEqual([]);
  });

  it('names a permission that doctor and the table know', () => {
    for (const { needs } of FACT_CHECKS) expect(Object.values(PERMISSIONS)).toContain(needs);
  });
});
