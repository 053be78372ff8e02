/** Two profiles that get into each other's way on the devices of the same people: CNF-001 to CNF-008. */

import { mailTraits } from '../../catalogue/traits.ts';
import { isAssigned } from '../../model/assignment.ts';
import { isOurs, isWriting } from '../../model/change.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { FindingCode } from '../../model/findings/table.ts';
import type { JsonValue } from '../../model/json.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { Reach, SetEngine } from '../people/audience.ts';
import { describeOverlap, type Overlap, overlapsIn } from '../people/overlap.ts';
import { besideMakers, type ConflictGroup, conflictGroups, neighboursOf } from './conflict-groups.ts';
import { configureTwice, contradict, disagreeOnConnecting } from './conflicting-app-configs.ts';

/** Why two profiles on one device get into each other's way, judged by their kinds and settings. */
interface ConflictRule {
  readonly code: `CNF-${string}` & FindingCode;
  /** What both do. */
  readonly both: string;
  readonly what: string;
  /** Settings whose change may make it. */
  readonly by: readonly string[];
}

const CONTRADICTING: ConflictRule = {
  code: 'CNF-006',
  both: 'configure the same app',
  what: 'they give a key two values, and nobody knows which of them the app follows',
  by: ['targetedApp', 'configuration', 'applicability'],
};

const CONNECTING: ConflictRule = {
  code: 'CNF-007',
  both: 'configure the same app',
  what: 'they disagree about connected apps (connectedApps), and where they do the app is not connected',
  by: ['targetedApp', 'connectedApps', 'applicability'],
};

const TWICE: ConflictRule = {
  code: 'CNF-005',
  both: 'set up the same app',
  what: 'the app may ignore the account of the mail profile',
  by: ['app', 'applicability'],
};

const TWO_SERVERS: ConflictRule = {
  code: 'CNF-008',
  both: 'set up an account with one address on different servers',
  what: 'people get two accounts for one address, of which only one can be right',
  by: ['host', 'emailAddress'],
};

/** The rule that the two profiles break, if any. */
function ruleFor(one: ProposedChange, other: ProposedChange): ConflictRule | null {
  if (contradict(one, other)) return CONTRADICTING;
  if (disagreeOnConnecting(one, other)) return CONNECTING;
  if (configureTwice(one, other)) return TWICE;
  return accountRule(one, other);
}

/**
 * The settings by which each platform recognises a duplicate account are those of "Add email settings to devices"
 * (MicrosoftDocs/memdocs); that two Intune profiles meet the same fate as a profile and a person's own account is inferred.
 */
function accountRule(one: ProposedChange, other: ProposedChange): ConflictRule | null {
  const [account, second] = [mailTraits(one.kind)?.account, mailTraits(other.kind)?.account];
  if (account === undefined || account === null || account.family !== second?.family) return null;
  const areAlike = one.kind.name === other.kind.name;
  if (areAlike !== (account.disturbs === 'alike')) return null;
  const apart = account.sameBy.filter((field) => !sameText(one.settings[field], other.settings[field]));
  // Profiles of others are not worth reading their groups for: they may well be on their way out.
  if (apart.length === 1 && apart[0] === 'host') return isOurs(other) ? TWO_SERVERS : null;
  if (apart.length > 0) return null;
  const { code, happens: what, sameBy: by } = account;
  return { code, what, by, both: `set up ${by.length === 0 ? 'managed mail' : 'the same account'}` };
}

/** Two profiles that clash wherever both arrive; `proposed` changes in this plan. */
interface Conflict {
  readonly proposed: ProposedChange;
  readonly other: ProposedChange;
  readonly rule: ConflictRule;
}

/** Where to look for conflicts once people are known. */
export interface PossibleConflicts {
  readonly groups: readonly ConflictGroup[];
  /** Profiles that stay as they are, and whose people are needed to judge those that change. */
  readonly rivals: readonly ProposedChange[];
  /** The place of each change among all. */
  readonly places: ReadonlyMap<ProposedChange, number>;
}

/**
 * What is worth counting: a profile that this plan makes, assigns anew or gives another account, and any other one of the
 * same account. Other changes make no new clash, so nobody's members are read for them.
 */
export function conflictsIn(proposals: readonly ProposedChange[]): PossibleConflicts {
  const assigned = proposals.filter((one) => isAssigned(plannedAssignments(one)));
  const groups = conflictGroups(assigned, mayBegin);
  const rivals = besideMakers(
    groups,
    (one) => !isWriting(one),
    (maker, other) => newRule(maker, other) !== null,
  );
  return { groups, rivals: [...rivals], places: new Map(proposals.map((proposed, index) => [proposed, index])) };
}

function mayBegin(proposed: ProposedChange): boolean {
  return isWriting(proposed) && mayBeNew(anyRuleOf(proposed), proposed);
}

function isNewToAll(proposed: ProposedChange): boolean {
  return isNewBy(anyRuleOf(proposed), proposed);
}

/** What any of the rules looks at in the profile. */
function anyRuleOf({ kind }: ProposedChange): Pick<ConflictRule, 'by'> {
  const by = [CONTRADICTING, CONNECTING, TWICE, TWO_SERVERS].flatMap((rule) => rule.by);
  return { by: [...by, ...(mailTraits(kind)?.account?.sameBy ?? [])] };
}

/** The rule that the two break by what the first one changes. */
function newRule(one: ProposedChange, other: ProposedChange): ConflictRule | null {
  const rule = isWriting(one) ? ruleFor(one, other) : null;
  return rule !== null && mayBeNew(rule, one) ? rule : null;
}

function mayBeNew(rule: Pick<ConflictRule, 'by'>, proposed: ProposedChange): boolean {
  return proposed.assignments !== null || isNewBy(rule, proposed);
}

/** True where the plan makes the profile, or another account of it: what clashes is new for everybody whom it reaches. */
function isNewBy({ by }: Pick<ConflictRule, 'by'>, { action, differences }: ProposedChange): boolean {
  return action === 'create' || differences.some(({ field }) => field !== null && by.includes(field));
}

/** The pairs that may share people, each once: told of the first of the two that begins it. */
function* pairsIn(
  { groups, places }: PossibleConflicts,
  reach: (proposed: ProposedChange) => Reach,
): Generator<Conflict> {
  const placeOf = (one: ProposedChange): number => places.get(one) ?? 0;
  const inOrder = (some: Iterable<ProposedChange>) => [...some].sort((a, b) => placeOf(a) - placeOf(b));
  const near = neighboursOf(groups, reach);
  for (const proposed of inOrder(near.keys())) {
    for (const other of inOrder(near.get(proposed) ?? [])) {
      const isTold = placeOf(other) < placeOf(proposed) && newRule(other, proposed) !== null;
      const rule = isTold ? null : newRule(proposed, other);
      if (rule !== null) yield { proposed, other, rule };
    }
  }
}

/**
 * The people for whom this plan may make a conflict, by the makers' own assignments; null where they can't be told. Nobody
 * else's groups matter to `conflictFindings`.
 */
export function peopleInConflict({ groups }: PossibleConflicts, engine: SetEngine): ReadonlySet<string> | null {
  const found = new Set<string>();
  const makers = new Set(groups.flatMap((group) => group.makers.map(({ proposed }) => proposed)));
  for (const proposed of makers) {
    const added = addedReach(proposed, isNewToAll(proposed), engine);
    if (added.basis === 'unknown') return null;
    for (const index of added.reached) found.add(engine.people[engine.owners[index] ?? 0] ?? '');
  }
  return found;
}

/** Whom the profile reaches anew: everybody where the account itself is another one. */
function addedReach(proposed: ProposedChange, isToAll: boolean, engine: SetEngine): Reach {
  const before = isToAll ? [] : currentAssignments(proposed);
  return engine.newReachOf(before, plannedAssignments(proposed), proposed.kind.devices);
}

/**
 * Findings about the pairs that share people for whom that is new: who has both today has them also without this plan. An
 * error only where both are ours and somebody surely gets both.
 */
export function conflictFindings(conflicts: PossibleConflicts, engine: SetEngine): readonly Finding[] {
  if (conflicts.groups.length === 0) return [];
  const sets = overlapsIn(engine);
  const reaches = new Map<ProposedChange, Reach>();
  const reach = (proposed: ProposedChange): Reach => {
    const known = reaches.get(proposed) ?? engine.reachOf(plannedAssignments(proposed), proposed.kind.devices);
    reaches.set(proposed, known);
    return known;
  };
  const added = ({ proposed, other, rule }: Conflict): readonly Reach[] =>
    [proposed, other]
      .filter((one) => isWriting(one) && mayBeNew(rule, one))
      .map((one) => addedReach(one, isNewBy(rule, one), engine));
  const shared = new Map<string, { readonly conflict: Conflict; readonly both: Overlap }[]>();
  for (const conflict of pairsIn(conflicts, reach)) {
    const both = sets.whoNewlyGetsBoth(reach(conflict.proposed), reach(conflict.other), added(conflict));
    if (both.people === 0) continue;
    const of = shared.get(conflict.proposed.key) ?? [];
    of.push({ conflict, both });
    shared.set(conflict.proposed.key, of);
  }
  return [...shared.values()].flatMap((found) => {
    const worst = found.toSorted((a, b) => b.both.sure - a.both.sure);
    const told = worst.slice(0, MOST_TOLD).map(({ conflict, both }) => conflictFinding(conflict, both));
    return [...told, ...restFinding(worst.slice(MOST_TOLD))];
  });
}

/** A profile that clashes with a hundred others needs no hundred sentences. */
const MOST_TOLD = 3;

function restFinding(rest: readonly { readonly conflict: Conflict; readonly both: Overlap }[]): readonly Finding[] {
  const [first] = rest;
  if (first === undefined) return [];
  const { proposed, rule } = first.conflict;
  const text = `"${proposed.key}" shares people with ${rest.length} more profiles that ${rule.both}: ${rule.what}`;
  return [finding(rule.code, text, { key: proposed.key, at: proposed.desired?.at, severity: 'warning' })];
}

function conflictFinding({ proposed, other, rule }: Conflict, both: Overlap): Finding {
  const certain = isOurs(other) && both.sure > 0;
  const name = isOurs(other) ? `"${other.key}"` : `"${other.live?.name ?? other.key}", which is not managed here,`;
  const text = `"${proposed.key}" and ${name} ${rule.both} for ${describeOverlap(both)}: ${rule.what}. assign these people to one of them`;
  const severity = certain ? undefined : 'warning';
  return finding(rule.code, text, { key: proposed.key, at: proposed.desired?.at, severity });
}

/** Hosts and the names of address sources mean the same in any case. */
function sameText(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
}
