/** Checks over facts that are read for them alone, over HTTP: each with what it objects to and the nearest that it does not. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessFindings } from '../../../src/core/checks/access-findings.ts';
import { FACT_CHECKS } from '../../../src/core/checks/fact-checks.ts';
import { mailDemandFindings } from '../../../src/core/checks/mail-demand-findings.ts';
import { currentAssignments, plannedAssignments } from '../../../src/core/diff/proposed-change.ts';
import { ACCESS_POLICIES } from '../../../src/core/facts/access-policies.ts';
import { MAIL_DEMANDS } from '../../../src/core/facts/mail-demands.ts';
import { setEngine } from '../../../src/core/people/audience.ts';
import { type JsonObject, stringAt } from '../../../src/model/json.ts';
import { PERMISSIONS } from '../../../src/model/permissions.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { Settings } from '../../../src/model/profile.ts';
import { type Company, openCompany } from '../people/sets-company.ts';
import { carrying, shortProposal } from '../short-proposals.ts';

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

/** A policy that is on, for everybody and Exchange Online unless said otherwise, and lets in what meets any of the controls. */
function access(displayName: string, builtInControls: readonly string[], conditions: JsonObject = {}): JsonObject {
  return {
    displayName,
    state: 'enabled',
    conditions: {
      applications: { includeApplications: ['Office365'] },
      users: { includeUsers: ['All'] },
      clientAppTypes: ['all'],
      ...conditions,
    },
    grantControls: { operator: 'OR', builtInControls },
  };
}

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

/** What is said of one change and the policies, with the members of groups in sight; everything as it comes from Graph. */
function judge(
  policies: readonly JsonObject[],
  settings: Settings = { oauth: true },
  kind = 'ios-mail',
): readonly string[] {
  const asking = [
    shortProposal('mail', { kind, settings: { host: 'outlook.office365.com', ...settings }, after: ['sales'] }),
  ].filter(ACCESS_POLICIES.isAsked);
  const members = carrying({ sales: ['ann', 'bob'], field: ['bob'] }, ['iphone-ann', 'iphone-bob', 'phone-ann']);
  const engine = setEngine(members);
  const audiences = new Map(
    asking.map((one) => [one.key, engine.audienceOf([], plannedAssignments(one), one.kind.devices)]),
  );
  const value = ACCESS_POLICIES.answer([{ status: 'found', body: { value: policies } }]);
  if (value === null) throw new Error('the policies were not understood');
  const told =
    asking.length === 0 ? [] : accessFindings(value, { asking, proposals: asking, audiences, members, engine });
  return told.map(({ code, key, message }) => `${code} ${key ?? '-'}: ${message}`);
}

describe('conditional access', () => {
  it('that lets protected apps in alone keeps the mail of the system out', () => {
    const policy = access('Protected apps', ['compliantApplication']);
    expect(judge([policy])).toEqual([
      'AUT-008 mail: "Protected apps" lets only apps with app protection reach Exchange Online, and the mail app of the system has none: 2 people of "mail" would have a profile and no mail. give them Outlook, or leave them out of the policy',
    ]);
    expect(judge([policy], {}, 'android-work-gmail')[0]).toContain(
      'and the app may have none (ask its maker): 1 person of',
    );
    expect(judge([policy], { host: 'mail.contoso.com' })).toEqual([]);
    expect(judge([policy], {}, 'windows-mail')).toEqual([]);
  });

  it('that blocks legacy authentication keeps out who signs in without OAuth', () => {
    const policy = access('No legacy', ['block'], { clientAppTypes: ['exchangeActiveSync', 'other'] });
    expect(judge([policy], { oauth: false })).toEqual([
      'AUT-008 mail: "No legacy" blocks the way by which "mail" signs in (legacy authentication: without OAuth): 2 people would have a profile and no mail. write oauth: true where the kind has it, or take the profile away',
    ]);
    expect(judge([policy])).toEqual([]);
    expect(judge([access('No mail', ['block'])])[0]).toContain(
      '"mail" signs in: 2 people would have a profile and no mail',
    );
  });

  it('that asks for a second factor needs OAuth', () => {
    expect(judge([access('Second factor', ['mfa'])], { oauth: false })).toEqual([
      'AUT-006 mail: "Second factor" asks 2 people of "mail" for a second factor, which the account can not give without OAuth: write oauth: true',
    ]);
    expect(judge([access('Second factor', ['mfa'])])).toEqual([]);
    const strength = { operator: 'OR', builtInControls: [], authenticationStrength: { id: 'strong' } };
    expect(judge([{ ...access('Strong', []), grantControls: strength }], { oauth: false })[0]).toMatch(/^AUT-006/);
  });

  it('that relies on approved client apps alone is told once', () => {
    expect(judge([access('Approved', ['approvedApplication'])])).toEqual([
      'AUT-009 -: conditional access "Approved" lets in approved client apps and asks for nothing else, which is not enforced since 2026-06-30: any mail app gets in. ask for app protection in its place',
    ]);
    expect(judge([access('Either', ['approvedApplication', 'compliantApplication'])])[0]).toMatch(/^AUT-008/);
  });

  it.each([
    ['is for another app', { applications: { includeApplications: ['some-app'] } }],
    ['leaves Exchange out', { applications: { includeApplications: ['All'], excludeApplications: ['Office365'] } }],
    ['picks apps by a filter', { applications: { includeApplications: ['All'], applicationFilter: { rule: 'x' } } }],
    ['is for another platform', { platforms: { includePlatforms: ['windows'], excludePlatforms: [] } }],
    ['leaves the platform out', { platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] } }],
    ['holds in some places only', { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }],
    ['holds at some risk only', { signInRiskLevels: ['high'] }],
    ['holds on some devices only', { devices: { deviceFilter: { rule: 'x' } } }],
    ['is for browsers', { clientAppTypes: ['browser'] }],
    ['is for other people', { users: { includeUsers: ['someone-else'] } }],
    ['leaves these people out', { users: { includeUsers: ['All'], excludeGroups: ['sales'] } }],
  ])('that %s says nothing', (_, more) => {
    expect(judge([access('Other', ['compliantApplication'], more)])).toEqual([]);
  });

  it('that is not on, or content with a compliant device, says nothing', () => {
    const reported = { ...access('Reported', ['compliantApplication']), state: 'enabledForReportingButNotEnforced' };
    expect(judge([reported, access('Either', ['compliantApplication', 'compliantDevice'])])).toEqual([]);
    const both = { operator: 'AND', builtInControls: ['compliantApplication', 'compliantDevice'] };
    expect(judge([{ ...access('Both', []), grantControls: both }])[0]).toMatch(/^AUT-008/);
  });

  it.each([
    ['those of its groups', { includeGroups: ['field'] }, '1 person of'],
    ['those it names', { includeUsers: ['ann'] }, '1 person of'],
    ['all but those it excludes', { includeUsers: ['All'], excludeGroups: ['field'] }, '1 person of'],
    ['those of a role as an upper bound', { includeRoles: ['admins'] }, 'at most 2 people of'],
    ['those of a group that is not known as an upper bound', { includeGroups: ['unknown'] }, 'at most 2 people of'],
    [
      'those of whom guests may be as an upper bound',
      { includeUsers: ['All'], excludeGuestsOrExternalUsers: {} },
      'at most 2 people of',
    ],
  ])('counts %s', (_, users, who) => {
    const [told = ''] = judge([access('Protected apps', ['compliantApplication'], { users })]);
    expect(told).toContain(`: ${who} "mail"`);
  });

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

describe('managed mail that compliance demands', () => {
  const MEMBERS = carrying({ sales: ['ann', 'bob'], field: ['bob', 'cid'] }, [
    'iphone-ann',
    'iphone-bob',
    'iphone-cid',
  ]);
  function demanded(before: readonly string[] | undefined, after: readonly string[], other: readonly string[] = []) {
    const own = { kind: 'ios-mail', after, ...(before && { before }) };
    const proposals = [
      shortProposal('mail', own),
      shortProposal('other', { kind: 'ios-mail', before: other, after: other, unmanaged: true }),
    ];
    const engine = setEngine(MEMBERS);
    const asking = proposals.filter(MAIL_DEMANDS.isAsked);
    const audiences = new Map(
      asking.map((one) => [
        one.key,
        engine.audienceOf(currentAssignments(one), plannedAssignments(one), one.kind.devices),
      ]),
    );
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'field' };
    const policy = {
      '@odata.type': '#microsoft.graph.iosCompliancePolicy',
      displayName: 'Managed mail',
      managedEmailProfileRequired: true,
      assignments: [{ target }],
    };
    const value = MAIL_DEMANDS.answer([{ status: 'found', body: { value: [policy] } }]) ?? [];
    const told = mailDemandFindings(value, { asking, proposals, audiences, members: MEMBERS, engine });
    return told.map(({ code, key, message }) => `${code} ${key ?? '-'}: ${message}`);
  }

  it('is given to all of whom it is demanded, with a word to those who may have set it up by hand', () => {
    expect(demanded(undefined, ['sales'])).toEqual([
      'CMP-001 -: the compliance policy "Managed mail" demands a managed mail profile of 1 person for whom there is none: without it they are non-compliant, and conditional access may lock them out. give both the same groups',
      'CMP-003 mail: "mail" is new for 1 person of whom the compliance policy "Managed mail" demands it: who set up the same account by hand stays non-compliant until they delete it. tell them before',
    ]);
  });

  it('says nothing of those who have it, also from others', () => {
    expect(demanded(['field'], ['field', 'sales'])).toEqual([]);
    expect(demanded(['sales'], ['sales'])).toEqual([]);
    expect(demanded(undefined, ['sales'], ['field']).map((one) => one.slice(0, 7))).toEqual(['CMP-003']);
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
