/** The use case `plan`: repository and tenant in, one plan out. It gets a reader, so it cannot write. */

import { makePlan } from '../../core/plan/plan.ts';
import { directoryEntry } from '../../core/tenant/directory.ts';
import { certificateNames, namesOf } from '../../core/tenant/display-names.ts';
import { identityFindings, tenantIdentity, unknownTenant } from '../../core/tenant/identity.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import type { Certificate, CertificateFacts } from '../../model/certificate.ts';
import type { Finding } from '../../model/finding.ts';
import type { Plan, Problem } from '../../model/plan.ts';
import { withNewJudged } from '../../rules/run-rules.ts';
import type { StateReader } from '../ports/state.ts';
import type { Clock, TenantReader } from '../ports/tenant.ts';
import { attributeDrift, withAuthors } from './attribute-drift.ts';
import { countPeople } from './count-people.ts';
import { nameGroups } from './name-groups.ts';
import { type Refreshed, type RefreshRequest, refresh } from './refresh.ts';
import { type Selected, type Selection, selectApproved, selectByPolicy } from './select-changes.ts';

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
}

export interface PlanPorts {
  readonly reader: TenantReader;
  readonly clock: Clock;
  /** What people know a certificate of the tenant by, from its base64; left out: its fingerprint alone. */
  readonly describe?: (base64: string) => CertificateFacts | null;
  /** Null or left out: nothing is remembered between runs. */
  readonly state?: StateReader | null;
}

/** A plan and the survey it was made from. */
export interface Planned {
  readonly plan: Plan;
  readonly refresh: Refreshed;
  /** In the files of the repository: plans hold their fingerprints only. */
  readonly certificates: readonly Certificate[];
}

/** Plans. Remote faults don't throw: they make the plan incomplete. */
export async function plan(request: PlanRequest, ports: PlanPorts): Promise<Plan> {
  return (await planned(request, ports)).plan;
}

/** As `plan`, with what it was made from: an apply records that. */
export async function planned(request: PlanRequest, ports: PlanPorts): Promise<Planned> {
  const started = ports.clock.now();
  const { reader } = ports;
  const refreshed = await refresh(request, { ...ports, state: ports.state ?? null });
  const { authors, findings: unattributed } = await attributeDrift(refreshed, reader);
  const drawUp = async (decided: Selected) => {
    const findings = [...decided.findings, ...unattributed];
    const made = await drawPlan({ ...decided, findings }, request, refreshed, started, ports);
    return withAuthors(made, authors);
  };
  const { config, selection = { verb: 'plan' } } = request;
  const whole = selectByPolicy(selection, refreshed, authors, { config, now: ports.clock.now() });
  const made = await drawUp(whole);
  const less = selectApproved(selection, made, whole.proposals, config);
  const parted =
    less === null ? made : await drawUp({ proposals: less.proposals, findings: [...whole.findings, ...less.findings] });
  // A part that must not be without the rest waits with it.
  const plan = errorsIn(parted) > errorsIn(made) ? made : parted;
  return { plan, refresh: refreshed, certificates: request.certificates ?? [] };
}

function errorsIn({ findings, problems }: Plan): number {
  return findings.filter(({ severity }) => severity === 'error').length + problems.length;
}

/** Counts the people of the proposed changes and makes the plan. */
async function drawPlan(
  { proposals, findings }: Selected,
  request: PlanRequest,
  { directory, objects, ...refreshed }: Refreshed,
  started: string,
  { reader, describe }: PlanPorts,
): Promise<Plan> {
  const { config } = request;
  const identity = tenantIdentity(directory.tenant, reader.tokenTenant());
  // Where nothing can be read the reason has been told.
  const nameless = refreshed.problems.length > 0 ? null : unknownTenant(identity);
  const people = await countPeople(proposals, directory, reader, config.groups.readUpTo);
  const more = await nameGroups(proposals, directory, reader);
  const listed = objects.flatMap((object) => directoryEntry(object) ?? []);
  const fresh = new Set<string>(proposals.flatMap(({ action, key }) => (action === 'create' ? [key] : [])));
  const created = request.profiles.filter(({ key }) => fresh.has(key));
  return makePlan({
    config,
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
    findings: [
      ...withNewJudged(request.findings, created, CATALOGUE, request.day ?? started.slice(0, 10)),
      ...refreshed.findings,
      ...findings,
      ...identityFindings(identity, config, refreshed.memory.inventory?.tenant ?? null),
      ...people.findings,
    ],
    problems: unique([...refreshed.problems, ...people.problems, ...(nameless === null ? [] : [nameless])]),
    run: { started, tool: request.tool, ...reader.counts() },
  });
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.type} ${problem.message}`, problem])).values()];
}
