/** Who changed beside git what the plan shows as drift: one read of the audit log, and only where there is drift. */

import { type Authors, auditRead, authorsIn, driftedIn } from '../core/drift-authors.ts';
import { isJsonObject, objectsAt } from '../model/json.ts';
import type { Plan } from '../model/plan.ts';
import type { TenantReader } from './ports.ts';
import type { Survey } from './survey.ts';

/**
 * The authors of drift, by key. Without the permission, and where the log can't be read, nobody is named: a plan is as
 * good without, so that is no problem of its own.
 */
export async function attributeDrift({ drafts, pairing }: Survey, reader: TenantReader): Promise<Authors> {
  const drifted = driftedIn(drafts, pairing);
  if (drifted.length === 0) return new Map();
  // The first page is enough: the newest events come first.
  const answer = await reader.get(auditRead(drifted));
  const events = answer.status === 'found' && isJsonObject(answer.body) ? objectsAt(answer.body, 'value') : [];
  return authorsIn(drifted, events);
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
