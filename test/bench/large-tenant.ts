/** A tenant of any size: the company, other people's configurations by the thousand, and mail profiles as if applied. */

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { placeCompany } from '../scenarios/company.ts';
import { openRepository } from '../scenarios/scenario-repository.ts';
import { openServer, type TenantServer } from '../scenarios/tenant-server.ts';
import { configurationText, suiteText } from './app-texts.ts';
import { certificateTexts, ROOT_FILE, threeReferences } from './certificate-texts.ts';

export interface Size {
  readonly profiles: number;
  /** Configurations that are no mail profiles, besides the company's own. */
  readonly others: number;
  /** Whether each profile refers to a certificate, which is a read of its own. */
  readonly certificates: boolean;
  /** Certificates of the repository's own; each profile then refers to three of them instead of the company's one. */
  readonly ownCertificates: number;
  /** Mail apps and app configurations besides; each collection is a list of its own, and each app a read of its own. */
  readonly apps: number;
  readonly appConfigurations: number;
}

export interface LargeTenant {
  /** Folder of the repository. */
  readonly root: string;
  readonly server: TenantServer;
  /** Folder of the tenant. */
  readonly dir: string;
  /** Configurations in all: what the list of a plan goes through. */
  readonly configurations: number;
  close(): Promise<void>;
}

/** Builds a repository of that many profiles and a tenant that holds them already. */
export async function buildLargeTenant(size: Size): Promise<LargeTenant> {
  const { others } = size;
  const root = mkdtempSync(join(tmpdir(), 'postilion-bench-'));
  const dir = join(root, 'tenant');
  placeCompany(dir);
  for (let number = 1; number <= others; number += 1) store(dir, otherConfiguration(number));
  for (let number = 1; number <= GROUPS; number += 1) storeGroup(dir, number);
  writeFileSync(
    join(root, 'postilion.yaml'),
    'version: 1\nowner: bench\ntenant: {embedded: tenant}\nprofiles: [mail-*.yaml]\n',
  );
  const before = await openServer(dir);
  writeFileSync(join(root, ROOT_FILE.name), ROOT_FILE.bytes);
  writeTexts(root, textsOf(size));
  const made = await (await openRepository(root, before.url)).plan();
  await before.close();
  for (const { collection, ...entity } of asIfApplied(made)) store(dir, entity, collection);
  const server = await openServer(dir);
  await takeOver(root, server.url);
  const configurations = (await server.state('deviceConfigurations')).length;
  await server.forget();
  const close = async (): Promise<void> => {
    await server.close();
    rmSync(root, { recursive: true, force: true });
  };
  return { root, dir, server, configurations, close };
}

/** A file has room for so many documents; a larger one is refused. */
const IN_A_FILE = 1000;

function writeTexts(root: string, texts: readonly string[]): void {
  for (let start = 0; start < texts.length; start += IN_A_FILE) {
    writeFileSync(join(root, `mail-${start}.yaml`), texts.slice(start, start + IN_A_FILE).join('---\n'));
  }
}

/** That many profiles more, which the tenant doesn't hold; 0 takes them away. */
export function writeNewProfiles(root: string, count: number): void {
  const texts = Array.from({ length: count }, (_, nth) =>
    mailProfile(100_000 + nth, groupName((nth % GROUPS) + 1), signIn(100_000 + nth, true, 0)),
  );
  writeFileSync(join(root, 'mail-new.yaml'), texts.length === 0 ? '# none\n' : texts.join('---\n'));
}

/** Records the objects as the repository's own: no state remembers them, so each waits for somebody who allows that. */
async function takeOver(root: string, url: string): Promise<void> {
  const repository = await openRepository(root, url);
  const { code, changes, steps } = await repository.plan();
  if (changes.length === 0 || steps.length > 0) throw new Error(`${steps.length} steps where nothing differs`);
  const ran = await repository.apply([code ?? changes[0]?.code ?? '']);
  if (ran.code !== 0) throw new Error(`taking over ended with ${ran.code}`);
}

/** The documents of the repository; the groups take turns. */
function textsOf({ profiles, certificates, ownCertificates, apps, appConfigurations }: Size): readonly string[] {
  const many = (length: number, text: (number: number, group: string) => string): readonly string[] =>
    Array.from({ length }, (_, index) => text(index + 1, groupName((index % GROUPS) + 1)));
  return [
    ...many(profiles, (number, group) => mailProfile(number, group, signIn(number, certificates, ownCertificates))),
    ...certificateTexts(ownCertificates, profiles),
    ...many(apps, suiteText),
    ...many(appConfigurations, configurationText),
  ];
}

/** Groups that the profiles are assigned to in turn, besides what the company has. */
export const GROUPS = 100;

function groupName(number: number): string {
  return `Branch office ${number} users`;
}

function storeGroup(dir: string, number: number): void {
  const properties = { displayName: groupName(number), groupTypes: [], mailEnabled: false, securityEnabled: true };
  const entity = { id: guid(`group/${number}`), order: 5_000 + number, type: 'group', properties, members: [] };
  writeFileSync(join(dir, 'groups', `${entity.id}.json`), JSON.stringify(entity));
}

/** Each has a server of its own, so that no two are the same account. */
function mailProfile(number: number, group: string, authentication: string): string {
  return `kind: ios-mail
key: ios-${number}
name: "iOS: Mail ${number}"
settings: {accountName: Mail ${number}, host: mail${number}.contoso.com, ssl: true, username: userPrincipalName,
  emailAddress: primarySmtpAddress, ${authentication}, oauth: false}
assign: {include: [{group: "${group}"}]}
`;
}

function signIn(number: number, certificate: boolean, own: number): string {
  if (own > 0) return threeReferences(number, own);
  return certificate
    ? 'authentication: certificate, identityCertificate: {name: "iOS: user certificate SCEP"}'
    : 'authentication: usernameAndPassword';
}

interface Stored {
  readonly id: string;
  readonly order: number;
  readonly type: string;
  readonly properties: JsonObject;
  readonly assignments: readonly JsonObject[];
  readonly references: Readonly<Record<string, string>>;
}

const TIME = '2026-03-02T09:00:00Z';
const SERVER_SIDE = { createdDateTime: TIME, lastModifiedDateTime: TIME, version: 1 };

function otherConfiguration(number: number): Stored {
  const properties = { displayName: `iOS restrictions ${number}`, roleScopeTagIds: ['0'], ...SERVER_SIDE };
  const type = 'iosGeneralDeviceConfiguration';
  return { id: guid(`other/${number}`), order: 10_000 + number, type, properties, assignments: [], references: {} };
}

/** What the creates and assigns of a plan leave behind; sending them one by one would take minutes. */
function asIfApplied({ steps }: Plan): readonly (Stored & { readonly collection: string })[] {
  return steps.flatMap(({ key, verb, request }, index) => {
    if (verb !== 'create' || !isJsonObject(request.body)) return [];
    const { '@odata.type': type, ...members } = request.body;
    const properties = Object.fromEntries(Object.entries(members).filter(([name]) => !name.includes('@')));
    const references = Object.fromEntries(Object.entries(members).flatMap(([name, url]) => bound(name, url)));
    const id = guid(`mail/${key}`);
    const assign = steps.find((step) => step.key === key && step.verb === 'assign')?.request.body;
    const targets = isJsonObject(assign)
      ? [...objectsAt(assign, 'assignments'), ...objectsAt(assign, 'mobileAppAssignments')]
      : [];
    const collection = request.path.slice(request.path.lastIndexOf('/') + 1);
    const assignments = targets.map(({ target, intent }) => ({
      id: `${id}_${isJsonObject(target) ? stringAt(target, 'groupId') : ''}`,
      source: 'direct',
      sourceId: id,
      intent: intent ?? 'apply',
      target: target ?? null,
    }));
    const name = typeof type === 'string' ? type.replace('#microsoft.graph.', '') : '';
    const own = { ...properties, ...SERVER_SIDE };
    return [{ collection, id, order: 20_000 + index, type: name, properties: own, assignments, references }];
  });
}

/** A member such as `identityCertificate@odata.bind` as navigation and id; `{key}` is an object of the same plan. */
function bound(name: string, url: JsonValue): readonly (readonly [string, string])[] {
  const navigation = /^(\w+)@odata\.bind$/.exec(name)?.[1];
  const id = typeof url === 'string' ? /\('([^']+)'\)$/.exec(url)?.[1] : undefined;
  if (navigation === undefined || id === undefined) return [];
  const key = /^\{(.+)\}$/.exec(id)?.[1];
  return [[navigation, key === undefined ? id : guid(`mail/${key}`)]];
}

function store(dir: string, entity: Stored, collection = 'deviceConfigurations'): void {
  writeFileSync(join(dir, collection, `${entity.id}.json`), JSON.stringify(entity));
}

function guid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** A JSON object from a file. */
export function objectIn(file: string): JsonObject {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isJsonObject(value)) throw new Error(`${file} holds no object`);
  return value;
}
