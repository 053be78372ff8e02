/** Groups that nobody wrote into YAML are known by their ids only, and people want to read names. */

import type { ProposedChange } from '../../core/diff/proposed-change.ts';
import { assignmentsAround, groupsOf } from '../../core/people/reads.ts';
import { type Directory, type Entry, entriesIn } from '../../core/tenant/directory.ts';
import { namesOf } from '../../core/tenant/display-names.ts';
import { type Lookup, requestFor } from '../../core/tenant/lookups.ts';
import type { TenantReader } from '../ports/tenant.ts';

/** Names of groups that only the tenant's side mentions. */
export async function nameGroups(
  proposals: readonly ProposedChange[],
  directory: Directory,
  reader: TenantReader,
): Promise<readonly Entry[]> {
  const known = new Set(namesOf(directory, [], []).keys());
  const moved = proposals.filter(({ assignments }) => assignments !== null);
  const unnamed = groupsOf(assignmentsAround(moved)).filter((id) => !known.has(id));
  const lookups = unnamed.map((id): Lookup => ({ what: 'group-id', id }));
  const answers = await reader.batch(lookups.map(requestFor));
  return answers.flatMap((answer) => entriesIn(answer) ?? []);
}
