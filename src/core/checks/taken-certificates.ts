/** Certificates that are taken from somebody, and what stands on them as far as anybody can know: CRT-030. */

import { mailTraits } from '../../catalogue/traits.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { grouped } from '../../model/grouped.ts';
import { surelyCovers } from '../assignments/algebra.ts';
import { type DependencyLink, linksOf } from '../dependencies/graph.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { SetEngine } from '../people/audience.ts';
import { describeOverlap, overlapsIn } from '../people/overlap.ts';

/** A finding for each certificate that fewer people have afterwards. `concerned` are the changes that do something. */
export function takenCertificateFindings(
  concerned: readonly ProposedChange[],
  proposals: readonly ProposedChange[],
  engine: SetEngine,
): readonly Finding[] {
  const taken = concerned.filter(takesCertificate);
  if (taken.length === 0) return [];
  const users = grouped(linksOf(proposals).before, ({ target }) => target);
  const byKey = new Map(proposals.map((proposed) => [proposed.key, proposed]));
  const sets = overlapsIn(engine);
  return taken.map((proposed) => {
    const { key, kind, desired } = proposed;
    const reach = engine.reachOf(currentAssignments(proposed), kind.devices);
    const mail = [...usersOf(key, users)]
      .flatMap((user) => byKey.get(user) ?? [])
      .filter((user) => mailTraits(user.kind) !== undefined)
      .map((user) => {
        const both = sets.whoGetsBoth(engine.reachOf(currentAssignments(user), user.kind.devices), reach);
        return `"${user.key}" (${describeOverlap(both)})`;
      });
    const known =
      mail.length === 0 ? 'no mail known here stands on it' : `mail that stands on it today: ${mail.join(', ')}`;
    const text = `"${key}" is taken from people: ${known}; Wi-Fi, VPN and apps may stand on it too, which nobody can see from here. make sure that nothing needs it, then approve it`;
    return finding('CRT-030', text, { key, at: desired?.at });
  });
}

function takesCertificate(proposed: ProposedChange): boolean {
  const { kind, assignments } = proposed;
  if (kind.delivers !== 'certificate' || assignments === null || assignments.before.length === 0) return false;
  return !surelyCovers(plannedAssignments(proposed), assignments.before);
}

/** Everything that stands on the key, directly or by way of others. */
function usersOf(key: string, users: ReadonlyMap<string, readonly DependencyLink[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [key];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const { user } of users.get(at) ?? []) {
      if (found.has(user)) continue;
      found.add(user);
      waiting.push(user);
    }
  }
  return found;
}
