/** A change of one key, from import to the tenant: the bytes of all others stay, in their types, odd as they are. */

import { expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../src/model/digest.ts';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import { type ImportRun, useImportRun } from './import-run.ts';

const APP_CONFIGURATIONS = '/deviceAppManagement/mobileAppConfigurations';
const FOCUSED = 'com.microsoft.outlook.Mail.FocusedInbox';

const item = (appConfigKey: string, appConfigKeyType: string, appConfigKeyValue: string | null): JsonObject => ({
  appConfigKey,
  appConfigKeyType,
  appConfigKeyValue,
});

async function held({ server }: ImportRun, id: string): Promise<JsonObject> {
  const found = (await server.state('mobileAppConfigurations')).find((one) => one['id'] === id);
  if (found === undefined) throw new Error(`the tenant has no ${id}`);
  return found;
}

/** Imports the object, applies, which writes its marker at most, turns the key in YAML, applies, and plans to nothing. */
async function turned(
  run: ImportRun,
  body: JsonObject,
  from: string,
  to: string,
): Promise<readonly [JsonObject, JsonObject]> {
  const made = await run.server.edit({ method: 'POST', path: APP_CONFIGURATIONS, body });
  const id = (isJsonObject(made) ? stringAt(made, 'id') : undefined) ?? '';
  expect((await run.run({ id: [id] })).code).toBe(0);
  expect(await run.apply()).toBe(0);
  const before = await held(run, id);
  const [file = ''] = run.files('profiles').filter((name) => name.endsWith('.yaml'));
  const text = run.read(`profiles/${file}`);
  expect(text).toContain(from);
  run.write(`profiles/${file}`, text.replace(from, to));
  expect(await run.apply()).toBe(0);
  expect((await run.plan()).steps).toEqual([]);
  return [before, await held(run, id)];
}

it('of an iOS configuration of items', async (context) => {
  const odd = [
    item('token', 'tokenType', '{{mail}}'),
    item('real', 'realType', '1.0'),
    item('big', 'integerType', '9007199254740993'),
    item('switch', 'booleanType', 'YES'),
    item('empty', 'stringType', ''),
    item('twice', 'stringType', 'first'),
    item('twice', 'stringType', 'second'),
  ];
  const body = {
    '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
    displayName: 'Odd',
    targetedMobileApps: ['56c52429-dd3a-47ec-b232-96bb1754e272'],
    settings: [item(FOCUSED, 'booleanType', 'true'), ...odd],
  };
  const run = await useImportRun(context);
  const [before, after] = await turned(run, body, `${FOCUSED}: true`, `${FOCUSED}: false`);
  expect(objectsAt(before, 'settings')).toEqual(body.settings);
  const rest = objectsAt(after, 'settings').filter((one) => one['appConfigKey'] !== FOCUSED);
  expect(rest).toEqual(odd);
  expect(objectsAt(after, 'settings').find((one) => one['appConfigKey'] === FOCUSED)).toEqual(
    item(FOCUSED, 'booleanType', 'false'),
  );
});

it('of an iOS property list', async (context) => {
  const list = (focused: string): string =>
    `<dict>\n  <key>${FOCUSED}</key><${focused}/>\n  <key>day</key><date>2026-03-01T00:00:00Z</date>\n  <key>bytes</key><data>AAEC</data>\n  <key>real</key><real>1.50</real>\n</dict>`;
  const body = {
    '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
    displayName: 'Odd',
    targetedMobileApps: ['56c52429-dd3a-47ec-b232-96bb1754e272'],
    encodedSettingXml: toBase64(list('true')),
  };
  const run = await useImportRun(context);
  const [, after] = await turned(run, body, `${FOCUSED}: true`, `${FOCUSED}: false`);
  expect(fromBase64(stringAt(after, 'encodedSettingXml') ?? '')).toBe(list('false'));
});

it('of an Android configuration', async (context) => {
  const payload = (focused: string): string =>
    `{"kind":"androidenterprise#managedConfiguration","productId":"app:com.microsoft.office.outlook","extra":{"a":1.0},"managedProperty":[{"key":"${FOCUSED}","valueBool":${focused}},{"key":"real","valueFloat":1.0},{"key":"big","valueInteger":9007199254740993},{"key":"list","valueBundleArray":[]}]}`;
  const body = {
    '@odata.type': '#microsoft.graph.androidManagedStoreAppConfiguration',
    displayName: 'Odd',
    packageId: 'app:com.microsoft.office.outlook',
    targetedMobileApps: ['56c52429-dd3a-47ec-b232-96bb1754e272'],
    payloadJson: toBase64(payload('true')),
    profileApplicability: 'androidWorkProfile',
  };
  const run = await useImportRun(context);
  const apps = await run.server.state('mobileApps');
  const app = apps.find((one) => one['packageId'] === 'com.microsoft.office.outlook');
  const targetedMobileApps = [stringAt(app ?? {}, 'id') ?? ''];
  const [, after] = await turned(run, { ...body, targetedMobileApps }, `${FOCUSED}: true`, `${FOCUSED}: false`);
  expect(fromBase64(stringAt(after, 'payloadJson') ?? '')).toBe(payload('false'));
});
