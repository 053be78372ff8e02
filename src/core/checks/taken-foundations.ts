/** Certificates and apps that are taken from somebody or deleted, and what stands on them as far as anybody can know: CRT-030, APP-030. */

import { mailTraits } from '../../catalogue/traits.ts';
import { arriving, delivering } from '../../model/assignment.ts';
import { isActing, isOurs } from '../../model/change.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { grouped } from '../../model/grouped.ts';
import { surelyCovers } from '../assignments/algebra.ts';
import { type DependencyLink, linksOf } from '../dependencies/graph.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { SetEngine } from '../people/audience.ts';
import { describeOverlap, overlapsIn } from '../people/overlap.ts';
import { shows } from './missing-apps.ts';

/** A finding for each certificate or app that fewer people have afterwards. `concerned` are the changes that do something. */
export function takenFoundationFindings(
  concerned: readonly ProposedChange[],
  proposals: readonly ProposedChange[],
  engine: SetEngine,
): readonly Finding[] {
  const taken = concerned.filter(takesAway);
  if (taken.length === 0) return [];
  const standing = standingAmong(proposals);
  const sets = overlapsIn(engine);
  return taken.map((proposed) => {
    const reach = engine.reachOf(delivering(currentAssignments(proposed)), proposed.kind.devices);
    const known = standing(proposed).flatMap((user) => {
      const both = sets.whoGetsBoth(engine.reachOf(currentAssignments(user), user.kind.devices), reach);
      const isNobody = both.basis === 'exact' && both.people === 0;
      return isNobody ? [] : [`${nameOf(user)} (${describeOverlap(both)})`];
    });
    return told(proposed, 'is taken from people', 'stands on it today', known);
  });
}

/** A finding for each certificate or app that is deleted: nobody has it any more, but other objects may refer to it. */
export function deletedFoundationFindings(
  deleted: readonly ProposedChange[],
  proposals: readonly ProposedChange[],
): readonly Finding[] {
  const foundations = deleted.filter(isFoundation);
  if (foundations.length === 0) return [];
  const standing = standingAmong(proposals);
  return foundations.map((proposed) => told(proposed, 'is deleted', 'refers to it', standing(proposed).map(nameOf)));
}

function isFoundation({ kind }: ProposedChange): boolean {
  return kind.delivers === 'certificate' || kind.delivers === 'app';
}

function takesAway(proposed: ProposedChange): boolean {
  const { assignments, action } = proposed;
  if (!isFoundation(proposed) || !isActing({ action }) || assignments === null) return false;
  return !surelyCovers(arriving(plannedAssignments(proposed)), arriving(assignments.before));
}

function told({ key, kind, desired }: ProposedChange, what: string, how: string, known: readonly string[]): Finding {
  const [code, sort] =
    kind.delivers === 'app' ? (['APP-030', 'mail or configuration'] as const) : (['CRT-030', 'mail'] as const);
  const mail = known.length === 0 ? `no ${sort} known here ${how}` : `${sort} that ${how}: ${known.join(', ')}`;
  const text = `"${key}" ${what}: ${mail}; ${UNSEEN[code]}. make sure that nothing needs it, then approve it`;
  return finding(code, text, { key, at: desired?.at });
}

const UNSEEN = {
  'CRT-030': 'Wi-Fi, VPN and apps may stand on it too, which nobody can see from here',
  'APP-030':
    'mail that people set up in it by themselves, VPN and other apps may need it too, which nobody can see from here',
} as const;

function nameOf(user: ProposedChange): string {
  return isOurs(user) ? `"${user.key}"` : `"${user.live?.name ?? user.key}" (not managed here)`;
}

/** For a certificate the mail that stands on it, directly or by way of others; for an app what it shows and what it is told. */
function standingAmong(proposals: readonly ProposedChange[]): (proposed: ProposedChange) => readonly ProposedChange[] {
  const users = grouped(linksOf(proposals).before, ({ target }) => target);
  const byKey = new Map(proposals.map((proposed) => [proposed.key, proposed]));
  return (proposed) => {
    const linked = [...usersOf(proposed.key, users)].flatMap((user) => byKey.get(user) ?? []);
    if (proposed.kind.delivers === 'certificate') return linked.filter(({ kind }) => mailTraits(kind) !== undefined);
    const shown = proposals.filter((user) => user.live !== null && shows(proposed, user));
    return [...new Set([...linked, ...shown])];
  };
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
