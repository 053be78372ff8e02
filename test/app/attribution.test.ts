/** Who changed it in the portal, and when: asked only where something drifted, and never a reason to fail. */

import { expect, test } from 'vitest';
import { authorsIn, type Drifted } from '../../src/core/diff/drift-authors.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { PATIENT, type RepositoryRun, useAppliedRepository } from './repository-run.ts';

async function auditReads(repository: RepositoryRun): Promise<number> {
  const asked = await repository.server.asked();
  return asked.filter(({ path }) => path.includes('auditEvents')).length;
}

test.concurrent('a drifted field says who and when; without drift nobody asks', PATIENT, async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  expect((await repository.plan()).changes.some(({ changedBy }) => changedBy !== undefined)).toBe(false);
  expect(await auditReads(repository)).toBe(0);
  repository.profile('ios-legal', { name: 'iOS: Mail - Lawyers' });
  repository.pass(2);
  await repository.edit(await repository.idOf('ios-it'), { useOAuth: false });
  repository.pass(2);
  await repository.edit(await repository.idOf('ios-it'), { displayName: 'renamed' });
  await repository.edit(await repository.idOf('ios-it'), { displayName: 'iOS: Mail - ios-it' });
  const plan = await repository.plan();
  expect(await auditReads(repository)).toBe(1);
  const author = plan.changes.find(({ key }) => key === 'ios-it')?.changedBy;
  expect(author?.actor).toBe('admin@contoso.example');
  expect(author?.at).toContain('2026-03-02T11:00:00');
  expect(plan.changes.find(({ key }) => key === 'ios-legal')?.changedBy).toBeUndefined();
  const text = renderTerminal(plan, { width: 120, color: false });
  expect(text).toContain('changed in the portal by admin@contoso.example on 2 Mar 2026 11:00 UTC');
});

test.concurrent('without the permission nobody is named, and the plan is complete', PATIENT, async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  await repository.edit(await repository.idOf('ios-it'), { useOAuth: false });
  const named = await repository.plan();
  await repository.server.faults([{ method: 'GET', path: '/auditEvents', status: 403 }]);
  const plan = await repository.plan();
  expect({ complete: plan.complete, problems: plan.problems }).toEqual({ complete: true, problems: [] });
  expect(plan.changes.find(({ key }) => key === 'ios-it')).toMatchObject({ action: 'update', origin: 'drift' });
  expect(plan.changes.every(({ changedBy }) => changedBy === undefined)).toBe(true);
  expect(plan.digest).toBe(named.digest);
});

/** A tenant whose audit log has so many pages of one event each, the newest first; the last is about `ios-it`. */
async function useLongLog(repository: RepositoryRun, pages: number) {
  const id = await repository.idOf('ios-it');
  const path = '/beta/deviceManagement/auditEvents';
  const page = (number: number): JsonObject => ({
    value: [event('2026-03-02T11:00:00Z', number === pages ? { id } : { id: `other-${number}` })],
    ...(number === pages
      ? {}
      : { '@odata.nextLink': `${repository.server.url}${path}?$skiptoken=page-${number + 1}.` }),
  });
  const answers = Array.from({ length: pages }, (_, index) => ({
    method: 'GET',
    path: index === 0 ? 'auditEvents?$filter' : `page-${index + 1}.`,
    status: 200,
    body: page(index + 1),
  }));
  await repository.server.faults(answers);
}

test.concurrent('the audit log is read to its end', PATIENT, async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  await repository.edit(await repository.idOf('ios-it'), { useOAuth: false });
  await useLongLog(repository, 3);
  const plan = await repository.plan();
  expect(plan.changes.find(({ key }) => key === 'ios-it')?.changedBy?.actor).toBe('admin@contoso.example');
  expect(plan.findings.map(({ code }) => code)).not.toContain('DRF-005');
});

/** Pages of the audit log that a plan reads at the most; the finding says as much. */
const MOST_PAGES = 20;

test.concurrent('a log that is too long is told, and nobody is named by guess', PATIENT, async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  await repository.edit(await repository.idOf('ios-it'), { useOAuth: false });
  await useLongLog(repository, MOST_PAGES + 1);
  const plan = await repository.plan();
  expect(plan.complete).toBe(true);
  expect(plan.changes.every(({ changedBy }) => changedBy === undefined)).toBe(true);
  const said = plan.findings.find(({ code }) => code === 'DRF-005');
  expect(said?.severity).toBe('info');
  expect(said?.message).toContain('20 newest events');
});

function event(at: string, parts: { id?: string; who?: string | null; property?: string }): JsonObject {
  const { id = 'one', who = 'admin@contoso.example', property = 'useOAuth' } = parts;
  return {
    activityDateTime: at,
    actor: { userPrincipalName: who, applicationDisplayName: 'some app' },
    resources: [{ resourceId: id, modifiedProperties: [{ displayName: property, oldValue: '1', newValue: '2' }] }],
  };
}

const DRIFTED: Drifted = {
  key: 'ios-it',
  id: 'one',
  since: '2026-03-02T09:00:00.000Z',
  properties: new Set(['useoauth']),
};

test('of a log that was not read to its end only an event of the property names somebody', () => {
  const other = [event('2026-03-02T12:00:00Z', { property: 'displayName' })];
  expect(authorsIn([DRIFTED], other, false).size).toBe(0);
  expect(authorsIn([DRIFTED], [...other, event('2026-03-02T11:00:00Z', {})], false).size).toBe(1);
});

test('the newest event of the property counts, then the newest of the object; apps and older events never', () => {
  const author = (...events: readonly JsonObject[]) => authorsIn([DRIFTED], events).get('ios-it')?.actor;
  expect(author()).toBeUndefined();
  expect(
    author(
      event('2026-03-02T10:00:00Z', { who: 'early@contoso.example' }),
      event('2026-03-02T11:00:00.1234567Z', { who: 'late@contoso.example' }),
      event('2026-03-02T12:00:00Z', { who: 'name@contoso.example', property: 'displayName' }),
      event('2026-03-02T13:00:00Z', { who: null }),
      event('2026-03-02T14:00:00Z', { who: 'other@contoso.example', id: 'two' }),
    ),
  ).toBe('late@contoso.example');
  expect(author(event('2026-03-02T12:00:00Z', { property: 'displayName' }))).toBe('admin@contoso.example');
  expect(author(event('2026-03-02T08:54:59Z', {}))).toBeUndefined();
  expect(author(event('no time', {}), { actor: null }, { activityDateTime: '2026-03-02T12:00:00Z' })).toBeUndefined();
});
