/** `postilion report --plans DIR`: the plans of several tenants as one text, or as the one comment of a pull request. */

import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { postTenantsReport } from '../../app/post-tenants-report.ts';
import { pullRequestsOn } from '../../io/github/pull-requests.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { compareText } from '../../model/finding.ts';
import { isProfileKey } from '../../model/ids.ts';
import { COMMENT_LIMIT, renderComment } from '../../report/comment/comment.ts';
import { markerOf } from '../../report/comment/marker.ts';
import { renderNoPlan } from '../../report/comment/no-plan.ts';
import { knownExitCode, planExitCode } from '../../report/exit-code.ts';
import { areQuiet, renderPlansMarkdown, type TenantPlan } from '../../report/fleet-plans.ts';
import { escapeLines } from '../../report/text/escape.ts';
import { ExitError, systemFault } from '../failure.ts';
import { checkTenantsReport, type ReportOptions, repositoryPage } from '../flags/report.ts';
import { FAILED_ENDING, loadStrangersFailure, loadStrangersPlan } from '../flags/saved-plan.ts';
import type { Terminal } from '../terminal.ts';
import { openGitHub } from '../wiring/github.ts';

/** Characters of one tenant's details, so that the worst have room beside each other. */
const DETAILS = 12_000;

/** `folder` is what `plan --out-dir` wrote. Every document in it is taken for the text of a stranger. */
export async function reportTenants(folder: string, options: ReportOptions, terminal: Terminal): Promise<ExitCode> {
  checkTenantsReport(options);
  const page = repositoryPage(terminal);
  const base = page === null || options.head === undefined ? null : `${page}/blob/${options.head}`;
  const plans: TenantPlan[] = [];
  for (const file of await documentsIn(folder, terminal.cwd)) plans.push(await tenantPlanOf(file, base, terminal.cwd));
  const { pr } = options;
  // The marker stands in front.
  const text = renderPlansMarkdown(plans, (options.limit ?? COMMENT_LIMIT) - markerOf(options.name).length - 1);
  const body = `${markerOf(options.name)}\n${text}`;
  if (pr === undefined) terminal.print(options.format === 'summary' ? text : body);
  else {
    const request = { body, isQuiet: areQuiet(plans), pull: pr, name: options.name, headSha: options.head ?? null };
    terminal.error(`${escapeLines(await postTenantsReport(request, pullRequestsOn(await openGitHub(terminal))))}\n`);
  }
  return EXIT.ok;
}

interface TenantFile {
  readonly tenant: string;
  readonly path: string;
  readonly isFailure: boolean;
}

/** Names decide nothing but whose line a plan is; a file of another name is none of ours. */
async function documentsIn(folder: string, cwd: string): Promise<readonly TenantFile[]> {
  const names = await namesIn(folder, cwd);
  const files = names.flatMap((name): readonly TenantFile[] => {
    const isFailure = name.endsWith(FAILED_ENDING);
    const tenant = name.slice(0, -(isFailure ? FAILED_ENDING : '.json').length);
    return name.endsWith('.json') && isProfileKey(tenant) ? [{ tenant, path: join(folder, name), isFailure }] : [];
  });
  if (files.length > 0) return files;
  throw new ExitError(EXIT.input, `--plans ${folder}: there is no plan in it: name the folder of plan --out-dir`);
}

async function namesIn(folder: string, cwd: string): Promise<readonly string[]> {
  try {
    return (await readdir(resolve(cwd, folder))).toSorted(compareText);
  } catch (error) {
    throw new ExitError(EXIT.input, `--plans ${folder}: ${systemFault(error) ?? 'the folder can not be read'}`);
  }
}

async function tenantPlanOf(
  { tenant, path, isFailure }: TenantFile,
  base: string | null,
  cwd: string,
): Promise<TenantPlan> {
  const common = { limit: DETAILS, name: null, base };
  if (isFailure) {
    const failed = await loadStrangersFailure(path, cwd);
    const face = renderNoPlan({ ...common, failed, commit: null, run: null });
    return { tenant, code: knownExitCode(failed.failed.exitCode), summary: null, complete: false, said: '', face };
  }
  const plan = await loadStrangersPlan(path, cwd, '--plans');
  const { summary, complete } = plan;
  const face = renderComment(plan, { ...common, previous: null });
  return { tenant, code: planExitCode(plan, { detailed: false }), summary, complete, said: '', face };
}
