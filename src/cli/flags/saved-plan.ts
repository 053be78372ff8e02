/** A plan that was saved and approved: a claim to be checked, never trusted. */

import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readPlan, readStrangersFailure, readStrangersPlan } from '../../core/plan/read.ts';
import { EXIT } from '../../model/exit-code.ts';
import type { FailedPlan } from '../../model/failed-plan.ts';
import type { Plan } from '../../model/plan.ts';
import { renderFailedPlanJson, renderPlanJson } from '../../report/json.ts';
import { ExitError, systemFault } from '../failure.ts';

/** The saved plan. Throws ExitError when the file is missing, cut off, edited, or of another format. */
export async function loadApprovedPlan(file: string, cwd: string): Promise<Plan> {
  const text = await textOf(file, cwd, '--plan');
  if (!text.trimStart().startsWith('{')) {
    throw new ExitError(EXIT.input, `--plan ${file}: it is no plan document: name the file that plan --out wrote`);
  }
  if (!isWhole(text)) {
    throw new ExitError(
      EXIT.input,
      `--plan ${file}: it was cut off or damaged: write it anew with plan --out; nothing was applied`,
    );
  }
  const plan = readPlan(text);
  if (typeof plan === 'string') throw new ExitError(EXIT.stale, `--plan ${file}: ${plan}; nothing was applied`);
  return plan;
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The plan was printed before: where its file can't be written, nothing of it is lost. */
export async function writePlan(made: Plan, out: string, cwd: string): Promise<void> {
  await write(renderPlanJson(made), out, cwd, '--out', 'no plan was saved');
}

/** Where there is no plan; `report --failed` reads it. */
export async function writeFailedPlan(failed: FailedPlan, out: string, cwd: string): Promise<void> {
  await write(renderFailedPlanJson(failed), out, cwd, '--failed-out', 'why there is no plan was not saved');
}

async function write(text: string, out: string, cwd: string, flag: string, lost: string): Promise<void> {
  const file = resolve(cwd, out);
  try {
    await writeFile(file, text);
  } catch (error) {
    const fault = systemFault(error) ?? `${file} can not be written`;
    throw new ExitError(EXIT.input, `${flag} ${out}: ${fault}; ${lost}`);
  }
}

/** Ends the name of a document that says why there is no plan, beside the plans of other tenants. */
export const FAILED_ENDING = '.failed.json';

/** A saved plan that is only shown: everything in it is a stranger's text. Throws ExitError 10 with the reasons. */
export async function loadStrangersPlan(file: string, cwd: string, flag = '--plan'): Promise<Plan> {
  const plan = readStrangersPlan(await textOf(file, cwd, flag));
  if ('changes' in plan) return plan;
  throw new ExitError(EXIT.input, `${flag} ${file}: ${plan.join('; ')}: make it anew with plan --out`);
}

/** The same of what `plan --failed-out` wrote. */
export async function loadStrangersFailure(file: string, cwd: string): Promise<FailedPlan> {
  const failed = readStrangersFailure(await textOf(file, cwd, '--failed'));
  if ('failed' in failed) return failed;
  throw new ExitError(EXIT.input, `--failed ${file}: ${failed.join('; ')}: make it anew with plan --failed-out`);
}

async function textOf(file: string, cwd: string, flag: string): Promise<string> {
  const path = resolve(cwd, file);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ExitError(EXIT.input, `${flag} ${file}: ${systemFault(error) ?? `${path} can not be read`}`);
  }
}
