/** Who would have mail without its certificate, or a certificate without its root: CRT-004, CRT-013. */

import { isAssigned, sameAssignments } from '../../model/assignment.ts';
import { isOurs } from '../../model/change.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { grouped } from '../../model/grouped.ts';
import { sameJson } from '../../model/json.ts';
import { surelyCovers } from '../assignments/algebra.ts';
import type { DependencyLink } from '../dependencies/graph.ts';
import { linksOf } from '../dependencies/graph.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { SetEngine } from '../people/audience.ts';
import { describeOverlap, overlapsIn } from '../people/overlap.ts';

/** A proposed change that stands on another, both as they will be; something about the two changes. */
export interface CertificateDependency {
  readonly user: ProposedChange;
  readonly target: ProposedChange;
  readonly field: string;
  /** The target's assignments reach everybody of the user's by their targets alone. */
  readonly isCovered: boolean;
  /** Both are assigned to the same, word for word. */
  readonly isAlike: boolean;
  /** The plan edits what the target delivers, so that people of the user notice. */
  readonly isEdited: boolean;
}

/** The pairs that have to be looked at; none for a plan that changes nothing about a chain. */
export function certificateDependenciesAmong(proposals: readonly ProposedChange[]): readonly CertificateDependency[] {
  const byKey = new Map(proposals.map((proposed) => [proposed.key, proposed]));
  const used = linksOf(proposals).after.filter(({ isUsed }) => isUsed);
  return used.flatMap(({ user: above, target: below, field }) => {
    const [user, target] = [byKey.get(above), byKey.get(below)];
    if (user === undefined || target?.kind.delivers !== 'certificate' || !isAssigned(plannedAssignments(user)))
      return [];
    const isEdited = target.action !== 'create' && target.differences.some(disturbs);
    const isTakenOver = [user, target].some(({ action }) => action === 'adopt');
    const isMoved = isTakenOver || user.assignments !== null || target.assignments !== null || binds(user, field);
    if (!isMoved && !isEdited) return [];
    const [wide, narrow] = [plannedAssignments(target), plannedAssignments(user)];
    const isAlike = sameAssignments(wide, narrow);
    return [{ user, target, field, isEdited, isAlike, isCovered: !isMoved || surelyCovers(wide, narrow) }];
  });
}

function binds({ differences }: ProposedChange, field: string): boolean {
  return differences.some((difference) => difference.field === field && !sameJson(difference.to, null));
}

function disturbs({ verdict }: ProposedChange['differences'][number]): boolean {
  return verdict.outage || !['none', 'silent'].includes(verdict.level);
}

/** Findings about the pairs, by the people that the engine knows. */
export function missingCertificateFindings(
  dependencies: readonly CertificateDependency[],
  proposals: readonly ProposedChange[],
  engine: SetEngine,
): readonly Finding[] {
  const missing = dependencies
    .filter(({ isCovered }) => !isCovered)
    .flatMap((dependency) => missingFinding(dependency, engine));
  return [...missing, ...editFindings(dependencies, proposals, engine)];
}

function missingFinding({ user, target, field }: CertificateDependency, engine: SetEngine): readonly Finding[] {
  const reach = (proposed: ProposedChange) => engine.reachOf(plannedAssignments(proposed), proposed.kind.devices);
  const without = overlapsIn(engine).whoGetsWithout(reach(user), reach(target));
  if (without.people === 0) return [];
  const certain = without.sure > 0 && isOurs(target);
  const [above, below] = [nameOf(user), nameOf(target)];
  const fact = isAssigned(plannedAssignments(target))
    ? `${describeOverlap(without)} of ${above} would not get ${below}, which it needs (${field})`
    : `${below} would be left with nobody, while ${above} needs it (${field}) for ${describeOverlap(without)}`;
  // At what moves: a certificate that is taken away is the cause, not the mail on top of it.
  const cause = isOurs(target) && (!isOurs(user) || (user.assignments === null && !binds(user, field))) ? target : user;
  const where = { key: cause.key, at: cause.desired?.at, severity: certain ? undefined : 'warning' } as const;
  return [finding('CRT-004', `${fact}: ${remedy(user, target)}`, where)];
}

function remedy(user: ProposedChange, target: ProposedChange): string {
  if (!isOurs(target)) return 'assign it to the same groups in the admin center, or import it';
  const away = isOurs(user) ? `take "${user.key}" from them first` : 'take that profile from them first';
  const sameAs = isOurs(user) ? ` (assign: {sameAs: [${user.key}]})` : '';
  return `assign "${target.key}" to the same groups${sameAs}, or ${away}`;
}

function nameOf(proposed: ProposedChange): string {
  return isOurs(proposed) ? `"${proposed.key}"` : `"${proposed.live?.name ?? proposed.key}" (not managed here)`;
}

/** What an edit far below means for mail: told for each mail profile that stands on it, directly or not. */
function editFindings(
  dependencies: readonly CertificateDependency[],
  proposals: readonly ProposedChange[],
  engine: SetEngine,
): readonly Finding[] {
  const edited = new Map(dependencies.filter(({ isEdited }) => isEdited).map(({ target }) => [target.key, target]));
  const byKey = new Map(proposals.map((proposed) => [proposed.key, proposed]));
  if (edited.size === 0) return [];
  const used = linksOf(proposals).after.filter(({ isUsed }) => isUsed);
  const byTarget = grouped(used, ({ target }) => target);
  return [...edited.values()].flatMap((target) =>
    [...usersOf(target.key, byTarget)].flatMap((key) => {
      const mail = byKey.get(key);
      if (
        mail === undefined ||
        mail.kind.delivers !== 'mail' ||
        !isAssigned(plannedAssignments(mail)) ||
        mail.live === null
      )
        return [];
      const reach = (proposed: ProposedChange) => engine.reachOf(currentAssignments(proposed), proposed.kind.devices);
      const both = overlapsIn(engine).whoGetsBoth(reach(mail), reach(target));
      if (both.people === 0) return [];
      const text = `editing "${target.key}" touches the mail of ${nameOf(mail)}: ${describeOverlap(both)} ${consequence(target)}`;
      return [finding('CRT-013', text, { key: target.key, at: target.desired?.at })];
    }),
  );
}

function consequence({ differences }: ProposedChange): string {
  return differences.some(({ verdict }) => verdict.outage)
    ? 'may be without mail until the new certificate is on the device'
    : 'get another certificate, and mail is configured with it again';
}

/** Everything that stands on the key, directly or not. */
function usersOf(key: string, byTarget: ReadonlyMap<string, readonly DependencyLink[]>): ReadonlySet<string> {
  const found = new Set([key]);
  for (const below of found) for (const { user } of byTarget.get(below) ?? []) found.add(user);
  return found;
}
