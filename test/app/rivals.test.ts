/** Whoever gets a second profile of one account is asked for their groups, where the groups of the others are larger. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plan } from '../../src/app/plan/plan.ts';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { connectReader } from '../../src/io/graph/connect.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import type { Plan } from '../../src/model/plan.ts';
import { NEWCOMERS_PROFILE, writeRivals } from '../bench/rivals-tenant.ts';
import { CONFIG } from '../laws/pure-plan.ts';
import { openServer, type TenantServer } from '../scenarios/tenant-server.ts';

const SIZE = { rivals: 6, members: 2000, newcomers: 12, pool: 4_000 };

const root = mkdtempSync(join(tmpdir(), 'postilion-rivals-'));
let server: TenantServer;
beforeAll(async () => {
  writeRivals(root, SIZE);
  server = await openServer(root);
});
beforeEach(async () => {
  await server.faults([]);
  await server.forget();
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

const REFUSED = { error: { code: 'Refused', message: 'refused' } };

async function planned(): Promise<Plan> {
  const read = readProfiles([{ path: 'profiles/new.yaml', text: NEWCOMERS_PROFILE }], CATALOGUE);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  const reader = await connectReader({ root: server.url, token: async () => 'reader', log: () => {}, agent: 'test' });
  const config = { ...CONFIG, tenant: { ...CONFIG.tenant, embedded: root } };
  const source = { commit: null, dirty: true };
  const request = { config, profiles: read.value, findings: [], source, tool: 'test', targets: [] };
  return plan(request, { reader, clock: { now: () => '2026-03-02T09:00:00.000Z' } });
}

async function askedOf(part: string): Promise<number> {
  return (await server.asked()).filter(({ path }) => path.includes(part) && !path.endsWith('$count')).length;
}

function conflicts({ findings }: Plan): readonly string[] {
  return findings.filter(({ code }) => code.startsWith('CNF')).map(({ message }) => message);
}

describe('a profile for a few people beside rivals for many', () => {
  it('asks the few, and finds what reading everybody finds', async () => {
    const made = await planned();
    expect(conflicts(made)).not.toEqual([]);
    expect(await askedOf('/transitiveMemberOf/')).toBe(SIZE.newcomers);
    // The own group, for its people and for their addresses, and nobody else's people: 6 × 3 pages stay unread.
    expect(await askedOf('transitiveMembers/microsoft.graph.user')).toBe(2);
    expect(made.run.roundTrips - (await askedOf('managedDevices'))).toBeLessThanOrEqual(12);

    await server.faults([
      { method: 'GET', path: '/transitiveMemberOf/', status: 403, body: { error: { code: 'Forbidden' } } },
    ]);
    await server.forget();
    const whole = await planned();
    expect(await askedOf('/transitiveMemberOf/')).toBe(1);
    expect(await askedOf('transitiveMembers/microsoft.graph.user')).toBeGreaterThan(SIZE.rivals);
    expect(conflicts(whole)).toEqual(conflicts(made));
    expect(whole.complete).toBe(true);
    expect(whole.digest).toBe(made.digest);
  });

  it('reads groups whose members may be hidden as wholes', async () => {
    await server.faults([
      { method: 'GET', path: 'visibility', status: 200, body: { id: 'x', visibility: 'HiddenMembership' } },
    ]);
    const made = await planned();
    expect(await askedOf('transitiveMembers/microsoft.graph.user')).toBeGreaterThan(SIZE.rivals);
    expect(conflicts(made)).not.toEqual([]);
  });

  it.each([
    ['the visibility of a group', { path: 'visibility', status: 500 }],
    ['the groups of the last person', { path: '/users/[^/]*04010/transitiveMemberOf/', status: 404 }],
    ['the groups of everybody', { path: '/transitiveMemberOf/', status: 400 }],
  ])('finds the same people where %s is refused', async (_, fault) => {
    const sound = await planned();
    await server.faults([{ method: 'GET', body: REFUSED, ...fault }]);
    expect(conflicts(await planned())).toEqual(conflicts(sound));
  });

  it('says that it does not know them where nobody tells the devices of a group', async () => {
    await server.faults([{ method: 'GET', path: 'microsoft.graph.device', status: 403, body: REFUSED }]);
    expect(conflicts(await planned()).join()).toContain('for people who could not be counted');
  });
});
