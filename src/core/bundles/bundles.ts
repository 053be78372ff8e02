/** Which changes belong together: people lose an account by one of them and get the same one by another. */

import { delivering, targetId } from '../../model/assignment.ts';
import { isWriting } from '../../model/change.ts';
import { compareText } from '../../model/finding.ts';
import type { Bundle } from '../../model/plan.ts';
import { currentAssignments, plannedAssignments } from '../diff/proposed-change.ts';
import { type AssessedChange, peopleConcerned, union } from '../impact/change-effect.ts';
import { type Account, accountOf } from './account.ts';

/** What a change takes from its people and what it gives them. */
export interface AccountExchange {
  readonly key: string;
  readonly takes: Side | null;
  readonly gives: Side | null;
  /** False where some of the people may not have been found: then targets are compared too. */
  readonly isExact: boolean;
}

interface Side {
  readonly account: Account;
  readonly people: readonly ReadonlySet<string>[];
  readonly targets: readonly string[];
}

/** Targets that reach anybody: whoever they are compared with may be among them. */
const EVERYBODY: readonly string[] = ['include:allUsers', 'include:allDevices'];

/** What the change takes and gives; null where it does neither. */
export function exchangeOf(proposed: AssessedChange): AccountExchange | null {
  const { kind, live, audience, action } = proposed;
  if (!isWriting(proposed)) return null;
  const [before, after] = [live === null ? null : accountOf(kind, live.settings), accountOf(kind, proposed.settings)];
  // Whoever keeps the profile loses one account and gets another one where it is for another account from now on.
  const swapped = before !== null && after !== null && action !== 'create' && before.id !== after.id;
  const kept = swapped ? [audience.kept] : [];
  const [had, has] = [targetsOf(currentAssignments(proposed)), targetsOf(plannedAssignments(proposed))];
  const takes = sideOf(before, [audience.lost, ...kept], swapped ? had : without(had, has));
  const gives = sideOf(after, [audience.gained, ...kept], swapped ? has : without(has, had));
  if (takes === null && gives === null) return null;
  return { key: proposed.key, takes, gives, isExact: audience.basis === 'exact' };
}

function sideOf(
  account: Account | null,
  people: readonly ReadonlySet<string>[],
  targets: readonly string[],
): Side | null {
  const isNobody = people.every(({ size }) => size === 0) && targets.length === 0;
  return account === null || isNobody ? null : { account, people, targets };
}

function targetsOf(assignments: Parameters<typeof delivering>[0]): readonly string[] {
  return delivering(assignments).flatMap((one) => (one.intent === 'include' ? [targetId(one)] : []));
}

function without(targets: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return targets.filter((target) => !known.has(target));
}

/** The bundles of a plan, sorted by their first key. Each person and each target is looked at once for each change. */
export function bundlesOf(proposals: readonly AssessedChange[]): readonly Bundle[] {
  const exchanges = proposals.flatMap((proposed) => exchangeOf(proposed) ?? []);
  const shared = accountsOnBothSides(exchanges);
  const joined = new DisjointKeys();
  const meet = (tokensOf: TokensOf) => meetingsOf(exchanges, shared, tokensOf);
  for (const meeting of [...meet(peopleOf), ...meet(wherePeopleAreUnknown)]) {
    if (meeting.takers.length === 0 || meeting.givers.length === 0) continue;
    const keys = [...meeting.takers, ...meeting.givers];
    if (meeting.isCertain || keys.some(({ isExact }) => !isExact)) joined.join(keys.map(({ key }) => key));
  }
  const byKey = new Map(proposals.map((proposed) => [proposed.key, proposed]));
  const accounts = new Map(exchanges.map(({ key, takes, gives }) => [key, takes?.account ?? gives?.account]));
  return joined
    .groups()
    .map((keys) => {
      const members = keys.flatMap((key) => byKey.get(key) ?? []);
      const names = keys.flatMap((key) => accounts.get(key)?.name ?? []);
      return {
        id: `${keys[0] ?? ''}+${keys.length - 1}`,
        keys,
        account: [...new Set(names)].sort(compareText).join(', '),
        people: members.some(({ audience }) => audience.basis === 'unknown')
          ? null
          : union(members.map(peopleConcerned)).size,
      };
    })
    .toSorted((a, b) => compareText(a.keys[0] ?? '', b.keys[0] ?? ''));
}

/** Changes that meet at one person, or at one target, on one account. */
interface Meeting {
  readonly takers: AccountExchange[];
  readonly givers: AccountExchange[];
  readonly isCertain: boolean;
}

interface Tokens {
  readonly texts: Iterable<string>;
  /** True where a token is a person: whoever meets there belongs together for sure. */
  readonly areCertain: boolean;
}

type TokensOf = (side: Side, role: 'takes' | 'gives') => Tokens;

/** Accounts that nobody loses, or nobody gets, tie nothing together: a first set-up is no bundle, whatever its size. */
function accountsOnBothSides(exchanges: readonly AccountExchange[]): ReadonlySet<string> {
  const taken = new Set(exchanges.flatMap(({ takes }) => takes?.account.id ?? []));
  return new Set(
    exchanges.flatMap(({ gives }) => (gives !== null && taken.has(gives.account.id) ? [gives.account.id] : [])),
  );
}

function meetingsOf(
  exchanges: readonly AccountExchange[],
  shared: ReadonlySet<string>,
  tokensOf: TokensOf,
): readonly Meeting[] {
  const found = new Map<string, Meeting>();
  for (const exchange of exchanges) {
    for (const role of ['takes', 'gives'] as const) {
      const side = exchange[role];
      if (side === null || !shared.has(side.account.id)) continue;
      const { texts, areCertain } = tokensOf(side, role);
      for (const text of texts) {
        const name = `${side.account.id}\n${text}`;
        const meeting = found.get(name) ?? { takers: [], givers: [], isCertain: areCertain };
        found.set(name, meeting);
        (role === 'takes' ? meeting.takers : meeting.givers).push(exchange);
      }
    }
  }
  return [...found.values()];
}

function peopleOf({ people }: Side): Tokens {
  return { texts: union(people), areCertain: true };
}

/** By their targets, and by one that may be anybody's. */
function wherePeopleAreUnknown({ targets }: Side, role: 'takes' | 'gives'): Tokens {
  const isAnybody = targets.some((target) => EVERYBODY.includes(target));
  const other = role === 'takes' ? 'gives' : 'takes';
  return { texts: [...targets, `any ${role}`, ...(isAnybody ? [`any ${other}`] : [])], areCertain: false };
}

/** Keys that belong together, directly or by way of others. */
class DisjointKeys {
  readonly #parents = new Map<string, string>();

  join(keys: readonly string[]): void {
    const [first, ...others] = keys;
    if (first === undefined) return;
    const root = this.#rootOf(first);
    for (const key of others) {
      const other = this.#rootOf(key);
      if (other !== root) this.#parents.set(other, root);
    }
  }

  /** Those of two keys or more, each sorted. */
  groups(): readonly (readonly string[])[] {
    const found = new Map<string, string[]>();
    for (const key of this.#parents.keys()) {
      const root = this.#rootOf(key);
      found.set(root, [...(found.get(root) ?? []), key]);
    }
    return [...found.values()].filter(({ length }) => length > 1).map((keys) => keys.toSorted(compareText));
  }

  #rootOf(key: string): string {
    let root = key;
    for (let next = this.#parents.get(root); next !== undefined && next !== root; next = this.#parents.get(root)) {
      root = next;
    }
    // Ways are shortened as they are gone, so that they stay short.
    for (let at = key; at !== root; ) {
      const next = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = next;
    }
    this.#parents.set(root, root);
    return root;
  }
}
