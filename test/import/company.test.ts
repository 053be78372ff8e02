import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import { planExitCode } from '../../src/report/exit-code.ts';
import { type ImportRun, useImportRun } from './import-run.ts';

/** What a person would have written, in a file beside this one. */
function expected(name: string): string {
  return readFileSync(join(import.meta.dirname, `expected-${name}.txt`), 'utf8');
}

const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';

/** A seeded profile by its name. */
async function seeded({ server }: ImportRun, name: string): Promise<JsonObject> {
  const found = (await server.state('deviceConfigurations')).find((one) => stringAt(one, 'displayName') === name);
  if (found === undefined) throw new Error(`the company has no ${name}`);
  return found;
}

async function create({ server }: ImportRun, parts: JsonObject): Promise<string> {
  const body = {
    '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration',
    displayName: 'iOS: Mail - Branch',
    accountName: 'Contoso',
    hostName: 'mail.contoso.com',
    usernameAADSource: 'userPrincipalName',
    usernameSource: 'userPrincipalName',
    emailAddressSource: 'primarySmtpAddress',
    authenticationMethod: 'usernameAndPassword',
    requireSsl: true,
    ...parts,
  };
  const made = await server.edit({ method: 'POST', path: CONFIGURATIONS, body });
  return (isJsonObject(made) ? stringAt(made, 'id') : undefined) ?? '';
}

/** Everything that was imported is adopted by the next plan, and nothing else happens. */
async function expectQuiet(server: ImportRun): Promise<void> {
  const plan = await server.plan();
  expect(plan.steps).toEqual([]);
  const actions = new Set(plan.changes.map(({ action }) => action).filter((action) => action !== 'unmanaged'));
  expect([...actions]).toEqual(['adopt']);
  expect(planExitCode(plan, { detailed: true })).toBe(0);
  expect((await server.server.writes()).filter(({ path }) => !path.includes('/__tenant'))).toEqual([]);
}

describe('import of a company that was run by hand', () => {
  it('writes every kind, and planning it right away plans nothing', async (context) => {
    const server = await useImportRun(context);
    const ran = await server.run({ all: true });
    expect(ran.err).toBe('');
    expect(ran.code).toBe(0);
    expect(server.files('profiles')).toEqual([
      'android-work-profile-gmail.yaml',
      'android-wp-contoso-root-ca.cer',
      'android-wp-contoso-root-ca.yaml',
      'gmail.yaml',
      'ios-contoso-root-ca.cer',
      'ios-contoso-root-ca.yaml',
      'ios-mail-executives.yaml',
      'ios-mail-old-do-not-touch.yaml',
      'ios-s-mime-encryption.yaml',
      'ios-user-certificate-pkcs-finance.yaml',
      'ios-user-certificate-scep.yaml',
      'microsoft-365-apps-for-windows-10-and-later.yaml',
      'microsoft-outlook-2.yaml',
      'microsoft-outlook.yaml',
      'nine-work-for-intune.yaml',
      'outlook-android-account-setup.yaml',
      'outlook-focused-inbox-off.yaml',
      'outlook-ios-account-setup.yaml',
      'samsung-knox-mail-warehouse.yaml',
      'windows-contoso-root-ca.cer',
      'windows-contoso-root-ca.yaml',
      'windows-mail-app.yaml',
    ]);
    expect(server.read('profiles/ios-user-certificate-scep.yaml')).toBe(expected('scep'));
    await expectQuiet(server);
    expect((await server.plan()).summary).toMatchObject({ adopt: 19, unmanaged: 0 });
  });

  it('writes what a person would: names, no defaults, the order of the catalogue, no id', async (context) => {
    const server = await useImportRun(context);
    await server.run({ all: true });
    expect(server.read('profiles/ios-mail-executives.yaml')).toBe(expected('executives'));
    const files = server.files('profiles').filter((file) => file.endsWith('.yaml'));
    const texts = files.map((file) => server.read(`profiles/${file}`));
    expect(texts.filter((text) => /[0-9a-f]{8}-[0-9a-f]{4}-/.test(text))).toEqual([]);
  });

  it('takes a selection by id, and the rest later, keeping what adopt.yaml says', async (context) => {
    const server = await useImportRun(context);
    server.write('adopt.yaml', '# ours\nwindows-old: 00000000-0000-4000-8000-000000000001');
    const id = stringAt(await seeded(server, 'iOS mail Executives'), 'id') ?? '';
    expect((await server.run({ id: [id.toUpperCase()] })).code).toBe(0);
    expect(server.files('profiles')).toEqual(['ios-mail-executives.yaml']);
    expect(server.read('adopt.yaml')).toBe(
      `# ours\nwindows-old: 00000000-0000-4000-8000-000000000001\nios-mail-executives: ${id}\n`,
    );
    expect(server.read('profiles/ios-mail-executives.yaml')).toContain('{name: "iOS: user certificate SCEP"}');
    expect((await server.run({ id: [id] })).err).toContain('it is managed already, as ios-mail-executives');
    const root = stringAt(await seeded(server, 'iOS: Contoso root CA'), 'id') ?? '';
    expect((await server.run({ id: [root] })).code).toBe(0);
    expect((await server.run({ all: true })).code).toBe(0);
    expect(server.files('profiles').filter((file) => file.endsWith('.yaml'))).toHaveLength(19);
    expect(server.read('profiles/ios-user-certificate-scep.yaml')).toBe(expected('scep'));
    // A line without YAML would take in an object that the next run takes from everybody.
    server.write('adopt.yaml', server.read('adopt.yaml').replace(/^windows-old.*\n/m, ''));
    await expectQuiet(server);
    expect((await server.run({ all: true })).out).toMatch(/^nothing to import/);
  });

  it('overwrites nothing, and then writes nothing', async (context) => {
    const server = await useImportRun(context);
    server.write('profiles/windows-mail-app.yaml', '# mine\n');
    const ran = await server.run({ all: true });
    expect(ran.code).toBe(10);
    expect(ran.err).toContain('profiles/windows-mail-app.yaml exists already');
    expect(server.files('profiles')).toEqual(['windows-mail-app.yaml']);
    expect(server.read('profiles/windows-mail-app.yaml')).toBe('# mine\n');
    expect(() => server.read('adopt.yaml')).toThrow('ENOENT');
  });

  it('wants to know what to import', async (context) => {
    const server = await useImportRun(context);
    const unknown = '00000000-0000-4000-8000-00000000abcd';
    const runs = [
      await server.run({}),
      await server.run({ all: true, id: [unknown] }),
      await server.run({ id: [unknown] }),
    ];
    expect(runs.map(({ code }) => code)).toEqual([10, 10, 10]);
    expect(runs[2]?.err).toContain('no profile of the tenant has this id');
    expect(server.files('profiles')).toEqual([]);
  });

  it('says when no pattern of the configuration reaches the files', async (context) => {
    const server = await useImportRun(context);
    const ran = await server.run({ all: true, out: 'elsewhere' });
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('is reached by none of "profiles"');
    // Its line in adopt.yaml would be an error of the next plan.
    expect(() => server.read('adopt.yaml')).toThrow('ENOENT');
  });
});

describe('what YAML can not say', () => {
  it('is remarked and left as it is: a target that this version does not know', async (context) => {
    const server = await useImportRun(context);
    const id = await create(server, { displayName: 'iOS: Mail - Branch' });
    const target = {
      '@odata.type': '#microsoft.graph.configurationManagerCollectionAssignmentTarget',
      collectionId: 'SMS00001',
    };
    await server.server.edit({
      method: 'POST',
      path: `${CONFIGURATIONS}/${id}/assign`,
      body: { assignments: [{ target }] },
    });
    await server.server.forget();
    expect((await server.run({ id: [id] })).code).toBe(0);
    const text = server.read('profiles/ios-mail-branch.yaml');
    expect(text).toContain('in a way that this version does not know (configurationManagerCollectionAssignmentTarget)');
    expect(text).not.toContain('\nassign');
    expect(text).toContain('\nunmanaged: [assign]\n');
    await expectQuiet(server);
  });

  it('is remarked and left as it is: a group that is gone, a blank behind the description', async (context) => {
    const server = await useImportRun(context);
    const [group] = (await server.server.state('groups')).filter(
      (one) => stringAt(one, 'displayName') === 'Executives',
    );
    const gone = stringAt(group ?? {}, 'id') ?? '';
    const executives = stringAt(await seeded(server, 'iOS mail Executives'), 'id') ?? '';
    await server.server.edit({
      method: 'PATCH',
      path: `${CONFIGURATIONS}/${executives}`,
      body: {
        '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration',
        description: 'for the board ',
      },
    });
    await server.server.edit({ method: 'DELETE', path: `/groups/${gone}` });
    await server.server.forget();
    expect((await server.run({ id: [executives] })).code).toBe(0);
    const text = server.read('profiles/ios-mail-executives.yaml');
    expect(text).toContain(
      `# assign is left out, and the assignments as they are in the tenant: the group ${gone} is gone, or groups.allow does not name it`,
    );
    expect(text).toContain('# description is left as it is in the tenant: ');
    await expectQuiet(server);
  });

  it('stops no plan: a certificate that nothing is bound to, a switch that a rule forbids', async (context) => {
    const server = await useImportRun(context);
    const id = await create(server, {
      hostName: 'outlook.office365.com',
      authenticationMethod: 'certificate',
      requireSsl: false,
    });
    await server.server.forget();
    expect((await server.run({ id: [id] })).code).toBe(0);
    const text = server.read('profiles/ios-mail-branch.yaml');
    expect(text).toContain('# ssl is left as it is in the tenant: ssl: false stops mail');
    expect(text).toContain('assign: null # nobody gets it\nunmanaged: [identityCertificate, ssl]\n');
    await expectQuiet(server);
  });

  it('is refused: a name that git would spell otherwise, a legacy type, a profile of another repository', async (context) => {
    const server = await useImportRun(context);
    await create(server, { displayName: ' iOS: Mail - Branch' });
    await create(server, { displayName: 'iOS: theirs', description: 'postilion:fabrikam/ios-branch#0123abcd' });
    const phones = {
      '@odata.type': '#microsoft.graph.windowsPhoneEASEmailProfileConfiguration',
      displayName: 'Phones',
      accountName: 'Contoso',
      hostName: 'mail.contoso.com',
      emailAddressSource: 'primarySmtpAddress',
      usernameSource: 'userPrincipalName',
    };
    await server.server.edit({ method: 'POST', path: CONFIGURATIONS, body: phones });
    const ran = await server.run({ all: true });
    expect(ran.code).toBe(0);
    expect(ran.err).toMatch(/not imported: ios-mail " iOS: Mail - Branch" .*blanks at its ends/);
    expect(ran.err).toMatch(/not imported: ios-mail "iOS: theirs" .*whose owner is fabrikam/);
    expect(ran.err).toMatch(/not imported: legacy-windows-phone-mail "Phones" .*delete it in the admin center/);
    expect(server.files('profiles').filter((file) => file.endsWith('.yaml'))).toHaveLength(19);
  });

  it('is remarked and left as it is: a group that is not on the allow-list', async (context) => {
    const server = await useImportRun(context);
    server.write('postilion.yaml', `${server.read('postilion.yaml')}groups: {allow: [Executives]}\n`);
    expect((await server.run({ all: true })).code).toBe(0);
    expect(server.read('profiles/ios-mail-executives.yaml')).toContain('- group: Executives');
    expect(server.read('profiles/windows-mail-app.yaml')).toContain('groups.allow does not name it');
    await expectQuiet(server);
  });

  it('is numbered where several are called alike, and names by id where names are no use', async (context) => {
    const server = await useImportRun(context);
    const [first, second] = [await create(server, {}), await create(server, {})];
    const body = { displayName: 'Executives', mailEnabled: false, mailNickname: 'executives2', securityEnabled: true };
    await server.server.edit({ method: 'POST', path: '/groups', body });
    await server.server.forget();
    expect((await server.run({ all: true })).code).toBe(0);
    const adopted = server.read('adopt.yaml');
    const [early = '', late = ''] = [first, second].sort();
    expect(adopted).toContain(`ios-mail-branch: ${early}\n`);
    expect(adopted).toContain(`ios-mail-branch-2: ${late}\n`);
    expect(server.read('profiles/ios-mail-executives.yaml')).toMatch(/- id: [0-9a-f-]{36}\n/);
    await expectQuiet(server);
  });
});

describe('a tenant that can not be read whole', () => {
  it('is not imported at all', async (context) => {
    const server = await useImportRun(context);
    await server.server.faults([{ path: '/groups', status: 403, times: 100 }]);
    const ran = await server.run({ all: true });
    expect(ran).toMatchObject({ code: 9, out: '' });
    expect(ran.err).toMatch(/nothing was written$/m);
    expect(server.files('profiles')).toEqual([]);
  });
});
