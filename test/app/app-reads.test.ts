/** What a plan reads about apps: nothing where nobody manages any, and nothing is concluded from what it can't read. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { companyStore } from '../scenarios/company.ts';
import { openRepository } from '../scenarios/scenario-repository.ts';
import { openServer, type TenantServer } from '../scenarios/tenant-server.ts';

const MAIL = `kind: ios-mail
key: ios-sales
name: "iOS: Mail - Sales"
settings: {accountName: Contoso, host: mail.contoso.com, ssl: true, username: userPrincipalName,
  emailAddress: primarySmtpAddress, authentication: usernameAndPassword, oauth: false}
assign: {include: [{group: Sales users}]}
`;
const APP = `kind: android-play-app
key: android-gmail
name: "Android: Gmail"
settings: {app: gmail}
assign: {include: [{group: Android work profile devices}]}
`;

interface Place {
  readonly server: TenantServer;
  plan(text: string): Promise<Plan>;
}

async function usePlace({ onTestFinished }: TestContext): Promise<Place> {
  const root = mkdtempSync(join(tmpdir(), 'postilion-apps-'));
  const server = await openServer(companyStore('all'));
  onTestFinished(async () => {
    await server.close();
    rmSync(root, { recursive: true, force: true });
  });
  writeFileSync(
    join(root, 'postilion.yaml'),
    'version: 1\nowner: contoso-mail\ntenant: {embedded: tenant}\nprofiles: [mail.yaml]\n',
  );
  return {
    server,
    plan: async (text) => {
      writeFileSync(join(root, 'mail.yaml'), text);
      await server.forget();
      return (await openRepository(root, server.url)).plan();
    },
  };
}

async function asked({ server }: Place): Promise<readonly string[]> {
  return (await server.asked()).map(({ path }) => path).filter((path) => path.startsWith('/deviceAppManagement'));
}

const FORBIDDEN: JsonObject = { status: 403, body: { error: { code: 'Forbidden', message: 'not for you' } } };

describe('a plan without apps', () => {
  it('asks nothing about apps, and needs no right to', async (context) => {
    const place = await usePlace(context);
    await place.server.faults([{ path: '/deviceAppManagement', ...FORBIDDEN }]);
    expect((await place.plan(MAIL)).complete).toBe(true);
    expect(await asked(place)).toEqual([]);
  });
});

describe('a plan with apps', () => {
  it('reads assignments app by app, of those about mail alone', async (context) => {
    const place = await usePlace(context);
    const plan = await place.plan(APP);
    expect(plan).toMatchObject({ complete: true, steps: [], summary: { adopt: 1, update: 0 } });
    const paths = await asked(place);
    const single = paths.filter((path) => path !== '/deviceAppManagement/mobileApps');
    expect([paths.length - single.length, single.length]).toEqual([1, 5]);
  });

  it('concludes nothing where it may not read the list', async (context) => {
    const place = await usePlace(context);
    await place.server.faults([{ path: '/\\/mobileApps(\\?|$)/', ...FORBIDDEN }]);
    const plan = await place.plan(APP);
    expect(plan).toMatchObject({ complete: false, steps: [], problems: [{ type: 'permission' }] });
    expect(plan.findings.map(({ code }) => code)).not.toContain('APP-101');
  });

  it('concludes nothing where it may not read one of the apps', async (context) => {
    const place = await usePlace(context);
    await place.server.faults([{ path: '/\\/mobileApps\\/[0-9a-f]/', ...FORBIDDEN }]);
    const plan = await place.plan(`${APP.replace('work profile devices', 'pilot users')}---\n${MAIL}`);
    expect(plan).toMatchObject({ complete: false, problems: [{ type: 'permission' }] });
    expect(plan.steps.filter(({ verb }) => verb !== 'patch')).toEqual([]);
  });
});
