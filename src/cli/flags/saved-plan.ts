/** A plan that was saved and approved: a claim to be checked, never trusted. */

import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readPlan, readStrangersPlan } from '../../core/plan/read.ts';
import { EXIT } from '../../model/exit-code.ts';
import type { Plan } from '../../model/plan.ts';
import { renderPlanJson } from '../../report/json.ts';
import { ExitError, systemFault } from '../failure.ts';

/** The saved plan. Throws ExitError when the file is missing, cut off, edited, or of another format. */
export async function approvedPlan(file: string, cwd: string): Promise<Plan> {
  const text = await textOf(file, cwd);
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
  const file = resolve(cwd, out);
  try {
    await writeFile(file, renderPlanJson(made));
  } catch (error) {
    const fault = systemFault(error) ?? `${file} can not be written`;
    throw new ExitError(EXIT.input, `--out ${out}: ${fault}; no plan was saved`);
  }
}

/** A saved plan that is only shown: everything in it is a stranger's text. Throws ExitError 10 with the reasons. */
export async function strangersPlan(file: string, cwd: string): Promise<Plan> {
  const plan = readStrangersPlan(await textOf(file, cwd));
  if ('changes' in plan) return plan;
  throw new ExitError(EXIT.input, `--plan ${file}: ${plan.join('; ')}: make it anew with plan --out`);
}

async function textOf(file: string, cwd: string): Promise<string> {
  const path = resolve(cwd, file);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ExitError(EXIT.input, `--plan ${file}: ${systemFault(error) ?? `${path} can not be read`}`);
  }
}
