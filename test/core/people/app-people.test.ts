import { describe, expect, it } from 'vitest';
import { absentAppFindings, appDependenciesAmong, missingAppFindings } from '../../../src/core/checks/missing-apps.ts';
import {
  nobodysDeviceFindings,
  notEnrolledFindings,
  userlessFindings,
} from '../../../src/core/checks/unreachable-people.ts';
import { setEngine } from '../../../src/core/people/audience.ts';
import { type Directory, directoryEntry, makeDirectory } from '../../../src/core/tenant/directory.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { carrying, shortProposal, type Wanted } from '../short-proposals.ts';
import { deviceGroup } from '../tenant.ts';

function told(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, severity, key, message }) => `${code} ${severity} ${key ?? ''}: ${message}`);
}

const FACTS = carrying(
  { sales: ['ann', 'bob'], field: ['bob', 'cid'], scanners: deviceGroup('scanner-1', 'scanner-2'), lab: ['dan'] },
  ['phone-ann', 'corporate-bob', 'corporate-cid', 'iphone-ann', 'scanner-1', 'scanner-2'],
);
const ENGINE = setEngine(FACTS);

describe('the app of a profile', () => {
  function judge(wanted: Readonly<Record<string, Wanted>>): readonly string[] {
    const proposals = Object.entries(wanted).map(([key, one]) => shortProposal(key, one));
    return told(missingAppFindings(appDependenciesAmong(proposals), ENGINE));
  }
  const app = (more: Partial<Wanted>): Wanted => ({
    kind: 'android-play-app',
    settings: { app: 'outlook' },
    before: ['sales'],
    after: ['sales'],
    intent: 'required',
    ...more,
  });
  const config = (more: Partial<Wanted>): Wanted => ({
    kind: 'android-app-config',
    settings: { app: 'outlook', targetedApp: { key: 'app' } },
    after: ['sales'],
    ...more,
  });

  it('has to reach the same people', () => {
    expect(judge({ config: config({ after: ['field', 'sales'] }), app: app({}) })).toEqual([
      'APP-001 warning config: 1 person of "config" would not get the app for it, "app": assign it to the same groups',
    ]);
  });

  it.each([
    ['is assigned to the same', { config: config({}), app: app({}) }],
    ['is offered to the same', { config: config({}), app: app({ intent: 'available' }) }],
    ['reaches them by other groups', { config: config({ after: ['sales'] }), app: app({ after: ['all users'] }) }],
    [
      'and its configuration stay as they are',
      { config: config({ before: ['field'], after: ['field'] }), app: app({}) },
    ],
  ] as const)('%s: nothing to say', (_, wanted) => {
    expect(judge(wanted)).toEqual([]);
  });

  it('is missed also where it is taken away', () => {
    const taken = app({ intent: 'uninstall' });
    expect(judge({ config: config({}), app: taken })[0]).toMatch(/^APP-001 warning config: 2 people of "config" would/);
    const narrowed = app({ before: ['sales'], after: [] });
    expect(judge({ config: config({ before: ['sales'] }), app: narrowed })).toHaveLength(1);
  });

  it('is found by its package for a mail profile, and any of two serves Nine Work', () => {
    const mail: Wanted = { kind: 'android-work-nine', after: ['sales', 'field'] };
    const nine = (name: string, after: readonly string[]): Wanted =>
      app({ settings: { app: name }, before: after, after, unmanaged: true });
    expect(judge({ mail, one: nine('nineWork', ['sales']), two: nine('nineWorkForIntune', ['field']) })).toEqual([]);
    expect(judge({ mail, one: nine('nineWork', ['field']), two: nine('gmail', ['sales']) })).toEqual([
      'APP-001 warning mail: 1 person of "mail" would not get the app for it, "The one" (not managed here): assign it to the same groups in the admin center, or import it',
    ]);
  });
});

describe('the list of apps', () => {
  const gmail = (host: string, after = ['sales']) =>
    shortProposal('mail', { kind: 'android-work-gmail', settings: { host }, after });
  function listing(...apps: readonly JsonObject[]): Directory {
    const objects = apps.map(
      (one, index) =>
        directoryEntry({ id: `app-${index}`, '@odata.type': '#microsoft.graph.androidManagedStoreApp', ...one }) ?? [],
    );
    return { ...makeDirectory([], []), collections: new Map([['/deviceAppManagement/mobileApps', objects.flat()]]) };
  }
  const CHROME = { packageId: 'com.android.chrome', isAssigned: true };
  const GMAIL = { packageId: 'com.google.android.gm' };
  const codes = (findings: readonly Finding[]) => findings.map(({ code, severity }) => `${code} ${severity}`);

  it('tells that an app was never approved', () => {
    expect(told(absentAppFindings([gmail('mail.contoso.com')], listing(CHROME)))).toEqual([
      'APP-001 warning mail: "mail" sets up mail in com.google.android.gm, which is not among the apps of the tenant: approve it in managed Google Play and assign it, as an android-play-app',
    ]);
    expect(absentAppFindings([gmail('mail.contoso.com')], listing(GMAIL))).toEqual([]);
  });

  it('tells that Gmail may miss Chrome, with Exchange Online', () => {
    const online = gmail('outlook.office365.com');
    expect(told(absentAppFindings([online], listing(GMAIL)))).toEqual([
      'APP-016 warning mail: "mail" lets Gmail sign in to Exchange Online, and Chrome, which it may need for that, is not among the apps of the tenant: assign com.android.chrome to the same groups',
    ]);
    expect(codes(absentAppFindings([online], listing(GMAIL, { ...CHROME, isAssigned: false })))).toEqual([
      'APP-016 warning',
    ]);
    expect(absentAppFindings([online], listing(GMAIL, CHROME))).toEqual([]);
    const filled = { app: 'gmail', configuration: { exchange_host: 'outlook.office365.com' } };
    const config = shortProposal('config', { kind: 'android-app-config', settings: filled, after: ['sales'] });
    expect(codes(absentAppFindings([config], listing(GMAIL)))).toEqual(['APP-016 warning']);
  });

  it('tells nothing where nobody read it, nor about profiles for nobody', () => {
    const unread = { ...makeDirectory([], []), collections: new Map([['/deviceAppManagement/mobileApps', null]]) };
    expect(absentAppFindings([gmail('outlook.office365.com')], unread)).toEqual([]);
    expect(absentAppFindings([gmail('outlook.office365.com')], makeDirectory([], []))).toEqual([]);
    expect(absentAppFindings([gmail('outlook.office365.com', [])], listing())).toEqual([]);
  });
});

describe('a configuration of an app', () => {
  const judge = (wanted: Partial<Wanted>, facts = FACTS): readonly string[] => {
    const proposed = shortProposal('config', {
      kind: 'android-app-config',
      settings: { app: 'gmail' },
      after: ['sales'],
      ...wanted,
    });
    return told([...userlessFindings([proposed], facts), ...notEnrolledFindings([proposed], facts, setEngine(facts))]);
  };

  it('fails on devices without a person, where the app is told whose account it is', () => {
    expect(judge({ after: ['scanners', 'sales'] })).toEqual([
      'APP-014 error config: "config" is for 2 devices without a person, where it fails: include groups of users, or leave dedicated devices out with a filter',
    ]);
    expect(judge({ after: ['all devices'] })[0]).toMatch(/^APP-014 error config: "config" is for 2 devices/);
    expect(judge({ after: ['all devices+fresh'] })[0]).toMatch(/^APP-014 warning config: "config" is for at most 2/);
  });

  it.each([
    ['is for users alone', { after: ['sales', 'all users'] }],
    [
      'is for private devices',
      { after: ['all devices'], settings: { app: 'gmail', applicability: 'androidWorkProfile' } },
    ],
    ['is for Outlook, which says nothing of the kind', { after: ['all devices'], settings: { app: 'outlook' } }],
    ['leaves these devices out', { after: ['all devices', '-scanners'] }],
  ])('%s: nothing to say', (_, wanted) => {
    expect(judge(wanted)).toEqual([]);
  });

  it('for enrolled devices is of no use to people without any', () => {
    expect(judge({ after: ['lab'] })).toEqual([
      'APP-024 warning config: "config" is for enrolled Android devices, and the person in its groups has none: write a managed-app-config for people whose devices are not enrolled',
    ]);
    expect(judge({ kind: 'ios-app-config', after: ['field', 'lab'] })[0]).toContain(
      'is for enrolled iPhones and iPads, and none of the 3 people in its groups has one',
    );
    expect(judge({ kind: 'ios-app-config', after: ['field', 'sales'] })).toEqual([]);
    expect(judge({ kind: 'managed-app-config', after: ['lab'] })).toEqual([]);
    expect(judge({ after: ['lab'] }, { ...FACTS, devices: null })).toEqual([]);
  });
});

describe('mail and certificates of people', () => {
  const judge = (wanted: Partial<Wanted>): readonly string[] => {
    const proposed = shortProposal('scep', {
      kind: 'android-corporate-scep',
      settings: { store: 'user' },
      after: ['scanners'],
      ...wanted,
    });
    return told(nobodysDeviceFindings([proposed], FACTS));
  };

  it('do not arrive on devices that belong to nobody', () => {
    expect(judge({})).toEqual([
      'ASG-007 warning scep: "scep" is for 2 devices without a primary user, and may not arrive there: include groups of users, or give the devices a primary user',
    ]);
    expect(judge({ after: ['all devices+fresh'] })[0]).toMatch(/^ASG-007 warning scep: "scep" is for at most 2 /);
  });

  it.each([
    ['are for users', { after: ['sales', 'all users'] }],
    ['are certificates of devices', { settings: { store: 'machine' } }],
    ['are for other devices', { kind: 'ios-mail' }],
  ])('%s: nothing to say', (_, wanted) => {
    expect(judge(wanted)).toEqual([]);
  });
});
