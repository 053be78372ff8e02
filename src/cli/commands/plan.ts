/** `postilion plan`: compares git with the tenant through a connection that cannot write. */

import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Planned, planned, type Selecting } from '../../app/plan/plan.ts';
import type { StateReader } from '../../app/ports/state.ts';
import type { TenantReader } from '../../app/ports/tenant.ts';
import { describeCertificate } from '../../io/files/parse-certificate.ts';
import type { Plan } from '../../model/plan.ts';
import { renderFindingAnnotations, renderPlanAnnotations } from '../../report/annotations.ts';
import { findingsExitCode, planExitCode } from '../../report/exit-code.ts';
import { renderPlanJson } from '../../report/json.ts';
import { renderMarkdown } from '../../report/markdown.ts';
import { renderSarif } from '../../report/sarif.ts';
import { renderTerminal } from '../../report/terminal.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../version.ts';
import { openLog } from '../wiring/log.ts';
import { machineClock } from '../wiring/machine.ts';
import { loadRepository, type Repository } from '../wiring/repository.ts';
import { openState } from '../wiring/state.ts';
import { openReader } from '../wiring/tenant.ts';
import { findingsText } from './validate.ts';

interface PlanOptions extends CommonOptions {
  readonly out?: string;
  readonly detailedExitcode: boolean;
  readonly target: readonly string[];
}

/** Prints the plan; without a usable repository the findings, and no tenant is asked anything. */
export async function planCommand(options: PlanOptions, terminal: Terminal): Promise<number> {
  const repository = await loadRepository(options, terminal);
  const { usable } = repository;
  if (usable === null) return refuse(repository, options, terminal);
  checkTargets(options.target, usable);
  const connection = await openReader(usable, terminal, await openLog(options.logLevel));
  const state = openState(usable, terminal);
  try {
    const { plan: made } = await makePlanFor(repository, usable, connection.tenant, state.store, options.target);
    if (options.out !== undefined) await writeFile(resolve(terminal.cwd, options.out), renderPlanJson(made));
    terminal.print(planText(made, options, terminal));
    return planExitCode(made, { detailed: options.detailedExitcode });
  } finally {
    await state.close();
    await connection.close();
  }
}

/** Says what is wrong with the input, in the format that was asked for. */
export function refuse(repository: Repository, options: CommonOptions, terminal: Terminal): number {
  const text = findingsText(repository, options, terminal);
  if (options.format === 'text' || options.format === 'markdown')
    terminal.error(`${text}the tenant was not contacted\n`);
  else terminal.print(text);
  return findingsExitCode(repository.findings);
}

/** Plans a usable repository against a tenant. */
export function makePlanFor(
  repository: Repository,
  usable: NonNullable<Repository['usable']>,
  reader: TenantReader,
  state: StateReader,
  targets: readonly string[],
  decide?: Selecting,
): Promise<Planned> {
  const { config, profiles, source, certificates } = usable;
  const request = {
    config,
    profiles,
    findings: repository.findings,
    source,
    tool: tool(),
    targets,
    certificates,
    ...(decide === undefined ? {} : { decide }),
  };
  return planned(request, { reader, state, clock: machineClock, describe: describeCertificate });
}

function checkTargets(targets: readonly string[], { profiles }: NonNullable<Repository['usable']>): void {
  const keys = new Set<string>(profiles.map(({ key }) => key));
  const unknown = targets.filter((target) => !keys.has(target));
  if (unknown.length > 0) {
    throw new ExitError(
      10,
      `--target ${unknown.join(', ')}: no profile has this key; the keys are ${[...keys].join(', ')}`,
    );
  }
}

/** The plan in the wanted format. */
export function planText(made: Plan, options: CommonOptions, terminal: Terminal): string {
  switch (options.format) {
    case 'json':
      return renderPlanJson(made);
    case 'markdown':
      return renderMarkdown(made);
    case 'sarif':
      return renderSarif(made.findings, made.run.tool);
    case 'github':
      return `${renderFindingAnnotations(made.findings)}${renderPlanAnnotations(made)}`;
    default:
      return renderTerminal(made, { width: terminal.width, color: options.color && terminal.color });
  }
}
