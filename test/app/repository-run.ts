/** A repository, a tenant and a state branch that live through many runs; time goes on only when a test says so. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import type { ApplyPorts } from '../../src/app/apply/apply.ts';
import { applyRepository, prune, type Ran, type RunPorts, reconcile } from '../../src/app/apply/run.ts';
import type { UsableRepository } from '../../src/app/load-repository.ts';
import { plan } from '../../src/app/plan/plan.ts';
import { readHealLoops } from '../../src/app/plan/read-heal-loops.ts';
import type { Selection } from '../../src/app/plan/select-changes.ts';
import type { WriteRequest } from '../../src/app/ports/tenant.ts';
import { readApproval } from '../../src/cli/flags/approval.ts';
import { ranExitCode } from '../../src/cli/refusal.ts';
import { connectReader, connectWriter } from '../../src/io/graph/connect.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { isJsonObject, stringAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { InventoryEntry } from '../../src/model/state/inventory.ts';
import type { StateSnapshot } from '../../src/model/state/snapshot.ts';
import { MemoryStore, type StoreImage } from '../faults/memory-store.ts';
import { LEAN } from '../lean-way.ts';
import { NO_APPROVAL } from '../no-approval.ts';
import { companyStore } from '../scenarios/company.ts';
import { EVERY_EFFECT, QUIET } from '../scenarios/quiet-run.ts';
import { usable } from '../scenarios/scenario-repository.ts';
import { openServer, type TenantServer } from '../scenarios/tenant-server.ts';
import { type ProfileParts, profileText } from './profile-text.ts';
import { type RepositoryFiles, repositoryFiles } from './repository-files.ts';
import { type RepositoryState, repositoryState } from './repository-state.ts';

/** Processes take as long as the machine lets them: no verdict hangs on it. */
export const PATIENT = { timeout: 240_000 };

type Verb = 'apply' | 'reconcile' | 'prune';

export interface How {
  readonly verb?: Verb;
  /** Levels as `--approve` takes them; everything by key when left out. */
  readonly approve?: readonly string[];
  readonly who?: string;
  /** Dies before the request is sent, or after the tenant carried it out. */
  readonly dies?: { readonly when: 'before' | 'after'; readonly at: (request: WriteRequest) => boolean };
  /** The process sleeps behind (or before) its first read of such a list, or before a write there, and something else happens. */
  readonly pauses?: { at(path: string): boolean; meanwhile(): Promise<void>; readonly before?: true };
  /** What others do between the plan and the first step. */
  readonly beforeSteps?: () => Promise<void>;
  /** Ctrl-C behind so many steps. */
  readonly stopAfter?: number;
  readonly detailed?: boolean;
}

/** With its exit code; the plan is there unless the run was refused before it. */
export type Ended = Ran & { readonly code: number; readonly plan: Plan };

/** What one site leaves to another one. */
interface Beginning {
  readonly root: string;
  readonly files: RepositoryFiles;
  readonly state: RepositoryState;
}

/** A repository whose files a test writes. */
export class RepositoryRun {
  readonly server: TenantServer;
  readonly root: string;
  readonly files: RepositoryFiles;
  state: RepositoryState;
  readonly #time: { now: number };

  /** `before`: what it starts with; none for a tenant that was never run on. */
  constructor(server: TenantServer, root: string, time: { now: number }, before: Beginning | null) {
    this.server = server;
    this.root = root;
    this.files = repositoryFiles(root, before);
    this.#time = time;
    this.state = repositoryState(root, this.clock, before?.state ?? null);
  }

  readonly clock = { now: (): string => new Date(this.#time.now).toISOString() };

  /** The state branch is gone, as if nothing had ever run. */
  async loseState(): Promise<void> {
    await this.state.lose();
    this.state = repositoryState(this.root, this.clock, null);
  }

  pass(hours: number): void {
    this.#time.now += hours * 3_600_000;
  }

  /** The configuration, with these lines added to it. */
  config(...lines: readonly string[]): void {
    this.files.write('postilion.yaml', [CONFIG, ...lines, ''].join('\n'));
  }

  /** Writes the profile of a key; null takes it away. */
  profile(key: string, parts: ProfileParts | null = {}): void {
    const path = `profiles/${key}.yaml`;
    if (parts === null) this.files.remove(path);
    else this.files.write(path, profileText(key, parts));
  }

  async repository(): Promise<UsableRepository> {
    return usable(await this.files.read());
  }

  async plan(verb: Verb = 'apply', targets: readonly string[] = [], isFull = false): Promise<Plan> {
    const reader = await connectReader(this.#graph());
    const { state, clock } = this;
    const selection = await this.#selectionOf(verb);
    return plan({ ...(await this.repository()), tool: TOOL, targets, selection, isFull }, { reader, state, clock });
  }

  async run(how: How = {}): Promise<Ended> {
    const repository = await this.repository();
    const tenant = mortal(await connectWriter(this.#graph()), how);
    const { state, clock } = this;
    let ended = 0;
    const ran = await this.#begin(repository, how, {
      tenant,
      state,
      clock,
      progress: { ...QUIET.progress, planMade: async () => how.beforeSteps?.(), stepEnded: () => void (ended += 1) },
      interruption: { requested: () => how.stopAfter !== undefined && ended >= how.stopAfter },
    });
    if (ran.plan === null) throw new Error(`refused before there was a plan: ${JSON.stringify(ran.refusal)}`);
    const gates = how.verb === 'reconcile' && how.detailed !== true ? 'status' : 'stop';
    return { ...ran, plan: ran.plan, code: ranExitCode(ran, { gates }) };
  }

  async #begin(repository: UsableRepository, how: How, ports: RunPorts): Promise<Ran> {
    const bare = { repository, mayBeDirty: true, approvedBy: null, who: how.who ?? 'site', tool: TOOL };
    const approval =
      how.approve === undefined ? EVERY_EFFECT : readApproval({ approve: how.approve, approveDigest: [] }, false);
    if (how.verb === 'prune') return prune({ ...bare, approval, saved: null }, ports);
    if (how.verb === 'reconcile') return reconcile({ ...bare, approval }, ports);
    return applyRepository({ ...bare, approval, saved: null }, ports);
  }

  /** What the tenant holds in device configurations, by display name. */
  async objects(): Promise<readonly JsonObject[]> {
    return this.server.state('deviceConfigurations');
  }

  async named(name: string): Promise<JsonObject> {
    const [found, second] = (await this.objects()).filter(({ displayName }) => displayName === name);
    if (found === undefined || second !== undefined) throw new Error(`not exactly one object is called ${name}`);
    return found;
  }

  async idOf(key: string): Promise<string> {
    return (await this.entry(key)).id;
  }

  /** Changes members of an object as an admin in the portal. */
  async edit(id: string, body: JsonObject): Promise<void> {
    await this.server.edit({ method: 'PATCH', path: `${CONFIGURATIONS}/${id}`, body: { ...IOS_MAIL, ...body } });
  }

  /** The portal's Duplicate: everything is copied, the description with its marker included. */
  async duplicate(id: string, name: string): Promise<string> {
    const read = await this.server.edit({ method: 'GET', path: `${CONFIGURATIONS}/${id}` });
    const kept = Object.entries(asObject(read)).filter(
      ([member]) => !SERVER_SIDE.has(member) && (member === '@odata.type' || !member.includes('@')),
    );
    const body = { ...Object.fromEntries(kept), displayName: name };
    return stringAt(asObject(await this.server.edit({ method: 'POST', path: CONFIGURATIONS, body })), 'id') ?? '';
  }

  /** No more faults. */
  async heal(): Promise<void> {
    await fetch(`${this.server.url}/__tenant/faults`, { method: 'DELETE' });
  }

  async snapshot(): Promise<StateSnapshot> {
    const reading = await this.state.read();
    if (reading.status !== 'found') throw new Error(JSON.stringify(reading));
    return reading.state;
  }

  async entry(key: string): Promise<InventoryEntry> {
    const entry = (await this.snapshot()).inventory.entries[key];
    if (entry === undefined) throw new Error(`the inventory has no ${key}`);
    return entry;
  }

  /** Requests that changed the tenant since the last call, ours and the portal's apart from the desk's own. */
  async written(): Promise<readonly string[]> {
    const changed = (await this.server.asked()).filter((one) => one.changed);
    await this.server.forget();
    return changed.map(({ method, path }) => `${method} ${path.replace(/^.*deviceConfigurations/, '…')}`);
  }

  #graph() {
    const clock = () => this.#time.now;
    const timing = { now: clock, sleep: async () => {}, random: () => 0.5 };
    return { ...LEAN, root: this.server.url, token: async () => 'site', log: () => {}, clock, timing };
  }

  async #selectionOf(verb: Verb): Promise<Selection> {
    if (verb !== 'reconcile') return { verb: verb === 'prune' ? verb : 'plan' };
    return { verb, approval: NO_APPROVAL, healLoops: await readHealLoops(this.state, this.clock.now()) };
  }
}

/** A site for the test that calls this. */
export async function useRepository(context: TestContext): Promise<RepositoryRun> {
  return siteIn(context, null, companyStore('few'));
}

/** A site on such a tenant at such a time, which starts with nothing of its own. */
export async function useRepositoryAt(context: TestContext, store: MemoryStore, now: number): Promise<RepositoryRun> {
  return siteIn(context, null, store, now);
}

async function siteIn(context: TestContext, from: Beginning | null, store: MemoryStore, now = STARTED) {
  const root = mkdtempSync(join(tmpdir(), 'postilion-site-'));
  context.onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const time = { now };
  const server = await openServer(store, () => new Date(time.now));
  context.onTestFinished(() => server.close());
  const repository = new RepositoryRun(server, root, time, from);
  context.onTestFinished(() => repository.state.close());
  repository.config();
  return repository;
}

/** A site whose tenant holds the profiles of these keys, and nothing is left to do. */
export async function useAppliedRepository(context: TestContext, ...keys: readonly string[]): Promise<RepositoryRun> {
  const name = keys.join();
  const template = applied.get(name) ?? applyOnce(keys);
  applied.set(name, template);
  const from = await template;
  return siteIn(context, from, new MemoryStore(from.tenant));
}

/** Sites where these keys were applied, each made once a process. */
const applied = new Map<string, Promise<Applied>>();

interface Applied extends Beginning {
  readonly tenant: StoreImage;
}

async function applyOnce(keys: readonly string[]): Promise<Applied> {
  const root = mkdtempSync(join(tmpdir(), 'postilion-site-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  const store = companyStore('few');
  const time = { now: STARTED };
  const server = await openServer(store, () => new Date(time.now));
  const repository = new RepositoryRun(server, root, time, null);
  repository.config();
  for (const key of keys) repository.profile(key);
  const { code } = await repository.run();
  if (code !== 0)
    throw new Error(`the first apply ended with ${code}: ${JSON.stringify((await repository.plan()).findings)}`);
  await repository.state.close();
  await server.close();
  return { root, files: repository.files, state: repository.state, tenant: store.image() };
}

const TOOL = 'postilion 0.1.0';
const STARTED = Date.parse('2026-03-02T09:00:00Z');
const CONFIG = 'version: 1\nowner: contoso-mail\ntenant:\n  embedded: .postilion/tenant';
export const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';
const IOS_MAIL = { '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration' };
const SERVER_SIDE = new Set(['id', 'createdDateTime', 'lastModifiedDateTime', 'version', 'supportsScopeTags']);

/** The connection of a process that may be killed: what was sent is sent, and nobody hears the answer. */
function mortal(tenant: ApplyPorts['tenant'], { dies, pauses }: How): ApplyPorts['tenant'] {
  let left = pauses === undefined ? 0 : 1;
  const isTime = (path: string): boolean => {
    const isNow = left > 0 && pauses?.at(path) === true;
    if (isNow) left -= 1;
    return isNow;
  };
  return {
    ...tenant,
    list: async (request) => {
      const isNow = isTime(request.path);
      if (isNow && pauses?.before === true) await pauses.meanwhile();
      const listing = await tenant.list(request);
      if (isNow && pauses?.before !== true) await pauses?.meanwhile();
      return listing;
    },
    write: async (request, mayStart) => {
      if (isTime(request.path)) await pauses?.meanwhile();
      const now = dies?.at(request) === true;
      if (now && dies.when === 'before') throw new Error('killed');
      const answer = await tenant.write(request, mayStart);
      if (now) throw new Error('killed');
      return answer;
    },
  };
}

function asObject(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : {};
}
