/** Checks over policies of conditional access and of compliance, as Graph answers them: each with the nearest that it does not object to. */

import { describe, expect, it } from 'vitest';
import { accessFindings } from '../../../src/core/checks/access-findings.ts';
import { mailDemandFindings } from '../../../src/core/checks/mail-demand-findings.ts';
import { currentAssignments, plannedAssignments } from '../../../src/core/diff/proposed-change.ts';
import { ACCESS_POLICIES } from '../../../src/core/facts/access-policies.ts';
import { MAIL_DEMANDS } from '../../../src/core/facts/mail-demands.ts';
import { type AudienceFacts, setEngine } from '../../../src/core/people/audience.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Settings } from '../../../src/model/profile.ts';
import { carrying, shortProposal } from '../short-proposals.ts';
import { access } from './access-policy.ts';

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
      'AUT-009 -: conditional access "Approved" lets in approved client apps and asks for nothing else, which is no longer enforced from 30 June 2026 on: any mail app gets in. ask for app protection in its place',
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
});

describe('managed mail that compliance demands', () => {
  const MEMBERS = carrying({ sales: ['ann', 'bob'], field: ['bob', 'cid'] }, [
    'iphone-ann',
    'iphone-bob',
    'iphone-cid',
  ]);
  function demanded(
    before: readonly string[] | undefined,
    after: readonly string[],
    other: readonly string[] = [],
    facts: AudienceFacts = MEMBERS,
  ) {
    const own = { kind: 'ios-mail', after, ...(before && { before }) };
    const proposals = [
      shortProposal('mail', own),
      shortProposal('other', { kind: 'ios-mail', before: other, after: other, unmanaged: true }),
    ];
    const engine = setEngine(facts);
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
    const told = mailDemandFindings(value, { asking, proposals, audiences, members: facts, engine });
    return told.map(({ code, key, message }) => `${code} ${key ?? '-'}: ${message}`);
  }

  it('is given to all of whom it is demanded, with a word to those who may have set it up by hand', () => {
    expect(demanded(undefined, ['sales'])).toEqual([
      'CMP-001 -: the compliance policy "Managed mail" demands a managed mail profile of 1 person for whom there is none: without it they are non-compliant, and conditional access may lock them out. give both the same groups',
      'CMP-003 mail: "mail" is new for 1 person of whom the compliance policy "Managed mail" demands it: who set up the same account by hand stays non-compliant until they delete it. tell them before',
    ]);
  });

  it('says that it is not checked where nobody could count the people', () => {
    expect(demanded(undefined, ['sales'], [], { ...MEMBERS, devices: null })).toEqual([
      'FCT-001 -: not checked: CMP-001: the compliance policy "Managed mail" demands a managed mail profile, and its people, or those of the profiles that meet it could not be counted',
    ]);
  });

  it('says nothing of those who have it, also from others', () => {
    expect(demanded(['field'], ['field', 'sales'])).toEqual([]);
    expect(demanded(['sales'], ['sales'])).toEqual([]);
    expect(demanded(undefined, ['sales'], ['field']).map((one) => one.slice(0, 7))).toEqual(['CMP-003']);
  });
});
