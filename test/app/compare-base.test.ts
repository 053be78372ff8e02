/** What is held against a base, and by whose answers. */

import { expect, test } from 'vitest';
import { compareWithBase, recordedReads } from '../../src/app/plan/compare-base.ts';
import type { TenantReader } from '../../src/app/ports/tenant.ts';
import { finding, plan } from '../report/plans.ts';

test('half a reading, and the plan of another tenant, are compared with nothing', () => {
  const made = plan({ findings: [finding('ASG-010')] });
  expect(compareWithBase({ ...made, complete: false }, plan())).toBe('not everything could be read');
  expect(compareWithBase(made, plan({ complete: false }))).toBe('what the base is about could not be read whole');
  expect(compareWithBase(made, plan({ tenant: { id: 'another', owner: 'contoso-mail' } }))).toContain('another tenant');
  const compared = compareWithBase(made, plan());
  expect(typeof compared === 'string' ? compared : compared.findings).toMatchObject([{ new: true }]);
});

test('the plan of the base is given the answers of the first, and asks for the rest alone', async () => {
  const asked: string[] = [];
  const tell = (path: string): number => asked.push(path);
  const answer = (path: string) => ({ status: 'found', body: `${path} ${tell(path)}` }) as const;
  const reader: TenantReader = {
    list: async ({ path }) => ({ items: [{ path, at: tell(path) }], complete: true, problem: null }),
    get: async ({ path }) => answer(path),
    batch: async (requests) => requests.map(({ path }) => answer(path)),
    counts: () => ({ requests: 0, roundTrips: 0 }),
    cost: () => ({ longestChain: 0, bytes: 0, pacedMs: 0 }),
    serviceTime: () => null,
    tokenTenant: () => null,
  };
  const { recording, replaying } = recordedReads(reader);
  await recording.list({ path: '/a' });
  // A second look of one plan is a look, not an echo of the first.
  const list = await recording.list({ path: '/a' });
  const [one, two] = await recording.batch([{ path: '/1' }, { path: '/2' }]);
  expect(asked).toEqual(['/a', '/a', '/1', '/2']);
  expect(await replaying.list({ path: '/a' })).toBe(list);
  expect(await replaying.list({ path: '/a', mostPages: 1 })).not.toBe(list);
  expect(await replaying.get({ path: '/2' })).toBe(two);
  const batch = await replaying.batch([{ path: '/3' }, { path: '/1' }, { path: '/4' }]);
  expect(batch[1]).toBe(one);
  expect(batch).toHaveLength(3);
  expect(asked).toEqual(['/a', '/a', '/1', '/2', '/a', '/3', '/4']);
});
