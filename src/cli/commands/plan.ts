/** `postilion plan`: compares git with the tenant through a connection that cannot write. */

import type { UsableRepository } from '../../app/load-repository.ts';
import { type PlanRequest, plan } from '../../app/plan/plan.ts';
import type { TenantReader } from '../../app/ports/tenant.ts';
import { describeCertificate } from '../../io/files/parse-certificate.ts';
import { findNearest } from '../../model/did-you-mean.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import type { Plan } from '../../model/plan.ts';
import { renderCost } from '../../report/cost.ts';
import { planExitCode } from '../../report/exit-code.ts';
import { planText } from '../faces.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import { writePlan } from '../flags/saved-plan.ts';
import { type Session, withReader, withRepository } from '../session.ts';
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
}

/** Prints the plan. */
export async function planCommand(options: PlanOptions, terminal: Terminal): Promise<ExitCode> {
  const invocation = { options, terminal };
  return withRepository(invocation, async (repository) => {
    checkTargets(options.target, repository);
    tellPartial(options.target, repository, terminal);
    return withReader(repository, invocation, async (session) => {
      const made = await planOver(session, repository, { targets: options.target, isFull: options.full }, terminal.env);
      if (options.verbose === true && made.cost !== undefined) terminal.error(renderCost(made.cost));
      terminal.print(planText(made, options, terminal));
      if (options.out !== undefined) await writePlan(made, options.out, terminal.cwd);
      return planExitCode(made, { detailed: options.detailedExitcode });
    });
  });
}

/** The plan of a repository against a tenant. */
export async function planOver(
  { tenant, state }: Session<TenantReader>,
  repository: UsableRepository,
  wanted: Pick<PlanRequest, 'targets' | 'selection' | 'isFull'>,
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
