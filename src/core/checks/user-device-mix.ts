/** Chains of which one part or all are for devices, while the certificate is one of a person: CRT-005. */

import { isOurs } from '../../model/change.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { AudienceFacts } from '../people/audience.ts';
import { type Sort, sortsOf } from './assignment-support.ts';
import type { CertificateDependency } from './missing-certificates.ts';

/**
 * A device group among user groups makes people type their password without end (sources: CFG, TSE). Groups of both
 * sorts, and those whose members were not read, say nothing.
 */
export function mixedChainFindings(
  dependencies: readonly CertificateDependency[],
  facts: AudienceFacts,
): readonly Finding[] {
  return dependencies.flatMap(({ user, target, field }) => {
    const sorts = (proposed: ProposedChange): ReadonlySet<Sort> =>
      sortsOf(plannedAssignments(proposed), 'include', facts);
    const [above, below] = [sorts(user), sorts(target)];
    const isMixed = (above.has('users') && below.has('devices')) || (above.has('devices') && below.has('users'));
    const certain = isOurs(user) && isOurs(target);
    if (!isMixed) return forDevices(user, target, field, above.has('devices') && below.has('devices'), certain);
    const text = `${nameOf(user)} is assigned to ${wordsOf(above)} and ${nameOf(target)}, which it needs (${field}), to ${wordsOf(below)}: people would be asked for their password again and again. assign both to groups of users`;
    const cause = isOurs(user) ? user : target;
    const severity = certain ? undefined : 'warning';
    return [finding('CRT-005', text, { key: cause.key, at: cause.desired?.at, severity })];
  });
}

/** Nothing can be issued for a person before somebody has signed in: all parts are for users then (sources: CFG, TSE). */
function forDevices(
  user: ProposedChange,
  target: ProposedChange,
  field: string,
  areForDevices: boolean,
  certain: boolean,
): readonly Finding[] {
  if (!areForDevices || target.settings['store'] !== 'user') return [];
  const text = `${nameOf(user)} and ${nameOf(target)}, which it needs (${field}), are assigned to devices, and the certificate is one of a person: people would be asked for their password again and again. assign both to groups of users`;
  const cause = isOurs(user) ? user : target;
  return [
    finding('CRT-005', text, { key: cause.key, at: cause.desired?.at, severity: certain ? undefined : 'warning' }),
  ];
}

function nameOf(proposed: ProposedChange): string {
  const { key, live } = proposed;
  return isOurs(proposed) ? `"${key}"` : `"${live?.name ?? key}" (not managed here)`;
}

function wordsOf(sorts: ReadonlySet<Sort>): string {
  return [...sorts].sort().reverse().join(' and ');
}
