/** A small profiles repository and a tenant for the command line's tests, both fresh and both real. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'vitest';
import { transitiveMembers } from '../../src/embedded/store/membership.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { MemoryStore, type StoreImage } from '../faults/memory-store.ts';
import { companyStore } from '../scenarios/company.ts';
import { type Files, filesBelow } from '../scenarios/memory-repository.ts';
import { openRepository } from '../scenarios/scenario-repository.ts';
import { openServer, type TenantServer } from '../scenarios/tenant-server.ts';
import { type Ran, run } from './program.ts';

/** Processes take as long as the machine lets them: no verdict hangs on it. */
export const PATIENT = { timeout: 120_000 };

export interface CommandLine {
  readonly root: string;
  readonly server: TenantServer;
  /** Runs the program in the repository, connected to the tenant. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** The plan of the moment, made in this process. */
  plan(): Promise<Plan>;
  write(path: string, text: string): void;
  /** Replaces a text in a file of the repository, which must be there. */
  change(path: string, from: string, to: string): void;
  /** A JSON file of the repository. */
  json(path: string): JsonObject;
  /** Paths of the requests that changed the tenant since the last call. */
  written(): Promise<readonly string[]>;
}

/** A bench for the test that calls this, whose tenant doesn't know the profiles yet; taken down afterwards. */
export async function useCommandLine(context: TestContext): Promise<CommandLine> {
  return commandLineIn(context, smallCompany());
}

/** A bench whose tenant holds what the repository says. */
export async function useAppliedCommandLine(context: TestContext): Promise<CommandLine> {
  applied ??= applyOnce();
  const from = await applied;
  const line = await commandLineIn(context, new MemoryStore(from.tenant));
  for (const [path, content] of from.state) {
    mkdirSync(dirname(join(line.root, STATE, path)), { recursive: true });
    writeFileSync(join(line.root, STATE, path), content);
  }
  return line;
}

/** Groups that the repository and its changes name. */
const GROUPS = ['IT staff', 'Legal users', 'Sales EMEA', 'Regional sales', 'Research users'];

let small: StoreImage | undefined;
let applied: Promise<Applied> | undefined;

/** A tenant, and what its state branch remembers: the files of a bare repository. */
interface Applied {
  readonly tenant: StoreImage;
  readonly state: Files;
}

const STATE = join('.postilion', 'state.git');

/** The company with the devices of those who are in the groups: every count stays the same, and a plan reads less. */
function smallCompany(): MemoryStore {
  small ??= smallImage();
  return new MemoryStore(small);
}

function smallImage(): StoreImage {
  const store = companyStore();
  const groups = store
    .all('groups')
    .filter(({ properties }) => GROUPS.includes(stringAt(properties, 'displayName') ?? ''));
  const people = new Set(groups.flatMap(({ id }) => transitiveMembers(store, id)));
  const image = store.image();
  const devices = [...(image.collections.get('managedDevices') ?? [])];
  const kept = devices.filter(([, { properties }]) => people.has(stringAt(properties, 'userId') ?? ''));
  return { ...image, collections: new Map([...image.collections, ['managedDevices', new Map(kept)]]) };
}

async function applyOnce(): Promise<Applied> {
  const root = repositoryCopy();
  const store = smallCompany();
  const server = await openServer(store);
  const { code } = await (await openRepository(root, server.url)).apply([]);
  await server.close();
  const state = filesBelow(join(root, STATE));
  rmSync(root, { recursive: true, force: true });
  if (code !== 0) throw new Error(`the first apply ended with ${code}`);
  return { tenant: store.image(), state };
}

async function commandLineIn(context: TestContext, store: MemoryStore): Promise<CommandLine> {
  const root = useRepository(context);
  const server = await openServer(store);
  context.onTestFinished(() => server.close());
  const connected = { POSTILION_GRAPH_URL: server.url, POSTILION_ACCESS_TOKEN: 'tester' };
  const file = (path: string): string => join(root, path);
  return {
    root,
    server,
    run: (args, env = {}) => run(args, { cwd: root, env: { ...connected, ...env } }),
    plan: async () => (await openRepository(root, server.url)).plan(),
    write: (path, text) => writeFileSync(file(path), text),
    change: (path, from, to) => {
      const text = readFileSync(file(path), 'utf8');
      if (!text.includes(from)) throw new Error(`${path} does not say ${from}`);
      writeFileSync(file(path), text.replaceAll(from, to));
    },
    json: (path) => jsonIn(readFileSync(file(path), 'utf8')),
    written: async () => {
      const changed = (await server.asked()).filter((one) => one.changed);
      await server.forget();
      return changed.map(({ method, path }) => `${method} ${path.replace(/^.*deviceConfigurations/, '…')}`);
    },
  };
}

/** A copy of the small repository for the test that calls this, without a tenant. */
export function useRepository(context: TestContext): string {
  const root = repositoryCopy();
  context.onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

function repositoryCopy(): string {
  const root = mkdtempSync(join(tmpdir(), 'postilion-cli-'));
  cpSync(join(import.meta.dirname, 'repository'), root, { recursive: true });
  return root;
}

/** A JSON object in a text. */
export function jsonIn(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new Error('this is no JSON object');
  return value;
}
