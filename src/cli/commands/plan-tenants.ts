/** `postilion plan` for several tenants: side by side in one process, each within its own limits and with a document of its own. */

import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { UsableRepository } from '../../app/load-repository.ts';
import type { RepositoryReader } from '../../app/ports/repository.ts';
import type { Fleet } from '../../core/tenants/fleet.ts';
import { findNearest } from '../../model/did-you-mean.ts';
import { EXIT, type ExitCode, worstExitCode } from '../../model/exit-code.ts';
import type { FailedPlan } from '../../model/failed-plan.ts';
import type { Plan } from '../../model/plan.ts';
import { planExitCode } from '../../report/exit-code.ts';
import { renderPlansJson, renderPlansMarkdown, renderPlansText, type TenantPlan } from '../../report/fleet-plans.ts';
import { renderPlanJson } from '../../report/json.ts';
import { renderMarkdown } from '../../report/markdown.ts';
import { failedByError, failedByFiles } from '../failed-plan.ts';
import { describeFailure, ExitError, systemFault } from '../failure.ts';
import { FAILED_ENDING, writeFailedPlan, writePlan } from '../flags/saved-plan.ts';
import { withReader, withRepository } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { runAtMost } from '../wiring/at-most.ts';
import { type PlanOptions, planBeside } from './plan.ts';
import { chooseTenants, withFleet } from './tenants.ts';

export interface PlanTenantsOptions extends Omit<PlanOptions, 'tenant'> {
  readonly tenants: readonly string[];
  readonly allTenants: boolean;
  readonly wave?: string;
  readonly changedSince?: string;
  readonly outDir?: string;
}

/** So many tenants at once, since each holds what it read until its plan is written. Whoever waits for a busy service leaves. */
const SIDE_BY_SIDE = 6;

const FACES = {
  text: { all: renderPlansText, one: () => '' },
  markdown: { all: renderPlansMarkdown, one: renderMarkdown },
  json: { all: renderPlansJson, one: renderPlanJson },
} as const;

/** Prints one view of all the plans. The exit code is the one that wins among those of the tenants. */
export async function planTenants(options: PlanTenantsOptions, terminal: Terminal): Promise<ExitCode> {
  const { format, outDir } = options;
  if (format !== 'text' && format !== 'markdown' && format !== 'json')
    throw new ExitError(EXIT.input, `--format ${format}: it is of one tenant: write text, markdown or json here`);
  if (options.out !== undefined || options.failedOut !== undefined || options.target.length > 0)
    throw new ExitError(
      EXIT.input,
      '--out, --failed-out and --target are of one tenant: write --out-dir for a document of each',
    );
  if (options.base?.endsWith('.json') === true)
    throw new ExitError(EXIT.input, '--base: a plan document is of one tenant: write a commit here');
  return withFleet(options, terminal, async (fleet, folder) => {
    const names = await namesOf(fleet, options, folder);
    if (outDir !== undefined) await makeFolder(resolve(terminal.cwd, outDir), outDir);
    let done = 0;
    const plans = await runAtMost(names, SIDE_BY_SIDE, async (name, leave) => {
      const planned = await planOne(name, options, { ...terminal, onWait: leave }, FACES[format].one);
      done += 1;
      if (names.length > 1)
        terminal.error(`${name}: ${planned.summary === null ? 'no plan' : 'planned'} (${done} of ${names.length})\n`);
      return planned;
    });
    terminal.print(FACES[format].all(plans));
    return worstExitCode(plans.map(({ code }) => code));
  });
}

async function namesOf(
  fleet: Fleet,
  options: PlanTenantsOptions,
  folder: RepositoryReader,
): Promise<readonly string[]> {
  const known = fleet.tenants.map(({ name }) => name);
  for (const name of options.tenants) {
    if (known.includes(name)) continue;
    const near = findNearest(name, known);
    throw new ExitError(
      EXIT.input,
      `--tenant "${name}": tenants.yaml has no such tenant${near === null ? '' : `; did you mean "${near}"?`}`,
    );
  }
  const some = (await chooseTenants(fleet, options, folder)).map(({ name }) => name);
  return options.allTenants ? some : [...new Set(options.tenants)];
}

/** Never rejects: what goes wrong for one tenant is told of that one. */
async function planOne(
  tenant: string,
  { outDir, ...options }: PlanTenantsOptions,
  terminal: Terminal,
  face: (plan: Plan) => string,
): Promise<TenantPlan> {
  let said = '';
  const hear = (text: string): void => void (said += text);
  const own: Terminal = {
    env: terminal.env,
    cwd: terminal.cwd,
    width: terminal.width,
    color: false,
    print: hear,
    error: hear,
    onStop: (stop) => terminal.onStop(stop),
    onWait: () => terminal.onWait?.(),
  };
  const invocation = { options: { ...options, format: 'text' as const, tenant }, terminal: own };
  const made: Plan[] = [];
  let code: ExitCode;
  const saveFailure = async (failed: FailedPlan): Promise<void> => {
    if (outDir !== undefined) await writeFailedPlan(failed, join(outDir, `${tenant}${FAILED_ENDING}`), terminal.cwd);
  };
  try {
    if (outDir !== undefined) await forget(tenant, resolve(terminal.cwd, outDir));
    const work = (repository: UsableRepository): Promise<ExitCode> =>
      withReader(repository, invocation, async (session) => {
        const wanted = { targets: [], isFull: options.full };
        const plan = await planBeside({ ...options, tenant }, session, repository, wanted, own);
        if (outDir !== undefined) await writePlan(plan, join(outDir, `${tenant}.json`), terminal.cwd);
        made.push(plan);
        return planExitCode(plan, { detailed: options.detailedExitcode });
      });
    code = await withRepository(invocation, work, (findings) => saveFailure(failedByFiles(findings)));
  } catch (error) {
    const failure = describeFailure(error);
    said += `${failure.text}\n`;
    code = failure.code;
    // Where even that can't be written, the table says it.
    if (made.length === 0) await saveFailure(failedByError(error)).catch(() => {});
  }
  return tenantPlan(tenant, code, made[0] ?? null, said, face);
}

function tenantPlan(
  tenant: string,
  code: ExitCode,
  made: Plan | null,
  said: string,
  face: (plan: Plan) => string,
): TenantPlan {
  return made === null
    ? { tenant, code, summary: null, complete: false, said, face: '' }
    : { tenant, code, summary: made.summary, complete: made.complete, said, face: face(made) };
}

/** What an earlier run wrote of the tenant would stand beside what this one writes. */
async function forget(tenant: string, folder: string): Promise<void> {
  for (const ending of ['.json', FAILED_ENDING]) await rm(join(folder, `${tenant}${ending}`), { force: true });
}

async function makeFolder(folder: string, named: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new ExitError(EXIT.input, `--out-dir ${named}: ${systemFault(error) ?? 'it can not be made'}`);
  }
}
