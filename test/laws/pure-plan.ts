/** The pure part of `plan`, from decided inputs to the plan document: what the use case does between its reads. */

import { runChecks } from '../../src/core/checks/run.ts';
import { pairAll, proposeAll } from '../../src/core/diff/propose.ts';
import { type AudienceFacts, setEngine } from '../../src/core/people/audience.ts';
import { audienceOfChange } from '../../src/core/people/of-change.ts';
import { makePlan } from '../../src/core/plan/plan.ts';
import { proposeInventory } from '../../src/core/state/rebuild.ts';
import { decodeLive } from '../../src/core/tenant/live-profile.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { isWriting } from '../../src/model/change.ts';
import type { Config } from '../../src/model/config.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { ResolvedProfile } from '../../src/model/profile.ts';
import type { ReadAnswer } from '../../src/model/reads.ts';
import type { Inventory } from '../../src/model/state/inventory.ts';

/** Everything a plan is made of. */
export interface World {
  readonly config: Config;
  readonly profiles: readonly ResolvedProfile[];
  /** Objects as the tenant lists them, with their assignments. */
  readonly objects: readonly JsonObject[];
  readonly facts: AudienceFacts;
  /** `<object id>/<field>` → id of the object that is bound; nothing is bound otherwise. */
  readonly references: ReadonlyMap<string, string>;
  /** What earlier runs recorded; null before the first. */
  readonly inventory: Inventory | null;
}

export const CONFIG: Config = {
  version: 1,
  owner: 'contoso-mail',
  tenant: { id: 'tenant', cloud: 'global', embedded: null, graphUrl: null },
  profiles: [],
  state: { repo: '.', branch: 'postilion-state' },
  branch: 'main',
  heal: 'silent',
  approval: { from: 'may-reapprove', growth: { percent: 10, people: 5 }, approvers: null },
  windows: [],
  budget: [],
  policy: { allUsers: true, oauth: 'optional', names: null, mostPeople: null },
  limits: { removals: 3, losingMail: 50, newPeople: 500 },
  groups: { allow: null, readUpTo: 100_000 },
  apply: { concurrency: 4 },
  grace: '7d',
  lateness: '15m',
  release: {},
  moved: {},
  suspend: false,
  effects: [],
  adopt: {},
};

/** Lists that show everything. */
const PROMPT = { now: '2027-01-01T00:00:00Z', span: '15m', isComplete: true, isMemoryLost: false };

export const EMPTY: World = {
  config: CONFIG,
  profiles: [],
  objects: [],
  facts: { devices: [], groups: new Map() },
  references: new Map(),
  inventory: null,
};

/** The inventory that runs would have left of the objects that carry our marker. */
export function recorded(objects: readonly JsonObject[]): Inventory {
  const { inventory } = proposeInventory(decodeLive(objects, CATALOGUE), CONFIG.owner);
  // A rebuilt inventory protects everything until YAML says otherwise; runs record what YAML said.
  const entries = Object.entries(inventory.entries).map(([key, entry]) => [key, { ...entry, protect: false }] as const);
  return { ...inventory, entries: Object.fromEntries(entries) };
}

/** The plan for a world. */
export function planWorld({ config, profiles, objects, facts, references, inventory }: World): Plan {
  const paired = pairAll(config, { profiles, held: new Set(), findings: [] }, objects, {
    inventory,
    intents: [],
    lateness: PROMPT,
  });
  const answers = paired.reads.map(({ id, field }): ReadAnswer => {
    const bound = references.get(`${id}/${field}`);
    return bound === undefined
      ? { status: 'missing', requestId: null }
      : { status: 'found', body: { '@odata.type': '#microsoft.graph.iosScepCertificateProfile', id: bound } };
  });
  const proposal = proposeAll(paired, answers);
  const { proposals, findings } = runChecks(proposal.proposals);
  const engine = setEngine(facts);
  const audiences = proposals
    .filter(isWriting)
    .map((proposed) => [proposed.key, audienceOfChange(proposed, engine)] as const);
  return makePlan({
    config,
    tenantId: 'tenant',
    source: { commit: null, dirty: false },
    proposals,
    audiences: new Map(audiences),
    dictionary: { names: new Map(), tags: null },
    findings: [...proposal.findings, ...findings],
    problems: proposal.problems,
    run: { started: '', tool: 'postilion', requests: 0, roundTrips: 0 },
  });
}
