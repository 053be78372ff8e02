/** `postilion plan`: compares git with the tenant through a connection that cannot write. */

import type { UsableRepository } from '../../app/load-repository.ts';
import { compareWithBase, recordedReads } from '../../app/plan/compare-base.ts';
import { type PlanRequest, plan } from '../../app/plan/plan.ts';
import type { TenantReader } from '../../app/ports/tenant.ts';
import { describeCertificate } from '../../io/files/parse-certificate.ts';
import { findNearest } from '../../model/did-you-mean.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import type { FailedPlan } from '../../model/failed-plan.ts';
import type { Plan } from '../../model/plan.ts';
import { renderCost } from '../../report/cost.ts';
import { planExitCode } from '../../report/exit-code.ts';
import { escapeLines } from '../../report/text/escape.ts';
import { failureMarkdown, planText } from '../faces.ts';
import { failedByError, failedByFiles } from '../failed-plan.ts';
import { describeFailure, ExitError } from '../failure.ts';
import { type Base, openBase } from '../flags/base.ts';
import type { CommonOptions } from '../flags/global.ts';
import { writeFailedPlan, writePlan } from '../flags/saved-plan.ts';
import { type Invocation, type Session, withReader, withRepository } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../version.ts';
import { earlierPolicy } from '../wiring/earlier-policy.ts';
import { machineClock } from '../wiring/machine.ts';
import { secretsFrom } from '../wiring/secrets.ts';
import { startStopwatch } from '../wiring/stopwatch.ts';

export interface PlanOptions extends CommonOptions<'plan'> {
  readonly out?: string;
  readonly detailedExitcode: boolean;
  readonly target: readonly string[];
  readonly asOf?: string;
  readonly full: boolean;
  /** A commit or a plan document: findings that it has, too, are told apart. */
  readonly base?: string;
  /** Where it is written why there is no plan. */
  readonly failedOut?: string;
}

/** Prints the plan; where there is none, Markdown and the document of --failed-out say why. */
export async function planCommand(options: PlanOptions, terminal: Terminal): Promise<ExitCode> {
  const invocation = { options, terminal };
  try {
    return await planned(invocation);
  } catch (error) {
    const failed = failedByError(error);
    if (options.format === 'markdown') terminal.print(failureMarkdown(failed));
    // What went wrong first is what people are told.
    await saveFailure(failed, options, terminal).catch((fault: unknown) => {
      terminal.error(escapeLines(`${describeFailure(fault).text}\n`));
    });
    throw error;
  }
}

async function saveFailure(failed: FailedPlan, { failedOut }: PlanOptions, { cwd }: Terminal): Promise<void> {
  if (failedOut !== undefined) await writeFailedPlan(failed, failedOut, cwd);
}

async function planned(invocation: Invocation<PlanOptions>): Promise<ExitCode> {
  const { options, terminal } = invocation;
  const work = async (repository: UsableRepository): Promise<ExitCode> => {
    checkTargets(options.target, repository);
    tellPartial(options.target, repository, terminal);
    return withReader(repository, invocation, async (session) => {
      const wanted = { targets: options.target, isFull: options.full };
      const made = await planBeside(options, session, repository, wanted, terminal);
      if (options.verbose === true && made.cost !== undefined) terminal.error(renderCost(made.cost));
      terminal.print(planText(made, options, terminal));
      if (options.out !== undefined) await writePlan(made, options.out, terminal.cwd);
      return planExitCode(made, { detailed: options.detailedExitcode });
    });
  };
  return withRepository(invocation, work, (findings) => saveFailure(failedByFiles(findings), options, terminal));
}

/** The plan of a repository against a tenant, compared with its base where one is named. */
export async function planBeside(
  options: Pick<PlanOptions, 'base' | 'config' | 'tenant' | 'asOf'>,
  session: Session<TenantReader>,
  repository: UsableRepository,
  wanted: Wanted,
  terminal: Terminal,
): Promise<Plan> {
  const { base: named, ...rest } = options;
  if (named === undefined) return planOver(session, repository, wanted, terminal.env);
  const base = await openBase({ ...rest, base: named }, terminal);
  const { recording, replaying } = recordedReads(session.tenant);
  const made = await planOver({ ...session, tenant: recording }, repository, wanted, terminal.env);
  const compared = 'why' in base ? base.why : compareWithBase(made, await planOfBase(base));
  if (typeof compared !== 'string') return compared;
  terminal.error(escapeLines(`the findings are not compared with --base ${named}: ${compared}\n`));
  return made;

  async function planOfBase(known: Exclude<Base, { readonly why: string }>): Promise<Plan> {
    if ('plan' in known) return known.plan;
    return planOver({ ...session, tenant: replaying }, known.repository, wanted, terminal.env);
  }
}

type Wanted = Pick<PlanRequest, 'targets' | 'selection' | 'isFull'>;

/** The plan of a repository against a tenant. */
export async function planOver(
  { tenant, state }: Session<TenantReader>,
  repository: UsableRepository,
  wanted: Wanted,
  env: Terminal['env'],
): Promise<Plan> {
  const stopwatch = startStopwatch(() => performance.now(), 0);
  const ports = {
    beginStage: (stage: string) => stopwatch.begin(stage),
    reader: tenant,
    state,
    clock: machineClock,
    describe: describeCertificate,
    secrets: secretsFrom(env),
    policyAt: earlierPolicy(repository),
  };
  const made = await plan({ ...repository, ...wanted, tool: tool() }, ports);
  return { ...made, cost: { ...tenant.counts(), ...tenant.cost(), stages: stopwatch.stages() } };
}

/** A plan of some profiles says nothing of the others, nor of what only shows side by side. */
function tellPartial(targets: readonly string[], { profiles }: UsableRepository, terminal: Terminal): void {
  if (targets.length === 0) return;
  const others = profiles.length - new Set(targets).size;
  const words = others === 1 ? '1 other profile' : `${others} other profiles`;
  terminal.error(
    `only ${targets.join(', ')} ${targets.length === 1 ? 'is' : 'are'} planned (--target): nothing is said of ${words}\n`,
  );
}

function checkTargets(targets: readonly string[], { profiles }: UsableRepository): void {
  const keys = new Set<string>(profiles.map(({ key }) => key));
  const unknown = targets.filter((target) => !keys.has(target));
  if (unknown.length > 0) {
    throw new ExitError(EXIT.input, unknown.map((target) => unknownTarget(target, [...keys])).join('\n'));
  }
}

/** The nearest key; without one all, as long as they fit in a glance. */
function unknownTarget(target: string, keys: readonly string[]): string {
  const near = findNearest(target, keys);
  const known = keys.length > NAMED_KEYS ? 'postilion completion keys prints all' : `the keys are ${keys.join(', ')}`;
  return `--target ${target}: no profile has this key; ${near === null ? known : `did you mean "${near}"?`}`;
}

/** So many keys are named. */
const NAMED_KEYS = 10;
