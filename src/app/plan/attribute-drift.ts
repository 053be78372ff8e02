/** Who changed beside git what the plan shows as drift: one read of the audit log, and only where there is drift. */

import { type Authors, auditRead, authorsIn, driftedIn, shortLogFindings } from '../../core/diff/drift-authors.ts';
import type { Finding } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import type { TenantReader } from '../ports/tenant.ts';
import type { Refreshed } from './refresh.ts';

export interface Attributed {
  readonly authors: Authors;
  /** That the log is longer than what was read of it. */
  readonly findings: readonly Finding[];
}

/**
 * The authors of drift, by key. Without the permission, and where the log can't be read, nobody is named: a plan is as
 * good without, so that is no problem of its own.
 */
export async function attributeDrift({ proposals, pairing }: Refreshed, reader: TenantReader): Promise<Attributed> {
  const drifted = driftedIn(proposals, pairing);
  if (drifted.length === 0) return { authors: new Map(), findings: [] };
  const { items, complete } = await reader.list(auditRead(drifted));
  const authors = authorsIn(drifted, items, complete);
  const isShort = !complete && items.length > 0;
  return { authors, findings: isShort ? shortLogFindings(drifted, authors, items.length) : [] };
}

/** The plan with the authors beside its drift. Digests hold, since they leave people and times out. */
export function withAuthors(plan: Plan, authors: Authors): Plan {
  return {
    ...plan,
    changes: plan.changes.map((change) => {
      const changedBy = authors.get(change.key);
      const drifted = change.origin === 'drift' || change.origin === 'conflict';
      const shown = drifted || change.fields.some(({ origin }) => origin === 'drift' || origin === 'conflict');
      return changedBy === undefined || !shown ? change : { ...change, changedBy };
    }),
  };
}
