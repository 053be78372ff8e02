/** Compliance policies that demand managed mail on iPhones: whoever loses the profile loses access with it. */

import { mailTraits } from '../../catalogue/traits.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import type { Assignment } from '../../model/assignment.ts';
import type { EffectVerdict } from '../../model/effect.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { type JsonObject, stringAt } from '../../model/json.ts';
import type { ReadRequest } from '../../model/reads.ts';
import { peopleInWords } from '../../model/text.ts';
import { decodeAssignments } from '../assignments/graph.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import type { Audience, Reach, SetEngine } from '../people/audience.ts';

/** A policy that demands managed mail, and whom it is for. */
export interface MailDemand {
  /** Graph's type of the policy: what it demands of. */
  readonly type: string;
  readonly name: string;
  readonly assignments: readonly Assignment[];
}

/** All compliance policies with their assignments. */
export const COMPLIANCE_READ: ReadRequest = { path: '/deviceManagement/deviceCompliancePolicies?$expand=assignments' };

const DEMANDS = CATALOGUE.flatMap((kind) => mailTraits(kind)?.compliance ?? []);

/** The policies of the list that demand managed mail and are assigned. */
export function demandsIn(policies: readonly JsonObject[]): readonly MailDemand[] {
  return policies.flatMap((policy) => {
    const demand = DEMANDS.find(
      ({ type, property }) =>
        stringAt(policy, '@odata.type') === `#microsoft.graph.${type}` && policy[property] === true,
    );
    const assignments = demand === undefined ? [] : decodeAssignments(policy);
    if (demand === undefined || assignments.length === 0) return [];
    return [{ type: demand.type, name: stringAt(policy, 'displayName') ?? '', assignments }];
  });
}

/** The proposed changes whose loss the policies watch: mail that a policy may demand and somebody loses, or may lose where nobody could be counted. */
export function losingDemandedMail(
  proposals: readonly ProposedChange[],
  audiences: ReadonlyMap<string, Audience>,
): readonly ProposedChange[] {
  return proposals.filter((proposed) => {
    const audience = audiences.get(proposed.key);
    if ((mailTraits(proposed.kind)?.compliance ?? null) === null || audience === undefined) return false;
    return audience.lost.size > 0 || (audience.basis === 'unknown' && proposed.assignments !== null);
  });
}

/**
 * The audience of a proposed change of `losingDemandedMail` with those who are locked out: they lose the profile and are in a
 * policy's assignments, as far as the engine's facts tell. Where either can't be counted, the policy's name alone remains.
 */
export function withLockOut(
  proposed: ProposedChange,
  audience: Audience,
  demands: readonly MailDemand[],
  engine: SetEngine,
): Audience {
  const type = mailTraits(proposed.kind)?.compliance?.type;
  const hits = demands.flatMap(({ name, assignments, ...demand }) => {
    if (demand.type !== type) return [];
    const reach = engine.reachOf(assignments, proposed.kind.devices);
    const covered = coveredBy(reach, engine);
    const people = [...audience.lost].filter((person) => covered.has(person));
    const open = audience.basis === 'unknown' || reach.basis === 'unknown';
    return open || people.length > 0 ? [{ name, people }] : [];
  });
  if (hits.length === 0) return audience;
  const policies = hits.map(({ name }) => name).sort();
  return { ...audience, lockOut: { people: new Set(hits.flatMap(({ people }) => people)), policies } };
}

function coveredBy({ reached }: Reach, { owners, people }: SetEngine): ReadonlySet<string> {
  return new Set([...reached].flatMap((index) => people[owners[index] ?? 0] ?? []));
}

/** CMP-002: shown as a warning, because the gate for `lock-out` already stops the change. */
export function lockOutFindings(proposed: ProposedChange, audience: Audience): readonly Finding[] {
  const { lockOut } = audience;
  if (lockOut === undefined) return [];
  const count = lockOut.people.size;
  const basis = audience.basis === 'exact' ? 'exact' : 'at-most';
  const who = count === 0 ? 'people who could not be counted' : peopleInWords(count, basis);
  const names = lockOut.policies.map((name) => `"${name}"`).join(', ');
  const text = `"${proposed.key}" takes managed mail from ${who} of whom ${names} demands it: they become non-compliant, and conditional access may lock them out. relax the policy first`;
  return [finding('CMP-002', text, { key: proposed.key, at: proposed.desired?.at })];
}

/** What happens to those who are locked out: documented for compliance, inferred for access. */
export function lockOutVerdict(policies: readonly string[]): EffectVerdict {
  const policy = policies.length === 0 ? 'a compliance policy' : `the compliance policy ${quotedNames(policies)}`;
  return {
    level: 'lock-out',
    outage: false,
    confidence: 'inferred',
    reason: `${policy} demands a managed mail profile: without it devices become non-compliant, and conditional access blocks them`,
    rule: 'EFF-IOS-LOCK-OUT',
    sources: ['CMPI'],
    mayAlso: [],
  };
}

function quotedNames(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
