import { describe, expect, it } from 'vitest';
import { type DoctorFacts, diagnose, doctorExitCode } from '../../src/core/doctor/checks.ts';
import { AREAS } from '../../src/core/doctor/permissions.ts';
import { type JsonObject, stringAt } from '../../src/model/json.ts';
import { permissionFor } from '../../src/model/permissions.ts';
import type { ReadAnswer } from '../../src/model/reads.ts';
import { tokenWith, usePractice } from './doctor-run.ts';

const READING = [
  'DeviceManagementConfiguration.Read.All',
  'DeviceManagementManagedDevices.Read.All',
  'DeviceManagementRBAC.Read.All',
  'GroupMember.Read.All',
];
const WRITE = 'DeviceManagementConfiguration.ReadWrite.All';
const ORGANIZATION = '/organization';

function withRoles(roles: readonly string[], more = {}): Readonly<Record<string, string>> {
  return { POSTILION_ACCESS_TOKEN: tokenWith({ app_displayname: 'postilion plan', roles, ...more }) };
}

describe('the doctor at a tenant', () => {
  it('has nothing to object to where everything is there, and never prints the token', async (context) => {
    const { visit } = await usePractice(context);
    const env = withRoles([...READING, 'Organization.Read.All']);
    const { code, out } = await visit({ env, format: 'text' });
    expect(code).toBe(0);
    expect(out).toContain('the identity is a ready token (POSTILION_ACCESS_TOKEN), postilion plan');
    expect(out).toContain(`an apply needs ${WRITE}`);
    expect(out).toContain('advice   may not read audit events: a plan cannot say who changed what in the portal');
    expect(out).toMatch(/nothing stands in the way\n$/);
    expect(out).not.toContain(env['POSTILION_ACCESS_TOKEN']);
    expect(out).not.toContain('c2lnbmF0dXJl');
  });

  it.each(READING)('takes %s for something that no plan can do without', async (missing) => {
    expect(AREAS.find(({ read }) => read === missing)?.without).toBeNull();
  });

  it('stops at a missing permission, with the one to grant', async (context) => {
    const { visit } = await usePractice(context);
    const env = withRoles(READING.filter((role) => role !== 'GroupMember.Read.All'));
    const ran = await visit({ env });
    expect(ran.code).toBe(9);
    expect(ran.check('read-GroupMember.Read.All')).toMatchObject({
      status: 'problem',
      fix: 'grant the app GroupMember.Read.All with admin consent, then get a new token',
    });
    expect(ran.check(`read-${READING[0]}`)).toMatchObject({ status: 'ok' });
  });

  it('looks at reading and writing apart', async (context) => {
    const { visit } = await usePractice(context);
    const reader = await visit({ env: withRoles(READING), purpose: 'apply' });
    expect(reader.code).toBe(9);
    expect(reader.check(`write-${WRITE}`)).toMatchObject({ status: 'problem' });
    const writer = await visit({ env: withRoles([...READING.slice(1), WRITE]), purpose: 'apply' });
    expect(writer.code).toBe(0);
    expect(writer.check(`write-${WRITE}`)).toMatchObject({ status: 'ok' });
    const tooMuch = await visit({ env: withRoles([...READING, WRITE]) });
    expect(tooMuch.check(`write-${WRITE}`)).toMatchObject({ status: 'advice' });
    const opaque = await visit({ purpose: 'apply' });
    expect(opaque.check(`write-${WRITE}`)).toMatchObject({ status: 'unknown' });
  });

  it('tells a token of another tenant', async (context) => {
    const { server, visit } = await usePractice(context);
    const config = 'tenant: {id: 11111111-1111-4111-8111-111111111111}';
    const ran = await visit({ config });
    expect(ran.code).toBe(9);
    expect(ran.check('tenant')).toMatchObject({ status: 'problem' });
    const [organization] = await server.state('organization');
    const right = await visit({ config: `tenant: {id: ${stringAt(organization ?? {}, 'id')}}` });
    expect(right.check('tenant')).toMatchObject({ status: 'ok' });
    const unnamed = await visit({ config: `tenant: {graphUrl: "${server.url}"}` });
    expect(unnamed.check('tenant')).toMatchObject({ status: 'advice' });
  });

  it('tells a refused token from no identity at all', async (context) => {
    const { visit } = await usePractice(context);
    const expired = await visit({ env: { POSTILION_ACCESS_TOKEN: 'expired' } });
    expect(expired.code).toBe(9);
    expect(expired.check('reach')).toMatchObject({ status: 'problem' });
    const nobody = await visit({ env: { POSTILION_CLIENT_SECRET: 'x', POSTILION_ACCESS_TOKEN: '' } });
    expect(nobody.code).toBe(9);
    expect(JSON.stringify(nobody.check('identity'))).toContain('POSTILION_CLIENT_ID');
  });

  it('has a time of the service to compare the clock with', async (context) => {
    const { visit } = await usePractice(context);
    expect((await visit()).check('clock')['status']).toMatch(/ok|advice/);
  });
});

const FACTS: DoctorFacts = {
  identity: { name: 'an app with a certificate', isSecret: false },
  token: { tenantId: 't', app: 'postilion', granted: READING },
  tenantId: 't',
  isEmbedded: false,
  purpose: 'plan',
  node: '22.4.0',
  git: '2.45.1',
  branch: 'postilion-state',
  state: { status: 'none' },
  aheadMs: 400,
  answers: AREAS.map(({ probe }) => (probe.startsWith(ORGANIZATION) ? found([{ id: 't' }]) : found([]))),
  approvals: found([]),
};

function found(value: readonly JsonObject[]): ReadAnswer {
  return { status: 'found', body: { value } };
}

function statusOf(facts: Partial<DoctorFacts>, id: string): string | undefined {
  return diagnose({ ...FACTS, ...facts }).find((check) => check.id === id)?.status;
}

describe('what the doctor makes of the facts', () => {
  it('is nothing where all is well', () => {
    const checks = diagnose(FACTS);
    expect(checks.map(({ status }) => status).filter((status) => status !== 'ok')).toEqual([]);
    expect(doctorExitCode(checks)).toBe(0);
  });

  it('advises against old versions, secrets and wrong clocks', () => {
    expect(statusOf({ node: '20.18.3' }, 'node')).toBe('advice');
    expect(statusOf({ node: '20.19.0' }, 'node')).toBe('ok');
    expect(statusOf({ identity: { name: 'an app', isSecret: true } }, 'identity')).toBe('advice');
    expect(statusOf({ aheadMs: -600_000 }, 'clock')).toBe('advice');
    expect(statusOf({ aheadMs: null }, 'clock')).toBe('unknown');
  });

  it('needs git and a state branch that answers', () => {
    expect(statusOf({ git: null }, 'git')).toBe('problem');
    const state = { status: 'unreachable', message: 'no route' } as const;
    expect(statusOf({ state }, 'state')).toBe('problem');
    expect(doctorExitCode(diagnose({ ...FACTS, state }))).toBe(12);
  });

  it('is 12 for a tenant that gives no answer', () => {
    const lost: ReadAnswer = {
      status: 'unreadable',
      problem: { type: 'incomplete', message: 'GET /groups: no answer', requestIds: [] },
    };
    const checks = diagnose({ ...FACTS, answers: AREAS.map(() => lost), approvals: lost });
    expect(doctorExitCode(checks)).toBe(12);
    expect(checks.find(({ id }) => id === 'reach')?.status).toBe('problem');
  });

  it('tells policies of multi admin approval, and that it could not look', () => {
    expect(statusOf({ approvals: found([{ displayName: 'All', policyType: 'app' }]) }, 'approvals')).toBe('advice');
    expect(statusOf({ approvals: { status: 'missing', requestId: null } }, 'approvals')).toBe('unknown');
  });

  it('asks for the permissions that refused reads name', () => {
    for (const { read, probe } of AREAS) expect(permissionFor(probe, false)).toBe(read);
  });
});
