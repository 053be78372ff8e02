/** A plan that was saved and approved: a claim to be checked, never trusted. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readPlan } from '../core/read-plan.ts';
import type { Plan } from '../model/plan.ts';
import { ExitError } from './failure.ts';
import { sha256 } from './machine.ts';

/** The saved plan. Throws ExitError 5 when the file is missing, cut off, edited, or of another format. */
export async function approvedPlan(file: string, cwd: string): Promise<Plan> {
  let text: string;
  try {
    text = await readFile(resolve(cwd, file), 'utf8');
  } catch {
    throw new ExitError(10, `--plan ${file}: the file cannot be read`);
  }
  const plan = readPlan(text, sha256);
  if (typeof plan === 'string') throw new ExitError(5, `--plan ${file}: ${plan}; nothing was applied`);
  return plan;
}

/** What the fresh plan would do that the saved one does not hold, in sentences; empty when it is covered. */
export function coverage(saved: Plan, fresh: Plan): readonly string[] {
  if (saved.tenant.id !== fresh.tenant.id || saved.tenant.owner !== fresh.tenant.owner) {
    return [`it was made for the tenant ${saved.tenant.id} and the owner ${saved.tenant.owner}`];
  }
  const approved = new Map(saved.changes.map((change) => [change.key, change]));
  return fresh.changes
    .filter(({ action }) => action !== 'unchanged' && action !== 'unmanaged')
    .flatMap((change) => {
      const before = approved.get(change.key);
      if (before?.digest === change.digest) return [];
      return [
        before === undefined || before.action === 'unchanged' || before.action === 'unmanaged'
          ? `${change.key}: ${change.action} is new`
          : `${change.key}: was ${before.action}, is ${change.action} with other contents`,
      ];
    });
}
