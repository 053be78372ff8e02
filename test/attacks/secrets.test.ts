/** A6: a secret of app configuration reaches devices, and nothing else: no plan, no screen, no log, no state, no file. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { type CommandLine, PATIENT, useCommandLine } from '../cli/command-line.ts';
import { runProcess } from '../cli/program.ts';
import { DEEP } from '../deep.ts';
import {
  type AppKind,
  customSettings,
  editHeld,
  heldTexts,
  leaks,
  planIn,
  plant,
  said,
  stateBytes,
  writeConfiguration,
} from './secrets.ts';

/** The three ways in which Graph carries a configuration; the laws know them all. */
const ALL: readonly AppKind[] = ['android-app-config', 'managed-app-config', 'ios-app-config'];
const KINDS = DEEP ? ALL : ALL.slice(0, 1);
const FORMATS = ['text', 'markdown', 'json', 'sarif', 'github'];

/** Everything that looks, in every format. */
async function looks(line: CommandLine, env: Readonly<Record<string, string>>, key: string) {
  const commands = [
    ...FORMATS.map((format) => ['plan', '--format', format]),
    ['status'],
    ['doctor'],
    ['validate'],
    ['explain', key],
    ['state', 'show'],
    ['state', 'rebuild'],
    ['plan', '--out', 'plan.json'],
  ];
  const places: Record<string, string> = {};
  for (const command of commands) places[command.join(' ')] = said(await line.run(command, { ...env, COLUMNS: '300' }));
  places['plan.json'] = readFileSync(join(line.root, 'plan.json'), 'utf8');
  return places;
}

test.concurrent.for(KINDS)(
  '%s: a secret of the environment reaches the tenant and no other place',
  PATIENT,
  async (kind, context) => {
    const line = await useCommandLine(context);
    const [first, second] = [plant(), plant()];
    writeConfiguration(line, kind, { note: 'shown', smtpPassword: { secret: 'SMTP' } });
    const env = { POSTILION_SECRET_SMTP: first };
    const before = await looks(line, env, `the-${kind}`);
    const applied = await line.run(['apply'], env);
    expect(applied.code).toBe(0);
    expect(await heldTexts(line, kind)).toContain(first);
    expect((await line.run(['plan', '--detailed-exitcode'], env)).code).toBe(0);
    // Another value: told, applied, and neither of them shown.
    const rotated = { POSTILION_SECRET_SMTP: second };
    const after = await looks(line, rotated, `the-${kind}`);
    expect(after['plan --format text']).toContain('secret SMTP');
    const again = await line.run(['apply', '--approve', `account-reset:the-${kind}`], rotated);
    expect(again.code).toBe(0);
    expect(await heldTexts(line, kind)).toContain(second);
    const reconciled = await line.run(['reconcile'], rotated);
    const places = (when: string, found: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(found).map(([name, text]) => [`${when}: ${name}`, text]));
    const all = {
      ...places('before', before),
      ...places('after', after),
      applied: said(applied),
      again: said(again),
      reconciled: said(reconciled),
      state: stateBytes(line),
    };
    expect([...leaks(first, all), ...leaks(second, all)]).toEqual([]);
  },
);

test.concurrent('the log of a process at its most talkative holds none', PATIENT, async (context) => {
  const line = await useCommandLine(context);
  const value = plant();
  writeConfiguration(line, 'managed-app-config', { apiToken: { secret: 'API' } });
  const env = { POSTILION_GRAPH_URL: line.server.url, POSTILION_ACCESS_TOKEN: 'tester', POSTILION_SECRET_API: value };
  const ran = await runProcess(['apply', '--log-level', 'trace'], { cwd: line.root, env });
  expect(ran.code).toBe(0);
  expect(ran.err).toContain('"method":"POST"');
  expect(await heldTexts(line, 'managed-app-config')).toContain(value);
  expect(leaks(value, { out: ran.out, err: ran.err, state: stateBytes(line) })).toEqual([]);
});

test.concurrent('without its variable a secret is not compared, and nothing is sent', PATIENT, async (context) => {
  const line = await useCommandLine(context);
  writeConfiguration(line, 'managed-app-config', { apiToken: { secret: 'API' } });
  const planned = await line.run(['plan'], { COLUMNS: '300' });
  expect(said(planned)).toContain('{secret: API} was not compared: set POSTILION_SECRET_API');
  const refused = await line.run(['apply'], { COLUMNS: '300' });
  expect(refused.code).not.toBe(0);
  expect(said(refused)).toMatch(/profiles\/managed-app-config\.yaml:6:\d+.*set POSTILION_SECRET_API/s);
  expect((await line.written()).filter((path) => path.includes('AppConfigurations'))).toEqual([]);
});

test.concurrent(
  'with a key, fingerprints tell whether git or the portal moved; without one nothing is derived',
  PATIENT,
  async (context) => {
    const line = await useCommandLine(context);
    const [first, second] = [plant(), plant()];
    writeConfiguration(line, 'managed-app-config', { apiToken: { secret: 'API' } });
    const key = plant();
    const env = { POSTILION_SECRET_API: first, POSTILION_FINGERPRINT_KEY: key };
    expect((await line.run(['apply'], env)).code).toBe(0);
    expect((await line.run(['apply'], env)).code).toBe(0);
    const origin = async (more: Readonly<Record<string, string>>) => {
      const ran = await line.run(['plan', '--format', 'json'], { ...env, ...more });
      const change = objectsAt(planIn(ran), 'changes').find((one) => one['key'] === 'the-managed-app-config');
      return [change?.['origin'], leaks(first, { out: ran.out }), /fingerprint/.test(JSON.stringify(change))];
    };
    expect(await origin({ POSTILION_SECRET_API: second })).toEqual(['intended', [], true]);
    expect(await origin({ POSTILION_SECRET_API: second, POSTILION_FINGERPRINT_KEY: '' })).toEqual([
      'unknown',
      [],
      false,
    ]);
    await editHeld(line, 'managed-app-config', customSettings({ apiToken: second }));
    expect(await origin({})).toEqual(['drift', [], true]);
    expect(leaks(key, { state: stateBytes(line) })).toEqual([]);
  },
);

test.concurrent(
  'what only the portal holds is hidden, whatever it is called, also while it is taken away',
  PATIENT,
  async (context) => {
    const line = await useCommandLine(context);
    const [known, strange] = [plant(), plant()];
    writeConfiguration(line, 'managed-app-config', { note: 'shown' });
    expect((await line.run(['apply'])).code).toBe(0);
    await editHeld(line, 'managed-app-config', customSettings({ note: 'shown', Password: known, zone: strange }));
    const places = await looks(line, {}, 'the-managed-app-config');
    expect(places['plan --format text']).toContain('zone: a secret of the tenant');
    const healed = await line.run(['apply', '--approve', 'account-reset:the-managed-app-config']);
    expect(healed.code).toBe(0);
    expect(await heldTexts(line, 'managed-app-config')).not.toContain(strange);
    const all = { ...places, healed: said(healed), state: stateBytes(line) };
    expect([...leaks(known, all), ...leaks(strange, all)]).toEqual([]);
  },
);

test.concurrent(
  'keys left to the portal stay there, unseen, while others change beside them',
  PATIENT,
  async (context) => {
    const line = await useCommandLine(context);
    const [first, second] = [plant(), plant()];
    writeConfiguration(line, 'managed-app-config', { note: 'one' });
    expect((await line.run(['apply'])).code).toBe(0);
    await editHeld(line, 'managed-app-config', customSettings({ note: 'one', apiToken: first }));
    const left = ['unmanaged: [configuration/apiToken]'];
    writeConfiguration(line, 'managed-app-config', { note: 'one' }, left);
    expect((await line.run(['plan', '--detailed-exitcode'])).code).toBe(0);
    writeConfiguration(line, 'managed-app-config', { note: 'two' }, left);
    const applied = await line.run(['apply', '--approve', 'account-reset:the-managed-app-config']);
    expect(applied.code).toBe(0);
    expect(await heldTexts(line, 'managed-app-config')).toContain(first);
    expect(await heldTexts(line, 'managed-app-config')).toContain('two');
    await editHeld(line, 'managed-app-config', customSettings({ note: 'two', apiToken: second }));
    expect((await line.run(['plan', '--detailed-exitcode'])).code).toBe(0);
    expect(leaks(first, { applied: said(applied), state: stateBytes(line) })).toEqual([]);
  },
);

test.concurrent('a literal in YAML is told, and stands in YAML alone', PATIENT, async (context) => {
  const line = await useCommandLine(context);
  const [value, nested, inJson] = [plant(), plant(), plant()];
  writeConfiguration(line, 'android-app-config', {
    licenceKey: `%${value}%`,
    account: { host: 'mail.contoso.com', password: nested },
    extra: JSON.stringify({ pwd: inJson }),
  });
  const places = await looks(line, {}, 'the-android-app-config');
  expect(places['validate']).toContain('SEC-004');
  const applied = await line.run(['apply']);
  expect(applied.code).toBe(0);
  const held = await heldTexts(line, 'android-app-config');
  expect([value, nested, inJson].filter((one) => !held.includes(one))).toEqual([]);
  expect((await line.run(['plan', '--detailed-exitcode'])).code).toBe(0);
  const all = { ...places, applied: said(applied), state: stateBytes(line) };
  expect([value, nested, inJson].flatMap((one) => leaks(one, all))).toEqual([]);
});

test.concurrent('a service that repeats a value in its refusal is not repeated', PATIENT, async (context) => {
  const line = await useCommandLine(context);
  const value = plant();
  writeConfiguration(line, 'managed-app-config', { apiToken: { secret: 'API' } });
  const message = `the value ${value} is not allowed`;
  const body = { error: { code: 'BadRequest', message } };
  await line.server.faults([{ method: 'POST', path: 'targetedManagedAppConfigurations', status: 400, body }]);
  const ran = await line.run(['apply'], { POSTILION_SECRET_API: value, COLUMNS: '300' });
  expect(said(ran)).toContain('the value (a secret) is not allowed');
  expect(leaks(value, { ran: said(ran), state: stateBytes(line) })).toEqual([]);
});

test.concurrent('import leaves secrets in the tenant, and its plan is empty', PATIENT, async (context) => {
  const line = await useCommandLine(context);
  const [value, strange] = [plant(), plant()];
  const made = await line.server.edit({
    method: 'POST',
    path: '/deviceAppManagement/targetedManagedAppConfigurations',
    body: {
      '@odata.type': '#microsoft.graph.targetedManagedAppConfiguration',
      displayName: 'By hand',
      description: '',
      appGroupType: 'selectedPublicApps',
      apps: [
        {
          mobileAppIdentifier: {
            '@odata.type': '#microsoft.graph.iosMobileAppIdentifier',
            bundleId: 'com.microsoft.office.outlook',
          },
        },
      ],
      ...customSettings({ 'com.microsoft.outlook.Mail.FocusedInbox': 'true', apiKey: value, zone: strange }),
    },
  });
  expect(made).toMatchObject({ displayName: 'By hand' });
  const imported = await line.run(['import', '--out', 'profiles', '--all', '--format', 'json']);
  const text = said(imported);
  expect(imported.code).toBe(0);
  const file = readFileSync(join(line.root, 'profiles', 'by-hand.yaml'), 'utf8');
  expect(file).toContain('unmanaged: [configuration/apiKey, configuration/zone]');
  expect(file).toMatch(/^# configuration: the values of apiKey, zone may be secret/m);
  const planned = await line.run(['plan', '--format', 'json']);
  const change = objectsAt(planIn(planned), 'changes').find((one) => one['key'] === 'by-hand');
  expect(change).toMatchObject({ action: 'adopt', fields: [] });
  expect([value, strange].flatMap((one) => leaks(one, { text, file, plan: planned.out }))).toEqual([]);
});

test.concurrent('what is left to the portal can not be made elsewhere', PATIENT, async (context) => {
  const line = await useCommandLine(context);
  writeConfiguration(line, 'managed-app-config', { note: 'x' }, ['unmanaged: [configuration/apiKey]']);
  const refused = await line.run(['apply'], { COLUMNS: '400' });
  expect(said(refused)).toMatch(/SEC-002.*comment at the head of the file/s);
  expect((await line.written()).filter((path) => path.includes('AppConfigurations'))).toEqual([]);
});

test.concurrent('a symbol that somebody writes in the portal or in YAML fetches nothing', PATIENT, async (context) => {
  const line = await useCommandLine(context);
  const value = plant();
  const env = { POSTILION_SECRET_API: value };
  writeConfiguration(line, 'android-app-config', { a: { b: 'x' } });
  expect((await line.run(['apply'], env)).code).toBe(0);
  const bundle = { managedProperty: [{ key: '$secret', valueString: 'API' }] };
  const property = [{ key: 'a', valueBundle: { managedProperty: [{ key: 'b', valueBundle: bundle }] } }];
  const payload = {
    kind: 'androidenterprise#managedConfiguration',
    productId: 'app:com.microsoft.office.outlook',
    managedProperty: property,
  };
  await editHeld(line, 'android-app-config', { payloadJson: Buffer.from(JSON.stringify(payload)).toString('base64') });
  await line.run(['apply', '--approve', 'account-reset:the-android-app-config'], env);
  expect(await heldTexts(line, 'android-app-config')).not.toContain(value);
  writeConfiguration(line, 'android-app-config', { a: { $secret: 'API' } });
  const refused = await line.run(['validate']);
  expect([refused.code, said(refused)]).toEqual([10, expect.stringContaining('SCH-115')]);
});
