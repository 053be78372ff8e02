/** The state of the tenant: collections of entities in memory, each change written to the folder before it is answered. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { appendLine, parsed, readLines, TenantFolderError, writeAtomically } from './files.ts';

/** One stored object. `properties` holds only what was set; the schema fills the rest in answers. */
export interface Entity {
  readonly id: string;
  /** Place in lists: the number of the write that created it. */
  readonly order: number;
  /** Type name without prefix. */
  readonly type: string;
  readonly properties: JsonObject;
  readonly assignments?: readonly JsonObject[];
  /** Navigation name to the id of its target, or ids for a collection. */
  readonly references?: Readonly<Record<string, string | readonly string[]>>;
  /** Direct members of a group, as ids of users, devices and groups. */
  readonly members?: readonly string[];
  /** Contained objects that have no route to write them but an action (`targetApps`). */
  readonly contained?: Readonly<Record<string, JsonValue>>;
  /** Members that no published type has: no client can send them, and no write of one touches them. */
  readonly unknown?: JsonObject;
}

/**
 * `file`: one file per object, for what is written often. `table`: one file with an object per line, for thousands of
 * rows that hardly change. `log`: lines appended, never changed.
 */
const layout = {
  organization: 'file',
  groups: 'file',
  users: 'table',
  devices: 'table',
  managedDevices: 'table',
  deviceConfigurations: 'file',
  deviceCompliancePolicies: 'file',
  mobileApps: 'file',
  mobileAppConfigurations: 'file',
  targetedManagedAppConfigurations: 'file',
  assignmentFilters: 'file',
  roleScopeTags: 'file',
  derivedCredentials: 'file',
  iosManagedAppProtections: 'file',
  androidManagedAppProtections: 'file',
  conditionalAccessPolicies: 'file',
  servicePrincipals: 'file',
  signIns: 'table',
  auditEvents: 'log',
} as const;

export type CollectionName = keyof typeof layout;

export const collectionNames: readonly CollectionName[] = [
  'organization',
  'groups',
  'users',
  'devices',
  'managedDevices',
  'deviceConfigurations',
  'deviceCompliancePolicies',
  'mobileApps',
  'mobileAppConfigurations',
  'targetedManagedAppConfigurations',
  'assignmentFilters',
  'roleScopeTags',
  'derivedCredentials',
  'iosManagedAppProtections',
  'androidManagedAppProtections',
  'conditionalAccessPolicies',
  'servicePrincipals',
  'signIns',
  'auditEvents',
];

export interface Store {
  /** In list order. */
  all(collection: CollectionName): readonly Entity[];
  /** Another number after each change of the collection by this process; what is derived from it is kept by that. */
  revision(collection: CollectionName): number;
  /** By id, in any case of its letters. */
  find(collection: CollectionName, id: string): Entity | undefined;
  /** Adds or replaces, on disk first. */
  put(collection: CollectionName, entity: Entity): void;
  remove(collection: CollectionName, id: string): void;
  /** The next write's number; grows over restarts. */
  nextNumber(): number;
}

/**
 * Opens the folder of an embedded tenant. Collections are read when they are first asked for. Throws TenantFolderError where its
 * own file is damaged: the first write would find that out too late.
 */
export function openStore(dir: string): Store {
  readNumber(dir);
  const loaded = new Map<CollectionName, Map<string, Entity>>();
  const lists = new Map<CollectionName, readonly Entity[]>();
  const revisions = new Map<CollectionName, number>();
  const changed = (name: CollectionName): void => {
    lists.delete(name);
    revisions.set(name, (revisions.get(name) ?? 0) + 1);
  };
  const collection = (name: CollectionName): Map<string, Entity> => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const read = new Map(readCollection(dir, name).map((entity) => [entity.id.toLowerCase(), entity]));
    loaded.set(name, read);
    return read;
  };
  return {
    all(name) {
      const list = lists.get(name) ?? [...collection(name).values()];
      lists.set(name, list);
      return list;
    },
    revision: (name) => revisions.get(name) ?? 0,
    find: (name, id) => collection(name).get(id.toLowerCase()),
    put(name, entity) {
      const entities = collection(name);
      const added = !entities.has(entity.id.toLowerCase());
      entities.set(entity.id.toLowerCase(), entity);
      changed(name);
      writeEntity(dir, name, entity, entities, added);
    },
    remove(name, id) {
      const entities = collection(name);
      entities.delete(id.toLowerCase());
      changed(name);
      if (layout[name] === 'file') rmSync(entityFile(dir, name, id.toLowerCase()), { force: true });
      else writeTable(dir, name, entities);
    },
    nextNumber() {
      const number = readNumber(dir) + 1;
      writeAtomically(tenantFile(dir), `${JSON.stringify({ format: 1, writes: number })}\n`);
      return number;
    },
  };
}

/** Whether the folder holds a tenant: its number file is the last thing that seeding writes. */
export function holdsTenant(dir: string): boolean {
  return existsSync(tenantFile(dir));
}

/** Writes a whole tenant into an empty folder. */
export function writeTenant(dir: string, collections: ReadonlyMap<CollectionName, readonly Entity[]>): void {
  mkdirSync(dir, { recursive: true });
  let writes = 0;
  for (const [name, entities] of collections) {
    const byId = new Map(entities.map((entity) => [entity.id, entity]));
    writes = entities.reduce((most, { order }) => Math.max(most, order), writes);
    if (layout[name] === 'table') writeTable(dir, name, byId);
    else for (const entity of entities) writeEntity(dir, name, entity, byId, true);
  }
  writeAtomically(tenantFile(dir), `${JSON.stringify({ format: 1, writes })}\n`);
}

function tenantFile(dir: string): string {
  return join(dir, 'tenant.json');
}

function entityFile(dir: string, name: CollectionName, id: string): string {
  return join(dir, name, `${id}.json`);
}

function readNumber(dir: string): number {
  const value = parsed(readFileSync(tenantFile(dir), 'utf8'), tenantFile(dir));
  const writes = isJsonObject(value) ? value['writes'] : undefined;
  if (typeof writes !== 'number')
    throw new TenantFolderError(`${tenantFile(dir)} is not the file of an embedded tenant, or was damaged`);
  return writes;
}

function writeEntity(
  dir: string,
  name: CollectionName,
  entity: Entity,
  entities: ReadonlyMap<string, Entity>,
  added: boolean,
): void {
  if (layout[name] === 'log') {
    if (added) appendLine(join(dir, `${name}.jsonl`), JSON.stringify(entity));
  } else if (layout[name] === 'table') {
    writeTable(dir, name, entities);
  } else {
    mkdirSync(join(dir, name), { recursive: true });
    writeAtomically(entityFile(dir, name, entity.id.toLowerCase()), `${JSON.stringify(entity, null, 2)}\n`);
  }
}

function writeTable(dir: string, name: CollectionName, entities: ReadonlyMap<string, Entity>): void {
  const lines = [...entities.values()].map((entity) => JSON.stringify(entity));
  writeAtomically(join(dir, `${name}.json`), `[\n${lines.join(',\n')}\n]\n`);
}

function readCollection(dir: string, name: CollectionName): readonly Entity[] {
  if (layout[name] === 'log') return readLines(join(dir, `${name}.jsonl`)).map(readEntity);
  if (layout[name] === 'table') {
    const file = join(dir, `${name}.json`);
    const rows: unknown = existsSync(file) ? parsed(readFileSync(file, 'utf8'), file) : [];
    return Array.isArray(rows) ? rows.map(readEntity) : [];
  }
  const folder = join(dir, name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readEntity(parsed(readFileSync(join(folder, file), 'utf8'), join(folder, file))))
    .sort((a, b) => a.order - b.order);
}

function readEntity(value: unknown): Entity {
  if (!isEntity(value))
    throw new TenantFolderError(`not a stored object of an embedded tenant: ${JSON.stringify(value)?.slice(0, 80)}`);
  return value;
}

/** Checks the outside only: the folder is this program's own, and its inside was checked before it was written. */
function isEntity(value: unknown): value is Entity {
  if (!isJsonObject(value)) return false;
  const { id, order, type, properties, assignments, members } = value;
  return (
    typeof id === 'string' &&
    typeof order === 'number' &&
    typeof type === 'string' &&
    isJsonObject(properties) &&
    (assignments === undefined || isJsonArray(assignments)) &&
    (members === undefined || isJsonArray(members))
  );
}
