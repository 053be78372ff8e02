/** Shapes that real tenants hold: each is imported, plans to nothing, and what YAML can't say stays in the tenant and is told. */

import { describe, expect, it } from 'vitest';
import { encodeCreate } from '../../src/catalogue/codec.ts';
import { chooseKeys } from '../../src/core/import/choose-keys.ts';
import { findLeftAlone } from '../../src/core/import/left-alone.ts';
import { writeProfile } from '../../src/core/import/write-yaml.ts';
import { kindNamed } from '../../src/kinds/catalogue.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import { planExitCode } from '../../src/report/exit-code.ts';
import { graphId } from '../core/tenant.ts';
import { type ImportRun, useImportRun } from './import-run.ts';

const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';
const APP_CONFIGURATIONS = '/deviceAppManagement/mobileAppConfigurations';

async function created({ server }: ImportRun, path: string, body: JsonObject): Promise<string> {
  const made = await server.edit({ method: 'POST', path, body });
  return (isJsonObject(made) ? stringAt(made, 'id') : undefined) ?? '';
}

const IOS_MAIL: JsonObject = {
  '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration',
  displayName: 'Odd',
  accountName: 'Contoso',
  hostName: 'mail.contoso.com',
  usernameAADSource: 'userPrincipalName',
  usernameSource: 'userPrincipalName',
  emailAddressSource: 'primarySmtpAddress',
  authenticationMethod: 'usernameAndPassword',
  requireSsl: true,
};

/** Imports the one object and plans; the text of its YAML. */
async function imported(run: ImportRun, id: string): Promise<string> {
  await run.server.forget();
  const ran = await run.run({ id: [id] });
  expect([ran.code, ran.err]).toEqual([0, '']);
  const [file] = run.files('profiles').filter((name) => name.endsWith('.yaml'));
  const plan = await run.plan();
  expect(plan.steps).toEqual([]);
  expect(plan.changes.filter(({ action }) => action !== 'unmanaged').map(({ action }) => action)).toEqual(['adopt']);
  expect(planExitCode(plan, { detailed: true })).toBe(0);
  return run.read(`profiles/${file}`);
}

const WINDOWS_MAIL: JsonObject = {
  '@odata.type': '#microsoft.graph.windows10EasEmailProfileConfiguration',
  displayName: 'Odd',
  accountName: 'Contoso',
  hostName: 'mail.contoso.com',
  usernameAADSource: null,
  usernameSource: 'userPrincipalName',
  emailAddressSource: 'primarySmtpAddress',
};

describe('a value that nobody expects', () => {
  it.for([
    [IOS_MAIL, 'usernameAADSource', 'username'],
    [IOS_MAIL, 'authenticationMethod', 'authentication'],
    [WINDOWS_MAIL, 'usernameAADSource', 'username'],
  ] as const)('a null is left as it is: %o %s', async ([body, property, setting], context) => {
    const run = await useImportRun(context);
    const text = await imported(run, await created(run, CONFIGURATIONS, { ...body, [property]: null }));
    expect(text).toContain(`# ${setting} is left as it is in the tenant, which holds no value for it (null)`);
    expect(text).toContain(`unmanaged: [${setting}]`);
    expect(text).toContain('accountName: Contoso');
  });

  it('of one key stays in the tenant, the others are imported', async (context) => {
    const run = await useImportRun(context);
    const id = await created(run, APP_CONFIGURATIONS, {
      '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
      displayName: 'Odd',
      targetedMobileApps: ['56c52429-dd3a-47ec-b232-96bb1754e272'],
      settings: [
        {
          appConfigKey: 'com.microsoft.outlook.Mail.FocusedInbox',
          appConfigKeyType: 'booleanType',
          appConfigKeyValue: 'perhaps',
        },
        {
          appConfigKey: 'com.microsoft.outlook.Mail.SyncContacts',
          appConfigKeyType: 'booleanType',
          appConfigKeyValue: 'YES',
        },
      ],
    });
    const text = await imported(run, id);
    expect(text).toContain('configuration: com.microsoft.outlook.Mail.FocusedInbox is left as it is in the tenant');
    expect(text).toContain('configuration/com.microsoft.outlook.Mail.FocusedInbox');
    expect(text).not.toContain('unmanaged: [configuration]');
  });

  it('of a configuration that nobody can read: all of it stays in the tenant', async (context) => {
    const run = await useImportRun(context);
    const id = await created(run, APP_CONFIGURATIONS, {
      '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
      displayName: 'Odd',
      targetedMobileApps: ['56c52429-dd3a-47ec-b232-96bb1754e272'],
      encodedSettingXml: Buffer.from('<plist><dict><key>x').toString('base64'),
    });
    expect(await imported(run, id)).toContain('unmanaged: [configuration]');
  });
});

describe('what stays in the tenant only', () => {
  it('makes creating the profile elsewhere an error that names the comment', async (context) => {
    const run = await useImportRun(context);
    await imported(run, await created(run, CONFIGURATIONS, { ...IOS_MAIL, usernameAADSource: null }));
    run.write('adopt.yaml', '');
    const plan = await run.plan();
    expect(plan.steps).toEqual([]);
    const [told, more] = plan.findings.filter(({ code }) => code === 'GRA-002');
    expect([told?.severity, more]).toEqual(['error', undefined]);
    expect(told?.message).toMatch(/^unmanaged leaves username to the tenant \(the comment at the head of the file/);
  });

  it('is every assignment where one has an intent that this version does not know', async (context) => {
    const run = await useImportRun(context);
    const id = await created(run, CONFIGURATIONS, IOS_MAIL);
    const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
    await run.server.edit({
      method: 'POST',
      path: `${CONFIGURATIONS}/${id}/assign`,
      body: {
        assignments: [{ '@odata.type': '#microsoft.graph.deviceConfigurationAssignment', intent: 'remove', target }],
      },
    });
    const text = await imported(run, id);
    expect(text).toContain('(the intent remove)');
    run.write('profiles/odd.yaml', text.replace('unmanaged: [assign]', 'assign: {include: [{allDevices: true}]}'));
    const plan = await run.plan();
    expect(plan.steps).toEqual([]);
    expect(plan.findings.map(({ code }) => code)).toContain('ASG-021');
  });
});

describe('names', () => {
  it.for(['\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645', '\u{1f469}\u200d\u{1f4bb} Mail', '\u05d3\u200f!'])(
    'are written with the joiners and marks of their language: %s',
    async (displayName, context) => {
      const run = await useImportRun(context);
      expect(await imported(run, await created(run, CONFIGURATIONS, { ...IOS_MAIL, displayName }))).toContain(
        displayName,
      );
    },
  );

  it('of two filters are told apart by their platform', async (context) => {
    const run = await useImportRun(context);
    const filter = (platform: string) =>
      created(run, '/deviceManagement/assignmentFilters', {
        '@odata.type': '#microsoft.graph.deviceAndAppManagementAssignmentFilter',
        displayName: 'Ours',
        platform,
        rule: '(device.deviceName -eq "x")',
      });
    const [ios] = [await filter('iOS'), await filter('androidForWork')];
    const id = await created(run, CONFIGURATIONS, IOS_MAIL);
    const target = {
      '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget',
      deviceAndAppManagementAssignmentFilterId: ios,
      deviceAndAppManagementAssignmentFilterType: 'include',
    };
    await run.server.edit({
      method: 'POST',
      path: `${CONFIGURATIONS}/${id}/assign`,
      body: { assignments: [{ target }] },
    });
    const text = await imported(run, id);
    expect(text).toMatch(/name: Ours,? *\n? *platform: iOS/);
    run.write('profiles/odd.yaml', text.replace(/\{name: Ours, platform: iOS\}/, 'Ours'));
    const told = (await run.plan()).findings.find(({ code }) => code === 'RES-002');
    expect(told?.message).toContain(`{id: ${ios}} (iOS)`);
    run.write('profiles/odd.yaml', text.replace(/\{name: Ours, platform: iOS\}/, `{id: ${ios}}`));
    expect((await run.plan()).steps).toEqual([]);
  });

  it('of permissions have a hyphen', async (context) => {
    const run = await useImportRun(context);
    const text = await imported(
      run,
      await created(run, APP_CONFIGURATIONS, {
        '@odata.type': '#microsoft.graph.androidManagedStoreAppConfiguration',
        displayName: 'Odd',
        packageId: 'app:com.microsoft.office.outlook',
        targetedMobileApps: [],
        permissionActions: [{ permission: 'android.permission-group.CONTACTS', action: 'autoGrant' }],
      }),
    );
    expect(text).toContain('android.permission-group.CONTACTS');
  });
});

describe('what is left alone', () => {
  it('is listed with the reason and where it is managed, and nothing is written', async (context) => {
    const run = await useImportRun(context);
    await created(run, APP_CONFIGURATIONS, {
      '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
      displayName: 'Teams',
      targetedMobileApps: ['56c52429-dd3a-47ec-b232-96bb1754e272'],
      settings: [
        { appConfigKey: 'IntuneMAMUPN', appConfigKeyType: 'stringType', appConfigKeyValue: '{{userprincipalname}}' },
      ],
    });
    await run.server.forget();
    const { code, out } = await run.run({ list: true });
    expect(code).toBe(0);
    expect(out).toMatch(/^19 objects can be imported$/m);
    expect(out).toMatch(
      /^  \d+ objects: it is no mail profile, .*; managed in the admin center.*\n(?: {4}.*\n)* {4}iosGeneral/m,
    );
    expect(out).toMatch(/: it is not about mail;.*\n(?: {4}.*\n)* {4}iosMobileAppConfiguration "Teams" /);
    expect(run.files('profiles')).toEqual([]);
    expect((await run.run({ list: true, all: true })).err).toContain('--list writes nothing');
    expect((await run.run({ all: true })).out).toMatch(/other objects left alone: postilion import --list says which/);
  });
});

describe('an object of macOS', () => {
  it('is named as such', () => {
    const mac = { '@odata.type': '#microsoft.graph.macOSScepCertificateProfile', id: 'x', displayName: 'Macs' };
    expect(findLeftAlone([mac], () => false)).toMatchObject([{ name: 'Macs', reason: 'macOS is not managed here' }]);
  });
});

describe('a file', () => {
  it('is written as a person would: long values take lines, ids have names beside them', () => {
    const id = '00000000-0000-4000-8000-00000000abcd';
    const long = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`com.contoso.key${index}`, 'a value']));
    const document = {
      kind: 'ios-app-config',
      settings: { targetedApp: { id }, configuration: long },
      assign: { include: [{ group: 'Sales', filter: { include: { id } } }] },
    };
    const text = writeProfile(document, { schema: 's', notes: [], ids: { [id]: 'Contoso\nMail' } });
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(text).toContain(`targetedApp: {id: ${id}} # Contoso\\u000aMail\n`);
    expect(text).toContain('\n    com.contoso.key0: a value\n');
    expect(text).toContain(`filter: {include: {id: ${id}}} # Contoso\\u000aMail\n`);
  });

  it('has a key of whole words', () => {
    const name = 'Corporate mail configuration for everybody who works from home office since spring';
    const [key] = chooseKeys(
      [{ id: graphId('00000000-0000-4000-8000-000000000001'), kind: 'ios-mail', name }],
      new Set(),
    ).values();
    expect(key).toBe('corporate-mail-configuration-for-everybody-who-works-from-home');
  });
});

describe('an imported certificate', () => {
  it.for(['android-work', 'android-corporate', 'samsung-knox', 'windows'])(
    'is created as the admin center does on %s',
    (platform) => {
      const kind = kindNamed(`${platform}-imported-pfx`);
      if (kind === undefined) throw new Error(platform);
      expect(encodeCreate(kind, { intendedPurpose: 'smimeEncryption' })).toMatchObject({
        certificateValidityPeriodScale: 'years',
        certificateValidityPeriodValue: 1,
        renewalThresholdPercentage: 20,
        subjectNameFormat: 'commonName',
      });
    },
  );
});
