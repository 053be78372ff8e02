/** Assignments that Intune doesn't support or applies too late, seen in the members of groups: ASG-002, ASG-003, ASG-006. */

import type { Assignment } from '../../model/assignment.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { isJsonObject, stringAt } from '../../model/json.ts';
import type { ReadAnswer, ReadRequest } from '../../model/reads.ts';
import { type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { AudienceFacts } from '../people/audience.ts';

/** Whom an assignment is for. */
export type Sort = 'users' | 'devices';

/** Findings about the assignments as they will be, as far as the members tell. */
export function mixFindings(proposals: readonly ProposedChange[], facts: AudienceFacts): readonly Finding[] {
  return proposals.flatMap((proposed) => mixFinding(proposed, facts));
}

/** Findings about groups of which only the size was read. */
export function groupSizeFindings(proposals: readonly ProposedChange[], facts: AudienceFacts): readonly Finding[] {
  return proposals.flatMap((proposed) => sizeFinding(proposed, facts));
}

/**
 * Intune doesn't look from users to their devices when it excludes (Microsoft Intune documentation, "Assign device
 * profiles": support of exclusions). A group of both sorts, or of nobody, says nothing.
 */
function mixFinding(proposed: ProposedChange, facts: AudienceFacts): readonly Finding[] {
  const included = sortsOf(plannedAssignments(proposed), 'include', facts);
  const excluded = sortsOf(plannedAssignments(proposed), 'exclude', facts);
  const [users, devices] = [
    included.has('users') && excluded.has('devices'),
    included.has('devices') && excluded.has('users'),
  ];
  if (!users && !devices) return [];
  const [first, second] = users ? ['users', 'devices'] : ['devices', 'users'];
  const text = `"${proposed.key}" includes ${first} and excludes groups of ${second}, which Intune does not support: exclude groups of ${first}, or use a filter`;
  // Assignments that git doesn't hold can't be mended there.
  const severity = proposed.desired?.assignments === undefined ? 'warning' : 'error';
  return [finding('ASG-002', text, { key: proposed.key, at: proposed.desired?.at, severity })];
}

/** The sorts of targets that one intent names, as far as the members tell. */
export function sortsOf(
  assignments: readonly Assignment[],
  intent: Assignment['intent'],
  facts: AudienceFacts,
): ReadonlySet<Sort> {
  return new Set(
    assignments
      .filter((one) => one.intent === intent)
      .flatMap(({ target }): readonly Sort[] => {
        if (target.type === 'allUsers') return ['users'];
        if (target.type === 'allDevices') return ['devices'];
        return target.type === 'group' ? (sortOf(target.id, facts) ?? []) : [];
      }),
  );
}

function sortOf(group: string, facts: AudienceFacts): readonly [Sort] | null {
  const members = facts.groups.get(group);
  if (members === null || members === undefined) return null;
  const [people, devices] = [members.people.size > 0, members.devices.size > 0];
  return people === devices ? null : [people ? 'users' : 'devices'];
}

function sizeFinding(proposed: ProposedChange, facts: AudienceFacts): readonly Finding[] {
  return plannedAssignments(proposed).flatMap(({ intent, target }) => {
    if (intent !== 'include' || target.type !== 'group' || facts.large?.has(target.id) !== true) return [];
    const text = `the group ${target.id} has too many members to be read: counts are upper bounds. include allUsers or allDevices in its place, if it stands for everybody, or raise groups.readUpTo in postilion.yaml`;
    return [finding('ASG-006', text, { key: proposed.key, at: proposed.desired?.at })];
  });
}

/** The excluded groups of devices, whose rules are worth a look; none in most plans. */
export function excludedDeviceGroups(proposals: readonly ProposedChange[], facts: AudienceFacts): readonly string[] {
  const ids = proposals.flatMap((proposed) =>
    plannedAssignments(proposed).flatMap(({ intent, target }) =>
      intent === 'exclude' && target.type === 'group' && sortOf(target.id, facts)?.[0] === 'devices' ? [target.id] : [],
    ),
  );
  return [...new Set<string>(ids)].sort();
}

/** What the membership of a group depends on. */
export function ruleRead(group: string): ReadRequest {
  return { path: `/groups/${encodeURIComponent(group)}?$select=id,displayName,membershipRule` };
}

/** The names of the groups whose rule speaks of devices, by id; `answers` are those to `ruleRead`. */
export function dynamicGroupsIn(
  groups: readonly string[],
  answers: readonly ReadAnswer[],
): ReadonlyMap<string, string> {
  return new Map(
    groups.flatMap((id, index) => {
      const name = dynamicName(answers[index]);
      return name === null ? [] : [[id, name] as const];
    }),
  );
}

/** Exclusions by a dynamic group of devices: the profile arrives before the group knows the device (same page). */
export function latencyFindings(
  proposals: readonly ProposedChange[],
  dynamicGroups: ReadonlyMap<string, string>,
): readonly Finding[] {
  return proposals.flatMap((proposed) =>
    plannedAssignments(proposed).flatMap(({ intent, target }) => {
      const name = intent === 'exclude' && target.type === 'group' ? dynamicGroups.get(target.id) : undefined;
      if (name === undefined) return [];
      const text = `"${proposed.key}" excludes the dynamic device group "${name}": new devices get the profile before they are in the group. use a filter`;
      return [finding('ASG-003', text, { key: proposed.key, at: proposed.desired?.at })];
    }),
  );
}

/** The name of a group whose rule speaks of devices; null for others, and for what could not be read. */
function dynamicName(answer: ReadAnswer | undefined): string | null {
  if (answer?.status !== 'found' || !isJsonObject(answer.body)) return null;
  const rule = stringAt(answer.body, 'membershipRule') ?? '';
  return /^[\s(]*(?:not\s*[\s(]*)?device\./i.test(rule) ? (stringAt(answer.body, 'displayName') ?? '') : null;
}
