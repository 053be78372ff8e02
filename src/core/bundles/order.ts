/**
 * The order of the steps of a bundle. Mail is taken first and given then, since devices refuse a second profile of an
 * account that they have; certificates are given first and taken then, since one too many does nothing to anybody.
 */

import { sameAssignments } from '../../model/assignment.ts';
import type { Bundle, Step } from '../../model/plan.ts';
import { commonOf, unionOf } from '../assignments/algebra.ts';
import type { Row, Transitions } from '../dependencies/order.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { AssessedChange } from '../impact/change-effect.ts';
import { type AccountExchange, exchangeOf } from './bundles.ts';

/**
 * The transitions with those of bundles. Where two members or more both take and give, each of them takes first: otherwise
 * the first one to be written would give what another one has still to take. One by which somebody would lose on the way
 * what they keep in the end is written at once.
 */
export function withExchanges(
  transitions: Transitions,
  bundles: readonly Bundle[],
  proposals: readonly AssessedChange[],
): Transitions {
  const byKey = new Map(proposals.map((proposed) => [proposed.key, proposed]));
  const found = new Map(transitions);
  for (const { keys } of bundles) {
    const mixed = keys.flatMap((key) => byKey.get(key) ?? []).filter(takesAndGives);
    if (mixed.length < 2) continue;
    for (const proposed of mixed) {
      const { key, audience } = proposed;
      if (found.has(key)) continue;
      const [before, after] = [currentAssignments(proposed), plannedAssignments(proposed)];
      const isWidened = isCertificate(proposed);
      const assignments = isWidened ? unionOf(before, after) : commonOf(before, after);
      if (!isWidened && audience.keepsInBetween !== true) continue;
      if (sameAssignments(assignments, before) || sameAssignments(assignments, after)) continue;
      found.set(key, { assignments, host: null, ...(isWidened ? {} : { first: 'narrow' as const }) });
    }
  }
  return found;
}

function takesAndGives(proposed: AssessedChange): boolean {
  const { takes, gives } = rolesOf(proposed);
  return proposed.assignments !== null && takes && gives;
}

/**
 * What a member does in its bundle: it takes what another one gives, it gives what another one takes. Where people could not
 * be counted, all that it does may be that.
 */
function rolesOf(proposed: AssessedChange): { readonly takes: boolean; readonly gives: boolean } {
  const exchange = exchangeOf(proposed);
  const { movedAway, movedHere } = proposed;
  const isKnown = exchange?.isExact === true && !isSwapped(exchange);
  return {
    takes: isKnown ? movedAway.size > 0 : exchange !== null && exchange.takes !== null,
    gives: isKnown ? movedHere.size > 0 : exchange !== null && exchange.gives !== null,
  };
}

/** Whoever keeps the profile gets another account by it. */
function isSwapped({ takes, gives }: AccountExchange): boolean {
  return takes !== null && gives !== null && takes.account.id !== gives.account.id;
}

/** The rows with what each step waits for in other rows of its bundle. */
export function inBundleOrder(
  rows: readonly Row[],
  bundles: readonly Bundle[],
  proposals: readonly AssessedChange[],
): readonly Row[] {
  const rowOf = new Map(rows.map((row) => [row.proposed.key, row]));
  const changes = new Map(proposals.map((proposed) => [proposed.key, proposed]));
  const waits = new Map<string, string>();
  const afterOf = new Map(rows.flatMap(({ steps }) => steps.map((step) => [step.id, step.after] as const)));
  for (const { keys } of bundles) {
    const members = keys.flatMap((key): readonly Member[] => {
      const [row, proposed] = [rowOf.get(key), changes.get(key)];
      const exchange = proposed === undefined ? null : exchangeOf(proposed);
      return row === undefined || proposed === undefined || exchange === null
        ? []
        : [memberOf(row, proposed, exchange)];
    });
    const [taking, giving] = [members.flatMap(({ takes }) => takes ?? []), members.flatMap(({ gives }) => gives ?? [])];
    const both = members.flatMap((member) => member.both ?? []);
    const areCertificates = keys.some((key) => changes.get(key)?.kind.delivers === 'certificate');
    const ordered = areCertificates ? [...giving, ...both, ...taking] : [...taking, ...both, ...giving];
    for (const [index, step] of ordered.entries()) {
      const previous = ordered[index - 1];
      // The order along the chain keeps people's mail whole: what would turn it round is left out.
      if (previous === undefined || isBefore(step.id, previous.id, afterOf)) continue;
      waits.set(step.id, previous.id);
      afterOf.set(step.id, [...(afterOf.get(step.id) ?? []), previous.id]);
    }
  }
  return rows.map(({ proposed, steps }) => ({
    proposed,
    steps: steps.map((step) => {
      const first = waits.get(step.id);
      return first === undefined || step.after.includes(first) ? step : { ...step, after: [...step.after, first] };
    }),
  }));
}

/** Whether a step comes before another one, by what steps wait for: ids → ids of the steps that come before. */
function isBefore(id: string, other: string, afterOf: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const open = [other];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(afterOf.get(next) ?? []));
  }
  return false;
}

/** The steps of a member that take the account from people and that give it to them; `both` where one step does. */
interface Member {
  readonly takes: Step | null;
  readonly gives: Step | null;
  readonly both: Step | null;
}

function memberOf({ steps }: Row, proposed: AssessedChange, exchange: AccountExchange): Member {
  const [first = null, second = null] = steps.filter(({ verb, key }) => verb === 'assign' && key === proposed.key);
  if (second !== null) {
    const [takes, gives] = isCertificate(proposed) ? [second, first] : [first, second];
    return { takes, gives, both: null };
  }
  const { takes, gives } = rolesOf(proposed);
  // An account that is another one from now on is exchanged by the patch.
  const patch = isSwapped(exchange) ? steps.find(({ verb }) => verb === 'patch') : undefined;
  const step = patch ?? first;
  if (takes !== gives) return { takes: takes ? step : null, gives: gives ? step : null, both: null };
  // Nobody moves by itself from or to a member whose mate exchanges the account by its patch: what it does at all counts.
  if (!takes && exchange.gives === null) return { takes: step, gives: null, both: null };
  if (!takes && exchange.takes === null) return { takes: null, gives: step, both: null };
  return { takes: null, gives: null, both: step };
}

function isCertificate({ kind }: Pick<ProposedChange, 'kind'>): boolean {
  return kind.delivers === 'certificate';
}
