/** App configurations with planted secrets, and everything that a run of the program leaves behind, as bytes to look into. */

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import type { CommandLine } from '../cli/command-line.ts';
import type { Ran } from '../cli/program.ts';

export type AppKind = 'managed-app-config' | 'android-app-config' | 'ios-app-config';

const COLLECTIONS = {
  'managed-app-config': 'targetedManagedAppConfigurations',
  'android-app-config': 'mobileAppConfigurations',
  'ios-app-config': 'mobileAppConfigurations',
} as const;

const APP: Readonly<Record<AppKind, string>> = {
  'managed-app-config': 'apps: [{ios: com.microsoft.office.outlook}]',
  'android-app-config': 'app: outlook\n  targetedApp: {name: Microsoft Outlook}\n  applicability: androidDeviceOwner',
  'ios-app-config': 'targetedApp: {id: 56c52429-dd3a-47ec-b232-96bb1754e272}',
};

/** A value that stands nowhere else. */
export function plant(): string {
  return `Zq${randomBytes(9).toString('hex')}`;
}

/** Writes a profile; `configuration` is JSON, which is YAML. */
export function writeConfiguration(
  line: CommandLine,
  kind: AppKind,
  configuration: JsonObject,
  more: readonly string[] = [],
): void {
  mkdirSync(join(line.root, 'profiles'), { recursive: true });
  const text = [
    `kind: ${kind}`,
    `key: the-${kind}`,
    `name: "The ${kind}"`,
    'settings:',
    `  ${APP[kind]}`,
    `  configuration: ${JSON.stringify(configuration)}`,
    'assign: {include: [{group: IT staff}]}',
    ...more,
    '',
  ].join('\n');
  line.write(`profiles/${kind}.yaml`, text);
}

/** The object of the profile in the tenant. */
async function heldObject({ server }: CommandLine, kind: AppKind): Promise<JsonObject> {
  const objects = await server.state(COLLECTIONS[kind]);
  const found = objects.find(({ displayName }) => displayName === `The ${kind}`);
  if (found === undefined) throw new Error(`nothing is called The ${kind}`);
  return found;
}

/** What people's devices get: key → text. Of Android the payload as a text. */
export async function heldTexts(line: CommandLine, kind: AppKind): Promise<string> {
  const object = await heldObject(line, kind);
  const payload = stringAt(object, 'payloadJson') ?? stringAt(object, 'encodedSettingXml');
  if (payload !== undefined && payload !== '') return Buffer.from(payload, 'base64').toString('utf8');
  return JSON.stringify([...objectsAt(object, 'settings'), ...objectsAt(object, 'customSettings')]);
}

/** The portal's hand: other members of the object. */
export async function editHeld(line: CommandLine, kind: AppKind, body: JsonObject): Promise<void> {
  const object = await heldObject(line, kind);
  const type = stringAt(object, '@odata.type');
  await line.server.edit({
    method: 'PATCH',
    path: `/deviceAppManagement/${COLLECTIONS[kind]}/${stringAt(object, 'id')}`,
    body: { ...(type === undefined ? {} : { '@odata.type': type }), ...body },
  });
}

/** Custom settings of a managed-app configuration. */
export function customSettings(configuration: Readonly<Record<string, string>>): JsonObject {
  return { customSettings: Object.entries(configuration).map(([name, value]) => ({ name, value })) };
}

/** Every object of the state branch's repository, also those that no branch reaches. */
export function stateBytes({ root }: CommandLine): string {
  const folder = join(root, '.postilion', 'state.git');
  if (!existsSync(folder)) return '';
  return execFileSync('git', ['-C', folder, 'cat-file', '--batch-all-objects', '--batch', '--buffer'], {
    maxBuffer: 2 ** 28,
  }).toString('latin1');
}

/** Where a value can be read: in what was said, in the state, and in any spelling that a machine turns back. */
export function leaks(value: string, places: Readonly<Record<string, string>>): readonly string[] {
  const offsets = [0, 1, 2].map((skip) =>
    Buffer.from(`${'x'.repeat(skip)}${value}`)
      .toString('base64')
      .slice(skip === 0 ? 0 : 4, -4),
  );
  const spelt = [value, Buffer.from(value).toString('hex'), encodeURIComponent(value), ...offsets];
  return Object.entries(places).flatMap(([name, text]) => (spelt.some((one) => text.includes(one)) ? [name] : []));
}

/** Both streams of a run. */
export function said({ out, err }: Ran): string {
  return `${out}\n${err}`;
}

/** The plan of a run with `--format json`. */
export function planIn({ out }: Ran): JsonObject {
  const value: unknown = JSON.parse(out);
  if (!isJsonObject(value)) throw new Error(out);
  return value;
}
