/** A tenant of eight people on which an attack is played: each run is judged as soon as it ends. */

import type { TenantAnswer } from '../../src/embedded/exchange.ts';
import type { Entity } from '../../src/embedded/store/store.ts';
import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../src/model/json.ts';
import { type InventoryEntry, readInventory, writeStateFile } from '../../src/model/state/inventory.ts';
import { type FaultyServer, openFaultyServer } from '../faults/faulty-server.ts';
import { type Call, NOTHING, type Select } from '../faults/injected-faults.ts';
import { type ProfileWish, type RepositoryText, readRepository } from '../faults/repository.ts';
import type { Ran, RunHow, Verb } from '../faults/runner.ts';
import { runIn } from '../faults/story.ts';
import { tinyCompany, tinyId } from '../faults/tiny-company.ts';
import { World, type WorldImage } from '../faults/world.ts';
import { keyOf, madeBy, objectsIn, peopleOf, wrongsOf } from './ledger-judge.ts';

export const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';
export const MAIL_TYPE = { '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration' };

interface Act extends Pick<RunHow, 'approve' | 'decide' | 'clockAheadMs' | 'stopAfter'> {
  readonly verb?: Verb;
  /** Keys whose people somebody agreed to disturb: by default nobody's, and nothing is approved. */
  readonly mayDisturb?: readonly string[];
}

/** Somebody's profile that stays as it is, so that no repository is ever empty. */
const KEEPER = { z: { groups: ['Board'] } } as const;

const beginnings = new Map<string, Promise<WorldImage>>();
let server: Promise<FaultyServer> | null = null;

/** One server for all scenes of a file. */
export function serverOfScenes(): Promise<FaultyServer> {
  server ??= openFaultyServer();
  return server;
}

/** Ends it. */
export async function closeScenes(): Promise<void> {
  await (await server)?.close();
  server = null;
}

type Git = Partial<RepositoryText>;

export class Scene {
  readonly world: World;
  /** What must not have happened, and did. */
  readonly wrongs: string[] = [];
  /** Ids that runs made, or that a person handed over. */
  readonly ours: Set<string>;
  #git: RepositoryText;

  constructor(image: WorldImage, git: RepositoryText) {
    this.world = new World(image);
    this.#git = git;
    this.ours = new Set([...objectsIn(image.store).values()].filter((one) => keyOf(one) !== '').map(({ id }) => id));
  }

  /** Git says this from now on; what isn't named stays. */
  git(text: Git): void {
    this.#git = { ...this.#git, ...text };
  }

  profiles(profiles: Readonly<Record<string, ProfileWish | null>>): void {
    const all = Object.entries({ ...this.#git.profiles, ...profiles });
    this.git({ profiles: Object.fromEntries(all.flatMap(([key, wish]) => (wish === null ? [] : [[key, wish]]))) });
  }

  /** Runs, and judges what it wrote. */
  async run(act: Act = {}): Promise<Ran> {
    const { verb = 'apply', mayDisturb = [], approve = [], ...more } = act;
    const before = objectsIn(this.world.store);
    const repository = await readRepository(this.#git);
    const ran = await runIn(this.world, await serverOfScenes(), { verb, repository, approve }, more);
    const judged = { before, store: this.world.store, sent: ran.sent, ours: this.ours, mayDisturb };
    for (const id of madeBy(judged)) this.ours.add(id);
    this.wrongs.push(...wrongsOf(judged));
    this.world.time.now += 1000;
    return ran;
  }

  /** Runs with every effect approved, which those who approve it mean. */
  async agreed(act: Act = {}): Promise<Ran> {
    const keys = [...Object.keys(this.#git.profiles), ...Object.keys(this.entries())];
    return this.run({ approve: ['lock-out'], mayDisturb: keys, ...act });
  }

  /** Notes what should be so. */
  expect(isSo: boolean, otherwise: string): void {
    if (!isSo) this.wrongs.push(otherwise);
  }

  expectCode(ran: Ran, ...codes: readonly number[]): void {
    const said = ran.plan?.findings.map(({ code, message }) => `${code} ${message}`).join('; ');
    this.expect(codes.includes(ran.code ?? -1), `exit code ${ran.code}, not ${codes.join(' or ')}: ${said}`);
  }

  /** A run that says nothing was to be done, or that it did all, when the tenant isn't as git says. */
  expectSilent(ran: Ran): void {
    this.expect(ran.sent.length === 0, `wrote ${ran.sent.map(({ text }) => text).join(', ')}`);
  }

  entries(): Readonly<Record<string, InventoryEntry>> {
    return this.world.branch.tip?.inventory.entries ?? {};
  }

  idOf(key: string): string {
    return this.entries()[key]?.id ?? '';
  }

  object(id: string): Entity | undefined {
    return this.world.store.find('deviceConfigurations', id);
  }

  /** Objects of the tenant with the key's marker that runs made. */
  made(key: string): readonly Entity[] {
    return [...objectsIn(this.world.store).values()].filter((one) => this.ours.has(one.id) && keyOf(one) === key);
  }

  edit(id: string, body: JsonObject): void {
    this.world.portal('PATCH', `${CONFIGURATIONS}/${id}`, { ...MAIL_TYPE, ...body });
  }

  assign(id: string, ...groups: readonly string[]): void {
    const assignments = groups.map((group) => ({
      target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: tinyId(group) },
    }));
    this.world.portal('POST', `${CONFIGURATIONS}/${id}/assign`, { assignments });
  }

  /** Somebody makes a mail profile by hand; gives its id. */
  stranger(name: string, body: JsonObject = {}): string {
    const made = this.world.portal('POST', CONFIGURATIONS, { ...BY_HAND, displayName: name, ...body });
    return isJsonObject(made) ? (stringAt(made, 'id') ?? '') : '';
  }

  /** A person joins a group. */
  join(group: string, name: string): void {
    const path = `/groups/${tinyId(group)}/members/$ref`;
    this.world.portal('POST', path, { '@odata.id': `https://graph.microsoft.com/beta/users/${tinyId(name)}` });
  }

  /** The tenant is another one, with everything in it, its state included. */
  becomes(tenant: string): void {
    const { store, branch } = this.world;
    const [organization] = store.all('organization');
    if (organization === undefined || branch.tip === null) throw new Error('there is no tenant');
    store.remove('organization', organization.id);
    store.put('organization', { ...organization, id: tenant });
    branch.push({ inventory: { ...branch.tip.inventory, tenant }, lock: branch.tip.lock }, branch.tip.revision);
  }

  /** People who get two mail profiles of ours for one host. */
  doubles(): readonly string[] {
    const { store } = this.world;
    const held = [...this.ours].flatMap((id) => {
      const entity = this.object(id);
      if (entity === undefined) return [];
      const host = stringAt(entity.properties, 'hostName') ?? id;
      return [...peopleOf(entity, store)].map((person) => `${person} ${host}`);
    });
    return held.filter((one, index) => held.indexOf(one) !== index);
  }

  remove(id: string): void {
    this.world.portal('DELETE', `${CONFIGURATIONS}/${id}`);
  }

  /** Whoever may push to the state branch changes the record of a key. */
  meddle(key: string, parts: JsonObject): void {
    const { branch } = this.world;
    const copy: unknown = JSON.parse(JSON.stringify(branch.tip?.inventory ?? {}));
    const whole = isJsonObject(copy) ? copy : {};
    const entries = isJsonObject(whole['entries'] ?? null) ? asObject(whole['entries']) : {};
    const read = readInventory(
      writeStateFile({ ...whole, entries: { ...entries, [key]: { ...asObject(entries[key]), ...parts } } }),
    );
    if (!read.ok) throw new Error(JSON.stringify(read.findings));
    branch.push({ inventory: read.value, lock: lockOf(branch) }, branch.tip?.revision ?? null);
  }

  /** Somebody deletes the state branch. */
  forget(): void {
    this.world.branch.commits = [];
  }

  /** Somebody opens the lock, whoever holds it. */
  async unlock(): Promise<void> {
    await this.world.stateClient().unlock(this.world.branch.tip?.lock.holder?.nonce ?? '', 'somebody');
  }

  /** The tenant says this to every such request; null: its own answers again. */
  says(answer: ((method: string, path: string) => TenantAnswer | undefined) | null): void {
    this.world.hollow = answer ?? (() => undefined);
  }
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function lockOf({ tip }: World['branch']) {
  return tip?.lock ?? { epoch: 0, holder: null };
}

const BY_HAND = {
  ...MAIL_TYPE,
  description: 'made by hand',
  accountName: 'Somebody',
  hostName: 'mail.somebody.example',
  requireSsl: true,
  usernameSource: 'userPrincipalName',
  usernameAADSource: 'userPrincipalName',
  emailAddressSource: 'primarySmtpAddress',
  authenticationMethod: 'usernameAndPassword',
  easServices: 'calendars,contacts,email',
  durationOfEmailToSync: 'oneMonth',
  roleScopeTagIds: ['0'],
};

/** The id of what the company itself made by hand. */
export const COMPANYS = tinyId('Mail by hand');

/** A scene that begins behind an apply of these profiles; without any, on a tenant that was never run on. */
export async function scene(profiles: Readonly<Record<string, ProfileWish>> | null, git: Git = {}): Promise<Scene> {
  const text: RepositoryText = { profiles: { ...KEEPER, ...profiles }, ...git };
  const key = profiles === null ? 'nothing' : JSON.stringify(text);
  const image = beginnings.get(key) ?? (profiles === null ? Promise.resolve(untouched()) : applied(text));
  beginnings.set(key, image);
  return new Scene(await image, text);
}

const STARTED = Date.parse('2026-03-02T09:00:00Z');

function untouched(): WorldImage {
  return { store: tinyCompany(), branch: [], now: STARTED };
}

async function applied(text: RepositoryText): Promise<WorldImage> {
  const world = new World(untouched());
  const repository = await readRepository(text);
  const ran = await runIn(world, await serverOfScenes(), { verb: 'apply', repository });
  if (ran.code !== 0) throw new Error(`the time before ended with ${ran.code}: ${JSON.stringify(ran.plan?.findings)}`);
  world.pass(1);
  return world.image();
}

/** One disturbance at the nth call (from 0) that fits, and nothing else. */
export function at(fits: (call: Call) => boolean, decide: Select, nth = 0): Select {
  let seen = 0;
  return (call) => {
    if (!fits(call)) return NOTHING;
    seen += 1;
    return seen - 1 === nth ? decide(call) : NOTHING;
  };
}

export const isCreate = ({ site }: Call): boolean => site === `POST ${CONFIGURATIONS}`;
export const isList = ({ site }: Call): boolean => site === `GET ${CONFIGURATIONS}`;

/** Takes these objects out of a list. */
export function without(hidden: readonly string[]): (body: JsonValue) => JsonValue {
  return (body) => {
    if (!isJsonObject(body)) return body;
    const shown = objectsAt(body, 'value').filter((item) => !hidden.includes(stringAt(item, 'id') ?? ''));
    return { ...body, value: shown };
  };
}
