/** What a plan is compared with: a commit of the repository, or the plan document of one. */

import type { UsableRepository } from '../../app/load-repository.ts';
import type { Plan } from '../../model/plan.ts';
import type { Terminal } from '../terminal.ts';
import { openRepository } from '../wiring/repository.ts';
import { loadStrangersPlan } from './saved-plan.ts';

/** The plan of the base, what one can be made of, or why there is none. */
export type Base = { readonly plan: Plan } | { readonly repository: UsableRepository } | { readonly why: string };

interface BaseOptions {
  readonly base: string;
  readonly config?: string;
  readonly tenant?: string;
  readonly asOf?: string;
}

/** A name that ends in .json is a document. Throws ExitError where that is none. */
export async function openBase({ base, ...options }: BaseOptions, terminal: Terminal): Promise<Base> {
  if (base.endsWith('.json')) return { plan: await loadStrangersPlan(base, terminal.cwd, '--base') };
  const { findings, usable } = await openRepository({ ...options, atCommit: base }, terminal);
  if (usable !== null) return { repository: usable };
  const [first] = findings.filter(({ severity }) => severity === 'error');
  return { why: first === undefined ? 'it can not be read' : first.message };
}
