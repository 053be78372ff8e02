/** Who changed something beside git, as the tenant's audit log has it. */

import { instantOf, instantText } from './time.ts';

/** A person's sign-in name, or the name of an app; ISO 8601, UTC. */
export interface ChangedBy {
  readonly actor: string;
  readonly at: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `by admin@contoso.example on 22 Nov 2026 14:31 UTC`; the time as it stands where it can't be read as one. */
export function authorWords({ actor, at }: ChangedBy): string {
  const instant = instantOf(at);
  if (instant === undefined) return `by ${actor} (${at})`;
  const text = instantText(instant);
  const [year = '', month = '', day = ''] = text.slice(0, 10).split('-');
  return `by ${actor} on ${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year} ${text.slice(11, 16)} UTC`;
}
