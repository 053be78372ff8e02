/** What the set engine adds to plans of a real-looking company, and what it asks of the tenant for that. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/model/plan.ts';
import { type Company, openCompany } from './sets-company.ts';

let company: Company;
beforeEach(async () => {
  company = await openCompany();
});
afterEach(() => company.close());

const OLD = { 'ios-old': 'iOS mail (old, do not touch)' };
const EXECUTIVES = { 'ios-executives': 'iOS mail Executives' };

function mail(key: string, name: string, assign: string): string {
  return `kind: ios-mail\nkey: ${key}\nname: "${name}"\nsettings:\n  accountName: Contoso\n  host: mail.contoso.com\n  ssl: true\n  username: userPrincipalName\n  emailAddress: primarySmtpAddress\n  authentication: usernameAndPassword\nassign: ${assign}\n`;
}

const executives = (assign: string): string =>
  `kind: ios-mail\nkey: ios-executives\nname: iOS mail Executives\nsettings:\n  accountName: Contoso Executive Mail\n  host: outlook.office365.com\n  username: userPrincipalName\n  emailAddress: primarySmtpAddress\n  authentication: certificate\n  oauth: true\nunmanaged: [identityCertificate]\nassign: ${assign}\n`;

function codes({ findings }: Plan): readonly string[] {
  return findings.map(({ code, severity }) => `${code} ${severity}`);
}

function changeOf(made: Plan, key: string) {
  const found = made.changes.find((change) => change.key === key);
  if (found === undefined) throw new Error(`no change of ${key}: ${JSON.stringify(made.findings)}`);
  return found;
}

describe('filters of the tenant', () => {
  it('are asked for once where only the tenant has them, and make counts exact', async () => {
    const made = await company.plan(executives('{include: [{group: Executives}]}'), EXECUTIVES);
    const { effect, assignments } = changeOf(made, 'ios-executives');
    expect(effect).toMatchObject({ basis: 'exact', lost: 0 });
    expect(effect.kept).toBeGreaterThan(0);
    expect(effect.gained ?? 0).toBeGreaterThanOrEqual(0);
    expect(assignments.change[0]?.from.filter?.name).toBe('Corporate iPhones');
    const asked = await company.asked();
    expect(asked.filter((path) => path === '/deviceManagement/assignmentFilters')).toHaveLength(1);
  });
});

describe('the cost of counting', () => {
  it('is nothing where nothing changes', async () => {
    const profile = `kind: ios-mail\nkey: ios-old\nname: iOS mail (old, do not touch)\nsettings: {accountName: Contoso, host: mail.contoso.com, username: userPrincipalName, emailAddress: primarySmtpAddress, authentication: usernameAndPassword}\n`;
    const made = await company.plan(profile, OLD);
    expect(changeOf(made, 'ios-old').action).toBe('adopt');
    const asked = await company.asked();
    expect(asked.filter((path) => /Members|managedDevices|Compliance|assignmentFilters/.test(path))).toEqual([]);
  });

  it('is each group once, and the policies once, where mail is new', async () => {
    const two = [
      mail('ios-a', 'iOS A', '{include: [{group: Sales users}]}'),
      mail('ios-b', 'iOS B', '{include: [{group: Sales users}, {group: HR users}]}'),
    ];
    const made = await company.plan(two.join('---\n'));
    const asked = await company.asked();
    const members = asked.filter((path) => path.endsWith('transitiveMembers/microsoft.graph.user'));
    expect(new Set(members).size).toBe(new Set(asked.filter((path) => path.endsWith('Members/$count'))).size);
    expect(asked.filter((path) => path.includes('Compliance'))).toHaveLength(1);
    expect(codes(made)).toContain('CNF-001 error');
  });

  it('is a count alone for groups beyond the limit, whose people are an upper bound', async () => {
    await company.server.faults([
      { method: 'GET', path: '/transitiveMembers\\/\\$count/', status: 200, body: 100_001 },
    ]);
    const made = await company.plan(mail('ios-a', 'iOS A', '{include: [{group: HR users}]}'));
    expect(changeOf(made, 'ios-a').effect).toMatchObject({ basis: 'at-most' });
    expect(changeOf(made, 'ios-a').effect.gained).toBeGreaterThan(1000);
    expect((await company.asked()).filter((path) => path.includes('microsoft.graph.'))).toEqual([]);
    expect(codes(made)).toContain('ASG-006 warning');
  });
});

it('does not know the members of a group that is counted and then not there', async () => {
  const profile = mail('ios-a', 'iOS A', '{include: [{group: HR users}]}');
  await company.server.faults([{ method: 'GET', path: '/transitiveMembers\\/microsoft/', status: 404 }]);
  const made = await company.plan(profile);
  expect(made.complete).toBe(false);
  expect(changeOf(made, 'ios-a').effect).toMatchObject({ basis: 'unknown', gained: null });
  expect(made.problems[0]?.message).toMatch(/could not be read: Graph counts them and then answers 404$/);
});

it('reads groups up to the size that the configuration names', async () => {
  const profile = mail('ios-a', 'iOS A', '{include: [{group: HR users}]}');
  const exact = changeOf(await company.plan(profile), 'ios-a').effect;
  expect(exact.basis).toBe('exact');
  const members = 42;
  await company.server.faults([{ method: 'GET', path: '/transitiveMembers\\/\\$count/', status: 200, body: members }]);
  expect(changeOf(await company.plan(profile, {}, members), 'ios-a').effect).toEqual(exact);
  expect(changeOf(await company.plan(profile, {}, members - 1), 'ios-a').effect.basis).toBe('at-most');
});

describe('profiles that clash', () => {
  const assign = '{include: [{group: Field service users}]}';

  it('are an error where both are ours and share people', async () => {
    const both = [
      mail('ios-a', 'iOS A', '{include: [{group: HR users}]}'),
      mail('ios-b', 'iOS B', '{include: [{group: HR users}]}'),
    ];
    const made = await company.plan(both.join('---\n'));
    const found = made.findings.find(({ code }) => code === 'CNF-001');
    expect(found?.severity).toBe('error');
    expect(found?.message).toMatch(/^"ios-a" and "ios-b" set up the same account for \d+ people: /);
    expect(found?.line).toBe(1);
  });

  it('are a warning where one is not managed', async () => {
    const adopted = mail('ios-old', 'iOS mail (old, do not touch)', assign);
    const made = await company.plan(adopted, OLD);
    expect(codes(made).filter((code) => code.startsWith('CNF'))).toEqual([]);
    const live = {
      '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration',
      displayName: 'twin',
      accountName: 'x',
      hostName: 'MAIL.contoso.com',
      usernameAADSource: 'userPrincipalName',
      usernameSource: 'userPrincipalName',
      emailAddressSource: 'primarySmtpAddress',
      authenticationMethod: 'usernameAndPassword',
    };
    const duplicate = await company.server.edit({
      method: 'POST',
      path: '/deviceManagement/deviceConfigurations',
      body: live,
    });
    const id = JSON.stringify(duplicate).match(/"id":"([^"]+)"/)?.[1] ?? '';
    const target = { target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } };
    await company.server.edit({
      method: 'POST',
      path: `/deviceManagement/deviceConfigurations/${id}/assign`,
      body: { assignments: [target] },
    });
    const again = await company.plan(adopted, OLD);
    expect(codes(again)).toContain('CNF-001 warning');
    expect(again.findings.find(({ code }) => code === 'CNF-001')?.message).toContain(
      '"twin", which is not managed here,',
    );
  });

  it('are nothing where nobody gets both', async () => {
    const apart = [
      mail('ios-a', 'iOS A', '{include: [{group: HR users}]}'),
      mail('ios-b', 'iOS B', '{include: [{group: Legal users}]}'),
    ];
    expect(codes(await company.plan(apart.join('---\n')))).not.toContain('CNF-001 error');
  });
});

describe('assignments that Intune does not support', () => {
  it('are an error: users included, devices excluded', async () => {
    const made = await company.plan(
      mail('ios-a', 'iOS A', '{include: [{group: HR users}], exclude: [{group: iOS devices corporate}]}'),
    );
    expect(codes(made)).toEqual(expect.arrayContaining(['ASG-002 error', 'ASG-003 warning']));
    expect(made.findings.find(({ code }) => code === 'ASG-003')?.message).toContain('"iOS devices corporate"');
  });

  it('are not users without users', async () => {
    const made = await company.plan(
      mail('ios-a', 'iOS A', '{include: [{group: HR users}], exclude: [{group: Contractors}]}'),
    );
    expect(codes(made).filter((code) => code.startsWith('ASG'))).toEqual([]);
  });
});

describe('a compliance policy that demands managed mail', () => {
  it('makes losing it a lock-out', async () => {
    const made = await company.plan(executives('{include: [{group: Legal users}]}'), EXECUTIVES);
    const { effect, gates } = changeOf(made, 'ios-executives');
    expect(effect.level).toBe('lock-out');
    expect(effect.disturbs).toBe('lock-out');
    expect(effect.reasons.join()).toContain('"iOS compliance Executives"');
    expect(gates).toContain('effect');
    const found = made.findings.find(({ code }) => code === 'CMP-002');
    expect(found?.message).toContain(`from ${effect.lost} people of whom "iOS compliance Executives" demands it`);
  });

  it('says nothing to people who are not in it', async () => {
    const made = await company.plan(
      mail('ios-old', 'iOS mail (old, do not touch)', '{include: [{group: Legal users}]}'),
      OLD,
    );
    expect(changeOf(made, 'ios-old').effect).toMatchObject({ level: 'mail-removed' });
    expect(codes(made).filter((code) => code.startsWith('CMP'))).toEqual([]);
  });

  it('that can not be read makes the plan incomplete', async () => {
    await company.server.faults([
      {
        method: 'GET',
        path: 'deviceCompliancePolicies',
        status: 403,
        body: { error: { code: 'Forbidden', message: 'no' } },
      },
    ]);
    const made = await company.plan(executives('{include: [{group: Legal users}]}'), EXECUTIVES);
    expect(made.complete).toBe(false);
  });
});

it('sees people without such a device, and chains that are for users and for devices', async () => {
  const gmail =
    'kind: android-app-config\nkey: gmail\nname: Gmail\nsettings: {app: gmail, targetedApp: {name: Gmail}, configuration: {email_address: "{{mail}}"}}\nassign: {include: [{group: HR users}]}\n';
  const signed = mail('ios-a', 'iOS A', '{include: [{group: HR users}]}').replace(
    'authentication: usernameAndPassword',
    'authentication: certificate\n  identityCertificate: {key: scep}',
  );
  const scep =
    'kind: ios-scep\nkey: scep\nname: SCEP\nsettings: {rootCertificate: {name: "iOS: Contoso root CA"}, store: user, subject: commonName, validity: {years: 1}, keySize: 2048, servers: ["https://ndes.contoso.com/certsrv/mscep/mscep.dll"]}\nassign: {include: [{group: HR users}, {group: iOS devices corporate}]}\n';
  const found = codes(await company.plan([gmail, signed, scep].join('---\n')));
  // The company of these tests has Apple's devices alone.
  expect(found).toContain('APP-024 warning');
  expect(found).toContain('CRT-005 error');
});
