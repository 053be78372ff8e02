/** The use case `plan`: repository and tenant in, one plan out. It gets a reader, so it cannot write. */

import { bundlesOf } from '../../core/bundles/bundles.ts';
import { concerning } from '../../core/bundles/targets.ts';
import { holdProfiles } from '../../core/checks/hold-profiles.ts';
import { softenUnchanged } from '../../core/checks/unchanged-errors.ts';
import type { ProposedChange } from '../../core/diff/proposed-change.ts';
import type { Applies } from '../../core/plan/approval-code.ts';
import { assessedChanges, distinctPeople, makePlan, type PlanInput } from '../../core/plan/plan.ts';
import { approvedPolicy, NO_POLICY_GRANTS, type PolicyGrants } from '../../core/policy/policy-changes.ts';
import type { PolicyInForce } from '../../core/policy/policy-in-force.ts';
import type { PolicyItems } from '../../core/policy/policy-setting.ts';
import { policyItems } from '../../core/policy/policy-settings.ts';
import { waiverItems } from '../../core/policy/waivers-in-force.ts';
import { countedPeople } from '../../core/state/assigned-groups.ts';
import { directoryEntry } from '../../core/tenant/directory.ts';
import { certificateNames, namesOf } from '../../core/tenant/display-names.ts';
import { checkIdentity, findUnknownTenant, readTenantIdentity } from '../../core/tenant/identity.ts';
import type { BudgetTerms } from '../../core/windows/budget.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import type { Approval } from '../../model/approval.ts';
import type { Certificate, CertificateFacts } from '../../model/certificate.ts';
import { isActing } from '../../model/change.ts';
import type { Config } from '../../model/config.ts';
import type { Finding } from '../../model/finding.ts';
import { withFingerprints } from '../../model/finding-print.ts';
import type { HeldProfile, Plan, Problem } from '../../model/plan.ts';
import type { SecretValues } from '../../model/secret.ts';
import { runRules, withNewJudged } from '../../rules/run-rules.ts';
import { withWaived } from '../../rules/waivers.ts';
import type { StateReader } from '../ports/state.ts';
import type { BeginStage, Clock, TenantReader } from '../ports/tenant.ts';
import { attributeDrift, withAuthors } from './attribute-drift.ts';
import { countPeople } from './count-people.ts';
import { houseFindingsOf, planWithinHouse } from './house.ts';
import { nameGroups } from './name-groups.ts';
import { isBranchHeld, withPolicy } from './plan-policy.ts';
import { type KnownPeople, newKnownPeople } from './read-people.ts';
import type { ReadPolicyAt } from './read-policy.ts';
import { type Refreshed, type RefreshRequest, refresh } from './refresh.ts';
import { type Selected, type Selection, selectApproved, selectByPolicy } from './select-changes.ts';
import { serviceClock } from './service-clock.ts';

export interface PlanRequest extends RefreshRequest {
  /** What reading the repository and its rules had to say. */
  readonly findings: readonly Finding[];
  /** The day that the rules judge, ISO 8601; today when left out. */
  readonly day?: string;
  readonly source: Plan['source'];
  readonly tool: string;
  /** Those in files of the repository: a plan says whose they are. */
  readonly certificates?: readonly Certificate[];
  /** Which changes the plan holds; all of them when left out. */
  readonly selection?: Selection;
  /** What somebody approved: its codes may let loosened settings count. Nothing when left out. */
  readonly approval?: Approval;
}

export interface PlanPorts {
  readonly reader: TenantReader;
  readonly clock: Clock;
  /** What people know a certificate of the tenant by, from its base64; left out: its fingerprint alone. */
  readonly describe?: (base64: string) => CertificateFacts | null;
  /** Null or left out: nothing is remembered between runs. */
  readonly state?: StateReader | null;
  /** What the environment says about secrets; left out: nothing, and they are not compared. */
  readonly secrets?: SecretValues;
  readonly policyAt?: ReadPolicyAt;
  readonly beginStage?: BeginStage;
}

/** A plan and the survey it was made from. */
export interface Planned {
  readonly plan: Plan;
  readonly refresh: Refreshed;
  /** In the files of the repository: plans hold their fingerprints only. */
  readonly certificates: readonly Certificate[];
  /** The plan before drift that waits was left out of it; the same one where nothing was. */
  readonly whole: Plan;
  /** The plan as the policy in force judges it, before a setting that the approval loosens counts; the same one where none does. */
  readonly strict: Plan;
  /** How many people the changes of these keys concern, each once; null where nobody could count them. */
  readonly peopleOf: (keys: readonly string[]) => number | null;
  /** What the approval opened of the settings that the commit loosens. */
  readonly policyGrants: PolicyGrants;
  /** The policy as a run that writes records it. */
  readonly policyRecord: PolicyItems;
  /** What decides whose turn it is. */
  readonly budget: BudgetTerms;
}

/** People are read once, however often the plan is drawn. */
interface DrawPorts extends PlanPorts {
  readonly known: KnownPeople;
}

type Drawn = Pick<Planned, 'plan' | 'peopleOf'>;

/** Plans. Remote faults don't throw: they make the plan incomplete. */
export async function plan(request: PlanRequest, ports: PlanPorts): Promise<Plan> {
  const { plan: made } = await planWithSources(request, ports);
  return { ...made, findings: withFingerprints(made.findings) };
}

/** As `plan`, with what it was made from: an apply records that. */
export async function planWithSources(request: PlanRequest, ports: PlanPorts): Promise<Planned> {
  const made = await plannedUnder(request, ports);
  const { approval } = request;
  if (approval === undefined || made.plan.policyChanges === undefined) return made;
  const { growth } = made.refresh.policy.config.approval;
  const grants = approvedPolicy(made, approval, growth);
  if (grants.accepted.size === 0) return { ...made, policyGrants: grants };
  const loosened = await plannedUnder({ ...request, accepted: grants.accepted }, ports);
  return { ...loosened, strict: made.whole, policyGrants: grants };
}

async function plannedUnder(request: PlanRequest, ports: PlanPorts): Promise<Planned> {
  const started = ports.clock.now();
  const { reader } = ports;
  const survey = await refresh(request, { ...ports, state: ports.state ?? null });
  const day = request.day ?? started.slice(0, 10);
  const waived = (findings: readonly Finding[]) => withWaived(findings, survey.policy.profiles, day);
  const told = [...findingsBeside(request, survey.proposals, day), ...houseFindingsOf(survey)];
  const first = holdProfiles(survey.proposals, waived([...told, ...survey.findings]), request.profiles);
  const refreshed = { ...survey, proposals: first.proposals };
  const { authors, findings: unattributed } = await attributeDrift(refreshed, reader);
  const drawing = { ...ports, known: newKnownPeople() };
  const drawUp = async (decided: Selected) => {
    const findings = waived([...told, ...survey.findings, ...decided.findings, ...unattributed]);
    const made = await drawHeld({ ...decided, findings }, request, refreshed, started, drawing);
    return { ...made, plan: withAuthors(made.plan, authors) };
  };
  const { selection = { verb: 'plan' } } = request;
  const { config } = survey.policy;
  const whole = selectByPolicy(selection, survey, authors, { config, now: ports.clock.now() });
  const made = await drawUp(whole);
  const terms = { ...made, applies: appliesIn(refreshed), growth: config.approval.growth };
  const less = selectApproved(selection, terms, whole.proposals, config);
  const parted =
    less === null ? made : await drawUp({ proposals: less.proposals, findings: [...whole.findings, ...less.findings] });
  // A part that must not be without the rest waits with it.
  const drawn = errorsIn(parted.plan) > errorsIn(made.plan) ? made : parted;
  return {
    ...drawn,
    whole: made.plan,
    strict: made.plan,
    refresh: refreshed,
    certificates: request.certificates ?? [],
    policyGrants: NO_POLICY_GRANTS,
    policyRecord: policyRecord(drawn.plan, survey.policy, request.config),
    budget: budgetTerms(refreshed, ports),
  };
}

/** Of a first set-up the commit's own policy, where it lets nothing through that the defaults would hold back. */
function policyRecord(
  { policyChanges: lines }: Plan,
  { isRemembered, record, profiles }: PolicyInForce,
  own: Config,
): PolicyItems {
  return isRemembered || lines !== undefined ? record : { ...policyItems(own), ...waiverItems(profiles) };
}

/** Where the memory is lost nobody knows who was disturbed today. */
function budgetTerms(
  { policy: { config }, memory, isMemoryLost }: Pick<Refreshed, 'policy' | 'memory' | 'isMemoryLost'>,
  { reader, clock }: Pick<PlanPorts, 'reader' | 'clock'>,
): BudgetTerms & { readonly now: string } {
  const disturbed = isMemoryLost ? null : (memory.inventory?.disturbed ?? []);
  return { config, disturbed, now: serviceClock(reader, clock).now() };
}

/** How many changes of each key were carried out; none where nothing is remembered. */
export function appliesIn({ memory }: Pick<Refreshed, 'memory'>): Applies {
  return memory.inventory?.applies ?? {};
}

/** What the rules say of the repository, now that it is known what the tenant holds: what is new, and what is so already. */
function findingsBeside(
  { findings, profiles }: PlanRequest,
  proposals: readonly ProposedChange[],
  day: string,
): readonly Finding[] {
  const fresh = new Set<string>(proposals.flatMap(({ action, key }) => (action === 'create' ? [key] : [])));
  const created = profiles.filter(({ key }) => fresh.has(key));
  return softenUnchanged(withNewJudged(findings, created, CATALOGUE, day), profiles, proposals, (some) =>
    runRules(some, CATALOGUE, day),
  );
}

function errorsIn({ findings, problems }: Plan): number {
  return findings.filter(({ severity }) => severity === 'error').length + problems.length;
}

/**
 * The plan without what errors hold back. Errors about people show only once they are counted; what they hold is taken
 * out, and the rest is counted anew: it may look otherwise without it.
 */
async function drawHeld(
  decided: Selected,
  request: PlanRequest,
  refreshed: Refreshed,
  started: string,
  ports: DrawPorts,
): Promise<Drawn> {
  const { proposals } = decided;
  let { findings } = decided;
  let bundles: NonNullable<Plan['bundles']> = [];
  const first = holdProfiles(proposals, findings, request.profiles);
  // Which changes are a bundle shows only while none of them is held.
  const isNoChangeHeld = first.proposals.filter(isActing).length === proposals.filter(isActing).length;
  let drawn = await drawPlan(decided, isNoChangeHeld ? first.held : [], request, refreshed, started, ports);
  for (;;) {
    const { plan } = drawn;
    bundles = [...bundles, ...(plan.bundles ?? [])];
    findings = [...findings, ...saidOfWrong(plan, findings)];
    const { held, proposals: left } = holdProfiles(proposals, findings, request.profiles, bundles);
    if (held.length === (plan.held ?? []).length) return drawn;
    drawn = await drawPlan({ proposals: left, findings }, held, request, refreshed, started, ports);
  }
}

/** What a plan says of profiles with errors beyond what is known: it goes on to be told once they are held. */
function saidOfWrong({ findings }: Plan, known: readonly Finding[]): readonly Finding[] {
  const wrong = new Set(findings.flatMap(({ severity, key }) => (severity === 'error' && key !== null ? [key] : [])));
  return findings.filter((one) => one.key !== null && wrong.has(one.key) && !known.includes(one));
}

/** Counts the people of the proposed changes and makes the plan. */
async function drawPlan(
  { proposals: counted, findings }: Selected,
  held: readonly HeldProfile[],
  request: PlanRequest,
  { directory, objects, problems, memory, policy, isMemoryLost }: Refreshed,
  started: string,
  { reader, clock, describe, beginStage, known }: DrawPorts,
): Promise<Drawn> {
  const { config, forNew } = policy;
  const { now, disturbed } = budgetTerms({ policy, memory, isMemoryLost }, { reader, clock });
  const identity = readTenantIdentity(directory.tenant, reader.tokenTenant());
  // Where nothing can be read the reason has been told.
  const nameless = problems.length > 0 ? null : findUnknownTenant(identity);
  beginStage?.('people');
  const recorded = countedPeople(memory.inventory, config.moved);
  const people = await countPeople(counted, directory, reader, config.groups.readUpTo, recorded, known);
  const more = await nameGroups(counted, directory, reader);
  beginStage?.('plan');
  const listed = objects.flatMap((object) => directoryEntry(object) ?? []);
  const { targets } = request;
  const bundles = targets.length === 0 ? [] : bundlesOf(assessedChanges({ config, proposals: counted, ...people }));
  const proposals = concerning(counted, targets, bundles);
  const assessed = assessedChanges({ config, proposals, ...people });
  const day = request.day ?? started.slice(0, 10);
  const counting: PlanInput = {
    config,
    forNew,
    isBranchHeld: isBranchHeld(policy.loosened),
    tenantId: directory.tenant?.id ?? config.tenant.id ?? 'unknown',
    source: request.source,
    proposals,
    audiences: people.audiences,
    dictionary: {
      names: new Map([
        ...namesOf(directory, listed, [...more, ...people.filters]),
        ...certificateNames(request.certificates ?? [], objects, describe),
      ]),
      tags: directory.scopeTags,
    },
    findings: withWaived(
      [...findings, ...checkIdentity(identity, config, memory.inventory?.tenant ?? null), ...people.findings],
      policy.profiles,
      day,
    ),
    held,
    problems: unique([...problems, ...people.problems, ...(nameless === null ? [] : [nameless])]),
    applies: appliesIn({ memory }),
    now,
    disturbed,
    run: { started, tool: request.tool, ...reader.counts() },
  };
  const input = planWithinHouse(counting, policy, day);
  const peopleOf = (keys: readonly string[]): number | null => distinctPeople(assessed, keys);
  const judged = { input, request, inventory: memory.inventory, policy, isMemoryLost, peopleOf };
  return { plan: withPolicy(makePlan(input), judged), peopleOf };
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.type} ${problem.message}`, problem])).values()];
}
