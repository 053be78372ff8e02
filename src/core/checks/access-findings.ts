/** What conditional access does to people who get mail by a profile: AUT-006, AUT-008, AUT-009. */

import { CALENDAR, firstDay } from '../../catalogue/calendar.ts';
import { mailTraits } from '../../catalogue/traits.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { FindingCode } from '../../model/findings/table.ts';
import { peopleInWords } from '../../model/text.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import type { AccessPolicy, AccessUsers } from '../facts/access-policies.ts';
import type { AudienceFacts } from '../people/audience.ts';
import type { FactContext } from './fact-check.ts';

/** What is said of a change and the policies that do it. */
interface Statement {
  readonly code: Extract<FindingCode, 'AUT-006' | 'AUT-008'>;
  readonly holds: (policy: AccessPolicy, proposed: ProposedChange) => boolean;
  readonly text: (who: string, policies: string, proposed: ProposedChange) => string;
}

const STATEMENTS: readonly Statement[] = [
  {
    code: 'AUT-008',
    holds: ({ wantsProtection, clients }, { kind }) =>
      wantsProtection && isAmong(clients, 'mobileAppsAndDesktopClients') && !isWindows(kind.devices.systems),
    text: (who, policies, proposed) =>
      `${policies} lets only apps with app protection reach Exchange Online, and ${appOf(proposed)}: ${who} of "${proposed.key}" would have a profile and no mail. give them Outlook, or leave them out of the policy`,
  },
  {
    code: 'AUT-008',
    holds: ({ isBlock, clients }, proposed) => isBlock && clientsOf(proposed).some((one) => isAmong(clients, one)),
    text: (who, policies, proposed) =>
      `${policies} blocks the way by which "${proposed.key}" signs in${isLegacy(proposed) ? ' (legacy authentication: without OAuth)' : ''}: ${who} would have a profile and no mail. ${isLegacy(proposed) ? 'write oauth: true where the kind has it' : 'leave them out of the policy'}, or take the profile away`,
  },
  {
    code: 'AUT-006',
    holds: ({ wantsSecondFactor }, proposed) => wantsSecondFactor && isLegacy(proposed),
    text: (who, policies, proposed) =>
      `${policies} asks ${who} of "${proposed.key}" for a second factor, which the account can not give without OAuth: write oauth: true`,
  },
];

/** Findings about each change that asked, and once about each policy that no longer does what it says. */
export function accessFindings(policies: readonly AccessPolicy[], context: FactContext): readonly Finding[] {
  return [
    ...context.asking.flatMap((proposed) =>
      STATEMENTS.flatMap((statement) => statementFinding(statement, proposed, policies, context)),
    ),
    ...policies.filter((policy) => policy.isRetiredGrant).flatMap((policy) => retiredFinding(policy, context)),
  ];
}

function statementFinding(
  { code, holds, text }: Statement,
  proposed: ProposedChange,
  policies: readonly AccessPolicy[],
  context: FactContext,
): readonly Finding[] {
  const hits = policies.filter((policy) => isOnPlatform(policy, proposed) && holds(policy, proposed));
  const who = hits.length === 0 ? null : peopleUnder(hits, proposed, context);
  if (who === null) return [];
  return [finding(code, text(who, named(hits), proposed), { key: proposed.key, at: proposed.desired?.at })];
}

function retiredFinding(policy: AccessPolicy, { asking }: FactContext): readonly Finding[] {
  if (!asking.some((proposed) => isOnPlatform(policy, proposed))) return [];
  const text = `conditional access ${named([policy])} lets in approved client apps and asks for nothing else, which is no longer enforced from ${firstDay(CALENDAR.approvedClientApp)} on: any mail app gets in. ask for app protection in its place`;
  return [finding('AUT-009', text)];
}

/** How many of the people who have the profile after the change are under any of the policies; null for none. */
function peopleUnder(
  policies: readonly AccessPolicy[],
  proposed: ProposedChange,
  { audiences, members }: FactContext,
): string | null {
  const audience = audiences.get(proposed.key);
  if (audience === undefined || audience.basis === 'unknown') return 'people who could not be counted';
  let [possible, sure] = [0, 0];
  for (const person of new Set([...audience.kept, ...audience.gained])) {
    const marks = policies.map((policy) => markOf(policy, person, members));
    if (marks.some((mark) => mark !== 'no')) possible += 1;
    if (marks.includes('yes')) sure += 1;
  }
  if (possible === 0) return null;
  return peopleInWords(possible, sure === possible && audience.basis === 'exact' ? 'exact' : 'at-most');
}

type Mark = 'yes' | 'no' | 'maybe';

function markOf({ included, excluded }: AccessPolicy, person: string, members: AudienceFacts): Mark {
  const [is, isNot] = [belongs(included, person, members), belongs(excluded, person, members)];
  if (is === 'no' || isNot === 'yes') return 'no';
  return is === 'yes' && isNot === 'no' ? 'yes' : 'maybe';
}

function belongs({ everybody, people, groups, isOpen }: AccessUsers, person: string, members: AudienceFacts): Mark {
  if (everybody || people.includes(person)) return 'yes';
  const known = groups.map((id) => members.groups.get(id) ?? null);
  if (known.some((group) => group?.people.has(person) === true)) return 'yes';
  return isOpen || known.includes(null) ? 'maybe' : 'no';
}

function named(policies: readonly AccessPolicy[]): string {
  return policies
    .map(({ name }) => `"${name}"`)
    .sort()
    .join(', ');
}

function isOnPlatform({ platforms }: AccessPolicy, { kind }: ProposedChange): boolean {
  if (platforms === null) return true;
  const own = kind.devices.systems.map((system) => (system === 'ipados' ? 'ios' : system));
  const among = (names: readonly string[]): boolean =>
    names.some((name) => name === 'all' || own.includes(name.toLowerCase()));
  return among(platforms.included) && !among(platforms.excluded);
}

/** App protection is asked for on iOS and Android only (source: CAG). */
function isWindows(systems: readonly string[]): boolean {
  return systems.includes('windows');
}

/** Without OAuth where the profile can say so; the apps of Android decide themselves. */
function isLegacy({ kind, settings }: ProposedChange): boolean {
  return Object.hasOwn(kind.fields, 'oauth') && settings['oauth'] !== true;
}

/** How conditional access calls the client: legacy ActiveSync, or an app that signs in by modern authentication. */
function clientsOf(proposed: ProposedChange): readonly string[] {
  return isLegacy(proposed) ? ['exchangeActiveSync', 'easSupported'] : ['mobileAppsAndDesktopClients'];
}

function isAmong(clients: readonly string[], client: string): boolean {
  return clients.includes('all') || clients.includes(client);
}

function appOf({ kind }: ProposedChange): string {
  const isOfSystem = mailTraits(kind)?.speaker === 'system';
  return isOfSystem ? 'the mail app of the system has none' : 'the app may have none (ask its maker)';
}
