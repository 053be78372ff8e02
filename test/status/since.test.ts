/** What a run predicted, held against device states and sign-ins since: through the program, and case by case. */

import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { findRun, observed, type PastChange, type SignIns } from '../../src/core/status/observation.ts';
import type { ProfileReach } from '../../src/core/status/reach.ts';
import { type JsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import { type RunRecord, readRunRecord, runJson } from '../../src/model/state/log.ts';
import type { Prediction } from '../../src/model/state/prediction.ts';
import { type CommandLine, jsonIn, PATIENT, useAppliedCommandLine } from '../cli/command-line.ts';

const APPLE = 'f8d98a96-0999-43f5-8af3-69971c7bb423';

/** People of the group sign in to Apple's mail, at that time. */
async function signIn({ server }: CommandLine, users: readonly JsonObject[], at: Date, appId = APPLE): Promise<void> {
  for (const user of users) {
    const body = { userId: stringAt(user, 'id') ?? '', appId, createdDateTime: at.toISOString() };
    await server.edit({ method: 'POST', path: '/auditLogs/signIns', body });
  }
}

describe('status --since', () => {
  it('shows prediction and observation, in counts alone', PATIENT, async (context) => {
    const bench = await useAppliedCommandLine(context);
    // The service's clock tells seconds: of two runs within one nobody could say which was the last.
    await setTimeout(1_100);
    bench.change('profiles/legal.yaml', 'accountName: Contoso mail', 'accountName: Contoso');
    const applied = await bench.run(['apply', '--approve', 'lock-out:ios-legal']);
    expect(applied.code).toBe(0);
    const legal = (await bench.server.state('users')).filter((one) => one['department'] === 'Legal');
    const hour = 3_600_000;
    await signIn(bench, legal.slice(0, 30), new Date(Date.now() + hour));
    await signIn(bench, legal.slice(0, 30), new Date(Date.now() + hour), 'another-app');
    const { code, out, err } = await bench.run(['status', 'ios-legal', '--since', 'last']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/since the run [0-9a-f-]{8} of 20\d\d-/);
    expect(out).toMatch(/predicted: may-reapprove for \d+ people \(.*by accountName\)/);
    expect(out).toMatch(/sign-ins: \d+ of \d+ people signed in to Apple Internet Accounts since, 0 in as long before/);
    expect(out).toContain('so far: too early to say');
    for (const person of legal) expect(out).not.toContain(stringAt(person, 'id') ?? 'nobody');
    const json = await bench.run(['status', 'ios-legal', '--since', 'last', '--format', 'json']);
    const [profile] = objectsAt(jsonIn(json.out), 'profiles');
    expect(profile).toMatchObject({ since: { predicted: { level: 'may-reapprove', causes: ['accountName'] } } });
  });

  it('says which permission it takes, and which runs there are', PATIENT, async (context) => {
    const bench = await useAppliedCommandLine(context);
    const roles = [
      'DeviceManagementConfiguration.Read.All',
      'DeviceManagementManagedDevices.Read.All',
      'Group.Read.All',
    ];
    const claims = Buffer.from(JSON.stringify({ exp: 9_999_999_999, roles })).toString('base64url');
    const env = { POSTILION_ACCESS_TOKEN: `e30.${claims}.c2ln` };
    const { code, out } = await bench.run(['status', 'ios-legal', '--since', 'last'], env);
    expect(code).toBe(0);
    expect(out).toContain(
      'sign-ins: not checked: needs AuditLog.Read.All (and Microsoft Entra ID P1) to read sign-ins',
    );
    const unknown = await bench.run(['status', 'ios-legal', '--since', 'zzzzzz']);
    expect(unknown.code).toBe(10);
    expect(unknown.err).toMatch(
      /--since zzzzzz: no such run changed these profiles: write last, a time, or one of [0-9a-f-]{8} \(/,
    );
  });
});

const RUN: RunRecord = {
  nonce: 'abcdef0123',
  epoch: 1,
  who: 'ann',
  started: '2026-03-02T09:00:00Z',
  ended: '2026-03-02T09:10:00Z',
  tool: 'postilion',
  commit: null,
  planDigest: 'sha256:0',
  approved: { level: null, by: null },
  approvals: [],
  changes: [{ key: 'mail', kind: 'ios-mail', id: null, action: 'update', digest: 'sha256:1' }],
  steps: [{ id: 'mail/patch', key: 'mail', verb: 'patch', status: 'done', requestIds: [], before: 'a', after: 'b' }],
  healed: [],
  converged: true,
};

const PREDICTED: Prediction = {
  level: 'account-reset',
  confidence: 'inferred',
  basis: 'exact',
  people: 100,
  kept: 100,
  gained: 0,
  lost: 0,
  devices: 100,
  causes: ['accountName'],
};

const COUNTS = { success: 100, pending: 0, error: 0, failed: 0, conflict: 0, notApplicable: 0 };
const REACH: ProfileReach = {
  key: 'mail',
  kind: 'ios-mail',
  id: 'id',
  name: 'Mail',
  assigned: true,
  version: 2,
  fresh: true,
  hours: 30,
  devices: COUNTS,
  people: COUNTS,
  counted: true,
  verdict: '',
};

const LATER = '2026-03-04T09:00:00Z';
const signedIn = (since: number, before = 0): SignIns => ({ app: 'Mail', since, before, of: 100, isComplete: true });

function judged(parts: {
  readonly predicted?: Partial<Prediction> | null;
  readonly reach?: Partial<ProfileReach>;
  readonly signIns?: SignIns | { readonly not: string };
  readonly now?: string;
}): readonly [string, string | null] {
  const { predicted = {}, reach = {}, signIns = signedIn(95), now = LATER } = parts;
  const [change] = RUN.changes;
  if (change === undefined) throw new Error('the run has a change');
  const past: PastChange = {
    run: RUN,
    change: predicted === null ? change : { ...change, predicted: { ...PREDICTED, ...predicted } },
  };
  const { verdict, override } = observed(past, { ...REACH, ...reach }, signIns, now);
  return [verdict, override];
}

describe('an observation', () => {
  it('agrees with the prediction', () => {
    expect(judged({})).toEqual(['as predicted (account-reset)', null]);
    expect(judged({ predicted: { level: 'silent' }, signIns: signedIn(3) })).toEqual(['as predicted (silent)', null]);
  });

  it('that is milder or graver speaks for an override of the field that was the cause', () => {
    expect(judged({ signIns: signedIn(4) })).toEqual([
      'milder than predicted (account-reset): hardly anybody signed in again',
      '{kind: ios-mail, field: accountName, level: silent, because: "4 of 100 people signed in again in 48 hours after the run of 2026-03-02"}',
    ]);
    const [verdict, override] = judged({ predicted: { level: 'silent' }, signIns: signedIn(80, 10) });
    expect(verdict).toBe('graver than predicted (silent): more than half of the people signed in again');
    expect(override).toContain('level: sign-in');
    expect(judged({ predicted: { causes: [] }, signIns: signedIn(4) })[1]).toBeNull();
    expect(judged({ predicted: { causes: ['host', 'oauth'] }, signIns: signedIn(4) })[1]).toBeNull();
  });

  it('does not take habit for an effect', () => {
    expect(judged({ predicted: { level: 'silent' }, signIns: signedIn(80, 78) })[0]).toBe('as predicted (silent)');
    expect(judged({ signIns: signedIn(80, 78) })[0]).toMatch(/^milder/);
  });

  it.each([
    ['a day is not over', { now: '2026-03-02T20:00:00Z' }, /^too early/],
    [
      'most devices lack it',
      { reach: { devices: { ...COUNTS, success: 10, pending: 90 } } },
      /^too early.*\(10 of 100 do\)/,
    ],
    ['devices show an earlier version', { reach: { fresh: false } }, /^too early.*earlier version/],
    ['devices could not be read', { reach: { devices: null } }, /could not be read/],
    ['devices still show it', { reach: { assigned: false } }, /^nobody is assigned, and 100 devices still report it/],
    [
      'it is removed',
      { reach: { assigned: false, devices: { ...COUNTS, success: 0 } } },
      /^removed: nobody is assigned/,
    ],
    ['nothing was predicted', { predicted: null }, /^nothing was predicted/],
    ['sign-ins are not known', { signIns: { not: 'needs a permission' } }, /sign-ins only: needs a permission$/],
  ] as const)('says so where %s', (_, parts, words) => {
    const [verdict, override] = judged(parts);
    expect(verdict).toMatch(words);
    expect(override).toBeNull();
  });
});

describe('a run', () => {
  const second: RunRecord = { ...RUN, nonce: 'fedcba9876', started: '2026-03-03T09:00:00Z' };
  const other: RunRecord = { ...RUN, nonce: '999999', changes: [], steps: [] };
  const named = (wanted: string) => findRun([RUN, second, other], 'mail', wanted)?.run.nonce ?? null;

  it('is named by its beginning, by a time, or as the last one', () => {
    expect(named('last')).toBe('fedcba9876');
    expect(named('abcdef')).toBe('abcdef0123');
    expect(named('2026-03-02')).toBe('abcdef0123');
    expect(named('2026-03-03T00:00:00Z')).toBe('fedcba9876');
    expect([named('abc'), named('999999'), named('2027-01-01'), named('nonsense')]).toEqual([null, null, null, null]);
  });

  it('keeps its prediction, and is read without one', () => {
    const [change] = RUN.changes;
    const predicted = { ...RUN, changes: change === undefined ? [] : [{ ...change, predicted: PREDICTED }] };
    for (const run of [RUN, predicted])
      expect(readRunRecord('runs/a.json', JSON.stringify(runJson(run)))).toEqual({
        ok: true,
        value: run,
        findings: [],
      });
  });
});
