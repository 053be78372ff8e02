import { describe, expect, it, type TestContext } from 'vitest';
import { readStatus } from '../../src/app/status.ts';
import { type ProfileReach, reachOf } from '../../src/core/status/reach.ts';
import { connectReader } from '../../src/io/graph/connect.ts';
import { iosMail } from '../../src/kinds/mail/ios.ts';
import { type JsonObject, stringAt } from '../../src/model/json.ts';
import { problemsExitCode } from '../../src/report/problems.ts';
import { renderStatus, renderStatusJson } from '../../src/report/status.ts';
import { liveProfileOf } from '../core/on-wire.ts';
import { graphId, liveMail } from '../core/tenant.ts';
import { type ImportRun, useImportRun } from '../import/import-run.ts';
import { CONFIG } from '../laws/pure-plan.ts';
import { LEAN } from '../lean-way.ts';

const NO_PRIOR_STATE = {
  read: async () => ({ status: 'none' }) as const,
  readRuns: async () => ({ status: 'found', runs: [] }) as const,
};

/** What an import of the whole company adopts: it writes nothing to the tenant, so that it's done once for all desks. */
let adopted: string | null = null;

async function useImported(context: TestContext): Promise<ImportRun> {
  const server = await useImportRun(context);
  if (adopted === null) {
    await server.run({ all: true });
    adopted = server.read('adopt.yaml');
  } else {
    server.write('adopt.yaml', adopted);
  }
  return server;
}

/** Without any of `kinds` nothing but configurations is looked at. */
async function ask(
  { server, read }: ImportRun,
  keys: readonly string[] = [],
  now = '2026-03-02T09:00:00Z',
  kinds: readonly string[] = [],
) {
  const adopted = read('adopt.yaml').matchAll(/^([a-z0-9-]+): (\S+)$/gm);
  const adopt = Object.fromEntries([...adopted].map(([, key = '', id = '']) => [key, graphId(id)]));
  const reader = await connectReader({ ...LEAN, root: server.url, token: async () => 'reader', log: () => {} });
  const clock = { now: () => now };
  return readStatus({ config: { ...CONFIG, adopt }, kinds, keys }, { reader, state: NO_PRIOR_STATE, clock });
}

describe('status of a tenant', () => {
  it('counts the devices and people of every managed profile', async (context) => {
    const server = await useImported(context);
    await server.server.forget();
    const { profiles, problems } = await ask(server);
    expect(problems).toEqual([]);
    expect(profiles.map(({ key }) => key)).toEqual([
      'android-work-profile-gmail',
      'android-wp-contoso-root-ca',
      'ios-contoso-root-ca',
      'ios-mail-executives',
      'ios-mail-old-do-not-touch',
      'ios-s-mime-encryption',
      'ios-user-certificate-pkcs-finance',
      'ios-user-certificate-scep',
      'samsung-knox-mail-warehouse',
      'windows-contoso-root-ca',
      'windows-mail-app',
    ]);
    expect(profiles[3]).toMatchObject({ fresh: true, devices: { success: 15, pending: 0 }, people: { success: 14 } });
    expect((await server.server.asked()).filter(({ inBatch }) => !inBatch).length).toBeLessThanOrEqual(3);
    expect(await server.server.writes()).toEqual([]);
    const apps = ['gmail', 'outlook-focused-inbox-off', 'outlook-ios-account-setup'];
    const more = await ask(server, apps, undefined, ['android-play-app', 'ios-app-config', 'managed-app-config']);
    expect([more.unknown, more.problems]).toEqual([[], []]);
    expect(more.profiles.map(({ verdict, devices }) => [verdict, devices === null])).toEqual([
      ['only reports tell where it is: look under Monitor in the admin center', true],
      ['only reports tell where it is: look under Monitor in the admin center', true],
      ['every device that reported has it', false],
    ]);
    expect(renderStatus(more.profiles).split('\n')).toHaveLength(7);
  });

  it('takes keys, and says which nobody has', async (context) => {
    const server = await useImported(context);
    const { profiles, unknown } = await ask(server, ['windows-mail-app', 'nobody']);
    expect(profiles.map(({ key }) => key)).toEqual(['windows-mail-app']);
    expect(unknown).toEqual(['nobody']);
  });

  it('is right after a change: devices are pending, which is normal for some hours and then not', async (context) => {
    const server = await useImported(context);
    const id = /ios-mail-executives: (\S+)/.exec(server.read('adopt.yaml'))?.[1] ?? '';
    const body = {
      '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration',
      accountName: 'Contoso mail',
    };
    await server.server.edit({ method: 'PATCH', path: `/deviceManagement/deviceConfigurations/${id}`, body });
    const [changed] = (await server.server.state('deviceConfigurations')).filter((one) => one['id'] === id);
    const at = Date.parse(stringAt(changed ?? {}, 'lastModifiedDateTime') ?? '');
    const after = (hours: number): string => new Date(at + hours * 3_600_000).toISOString();
    const early = await ask(server, ['ios-mail-executives'], after(3));
    expect(early.profiles[0]?.verdict).toMatch(/^\d+ pending: normal within 8 hours of a change$/);
    const late = await ask(server, ['ios-mail-executives'], after(12));
    expect(late.profiles[0]?.verdict).toMatch(/^\d+ pending: these devices are switched off/);
  });

  it('says what could not be read', async (context) => {
    const server = await useImported(context);
    await server.server.faults([{ path: 'deviceStatusOverview', status: 403, times: 1 }]);
    const { profiles, problems } = await ask(server);
    expect(problemsExitCode(problems)).toBe(9);
    expect(profiles.filter(({ devices }) => devices === null)).toHaveLength(1);
  });
});

const OVERVIEW = {
  successCount: 10,
  pendingCount: 0,
  errorCount: 0,
  failedCount: 0,
  conflictCount: 0,
  notApplicableCount: 1,
  notApplicablePlatformCount: 2,
  configurationVersion: 1,
};

const ASSIGNED = [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }];

function reach(
  overview: JsonObject | null,
  hours: number | null,
  parts: JsonObject = { assignments: ASSIGNED },
): ProfileReach {
  const live = liveProfileOf(liveMail('11111111-1111-4111-8111-111111111111', parts), iosMail);
  const answer =
    overview === null
      ? ({ status: 'missing', requestId: null } as const)
      : ({ status: 'found', body: { ...OVERVIEW, ...overview } } as const);
  return reachOf('ios-sales', live, hours, [answer, answer]);
}

describe('the verdict on a profile', () => {
  it('names first what needs somebody', () => {
    expect(reach({ conflictCount: 2, failedCount: 1 }, 1).verdict).toMatch(/^2 in conflict/);
    expect(reach({ errorCount: 1, failedCount: 2, pendingCount: 4 }, 1).verdict).toMatch(/^3 failed/);
    expect(reach({}, 1).verdict).toBe('every device that reported has it');
    expect(reach({ successCount: 0 }, 1).verdict).toBe('no device has it yet');
    expect(reach({}, 1, { assignments: [] }).verdict).toBe('nobody gets it');
    expect(reach(null, 1).verdict).toBe('how far it has got could not be read');
  });

  it('knows counts of an earlier version', () => {
    expect(reach({}, 1, { assignments: ASSIGNED, version: 2 })).toMatchObject({
      fresh: false,
      verdict: 'counts of an earlier version: normal within 8 hours',
    });
    expect(reach({}, 9, { assignments: ASSIGNED, version: 2 }).verdict).toBe('counts of an earlier version');
    expect(reach({ configurationVersion: null }, 9).fresh).toBeNull();
  });

  it('is printed with its counts, and with nothing that steers a terminal', () => {
    const one = reach({ successCount: 1200, pendingCount: 3, failedCount: 1 }, 1, {
      assignments: ASSIGNED,
      displayName: 'a\nb\u001b[31m',
    });
    expect(renderStatus([one])).toBe(
      [
        'ios-sales "a\\u{a}b\\u{1b}[31m": 1 failed: look at these devices in the admin center',
        '  devices: 1,200 have it, 3 pending, 1 failed, 3 not applicable',
        '  people: 1,200 have it, 3 pending, 1 failed, 3 not applicable',
        "1 managed profile; the counts are Intune's own and may lag behind",
        '',
      ].join('\n'),
    );
    expect(JSON.parse(renderStatusJson([reach({}, 2.5)]))).toMatchObject({
      profiles: [{ key: 'ios-sales', hours: 2 }],
    });
  });
});
