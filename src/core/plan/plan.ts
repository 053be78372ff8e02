/** Counted proposed changes → the plan: sorted, gated, digested. The last of the pure decisions. */

import { type Change, type Gate, type GoesOut, isActing, isMoreThanAdoption } from '../../model/change.ts';
import type { Config } from '../../model/config.ts';
import { digestText } from '../../model/digest.ts';
import { compareText, type Finding, sortFindings } from '../../model/finding.ts';
import { grouped } from '../../model/grouped.ts';
import { canonical } from '../../model/json.ts';
import { type HeldProfile, PLAN_FORMAT, type Plan, type PlanRun, type Problem, type Step } from '../../model/plan.ts';
import type { Disturbed } from '../../model/state/inventory.ts';
import { bundlesOf } from '../bundles/bundles.ts';
import { inBundleOrder, withExchanges } from '../bundles/order.ts';
import { replacementsAmong } from '../bundles/replacements.ts';
import { type DependencyLink, linksOf } from '../dependencies/graph.ts';
import { inChainOrder, transitionsOf } from '../dependencies/order.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import {
  type AssessedChange,
  peopleConcerned,
  takesFoundation,
  union,
  withOverrides,
} from '../impact/change-effect.ts';
import { type Audience, NOBODY } from '../people/audience.ts';
import { markerFor } from '../tenant/marker.ts';
import { isOver, withBudget } from '../windows/budget.ts';
import { heldByHours } from '../windows/hold.ts';
import { type Applies, withCodes } from './approval-code.ts';
import { changeOf, type Dictionary, gated } from './change.ts';
import { countDisturbed } from './disturbed.ts';
import { gatesFor, passedLimits } from './gates.ts';
import { stepsOf } from './steps.ts';
import { summaryOf, totalsOf } from './summary.ts';

export interface PlanInput {
  readonly config: Config;
  /** Judges what is made, where another policy does than of what the tenant holds; left out: the same one. */
  readonly forNew?: Config;
  readonly tenantId: string;
  /** The commit follows another branch than the one in force: nothing of it is applied. */
  readonly isBranchHeld?: boolean;
  readonly source: Plan['source'];
  readonly proposals: readonly ProposedChange[];
  /** By key; a missing one means that nobody is concerned. */
  readonly audiences: ReadonlyMap<string, Audience>;
  readonly dictionary: Dictionary;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** Profiles that errors hold back. */
  readonly held?: readonly HeldProfile[];
  /** The service's time, ISO 8601; left out where nobody knows it. */
  readonly now?: string;
  /** What earlier runs did to people; null where that is not known. */
  readonly disturbed?: readonly Disturbed[] | null;
  /** How often changes of a key were carried out: part of what a code covers. */
  readonly applies?: Applies;
  readonly run: PlanRun;
}

/** Makes the plan. Nothing in it depends on the order in which files, objects or pages came. */
export function makePlan(input: PlanInput): Plan {
  const { config, tenantId } = input;
  const proposals = assessedChanges(input);
  const totals = totalsOf(proposals);
  const links = linksOf(proposals);
  const disturbedOf = countDisturbed(proposals, config.budget.length > 0);
  const bundles = bundlesOf(proposals).map((bundle) => ({ ...bundle, ...disturbedOf(bundle.keys) }));
  const transitions = withExchanges(transitionsOf(proposals, links), bundles, proposals);
  const own = proposals.map((proposed) => {
    const marker = markerFor(config.owner, proposed.key, proposed.generation);
    return { proposed, steps: stepsOf(proposed, marker, transitions.get(proposed.key) ?? null) };
  });
  const ordered = inBundleOrder(inChainOrder(own, links), bundles, proposals);
  const steps = inOrder(ordered.flatMap((row) => row.steps));
  const bundleOf = new Map(bundles.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const)));
  const stepsByKey = grouped(steps, ({ key }) => key);
  const linksByUser = grouped(links.after, ({ user }) => user);
  const changes = proposals.map((proposed) => {
    const change = changeOf(proposed, stepsByKey.get(proposed.key) ?? [], input.dictionary);
    const judging = change.action === 'create' ? (input.forNew ?? config) : config;
    const own = gatesFor(change, proposed.protect, totals, judging, {
      delivers: proposed.kind.delivers,
      takesFoundation: takesFoundation(proposed),
    });
    const bundle = bundleOf.get(proposed.key);
    const disturbed = disturbedOf([change.key]);
    const { disturbed: together } = bundles.find(({ id }) => id === bundle) ?? disturbed;
    const hours = heldByHours(change, judging.windows, input.now);
    const gates = [...own, ...gatesBeside(change, { judging, together, hours }, input)];
    return {
      ...gated(change, gates, passedLimits(gates, totals, judging)),
      ...disturbed,
      ...(hours === null ? {} : { goesOut: hours }),
      ...needsOf(linksByUser.get(proposed.key) ?? []),
      ...(bundle === undefined ? {} : { bundle }),
    };
  });
  const acting = changes.filter(isActing);
  const tenant = { id: tenantId, owner: config.owner };
  const peopleOf = (keys: readonly string[]) => distinctPeople(proposals, keys);
  const coded = withCodes(changes, bundles, { tenant, applies: input.applies ?? {}, peopleOf });
  const inTurn = changesInTurn(coded, input);
  return {
    formatVersion: PLAN_FORMAT,
    digest: digestText(canonical({ tenant, changes: acting.map(({ digest }) => digest).sort() })),
    tenant,
    source: input.source,
    complete: input.problems.length === 0,
    problems: input.problems,
    ...coded,
    changes: inTurn,
    ...(input.held === undefined || input.held.length === 0 ? {} : { held: input.held }),
    steps,
    findings: sortFindings(input.findings),
    summary: summaryOf(proposals, inTurn, totals, bundles),
    run: input.run,
  };
}

/** How many people the changes of these keys concern, each once; null where those of one could not be counted. */
export function distinctPeople(proposals: readonly AssessedChange[], keys: readonly string[]): number | null {
  const wanted = new Set(keys);
  const concerned = proposals.filter(({ key }) => wanted.has(key));
  if (concerned.some(({ audience }) => audience.basis === 'unknown')) return null;
  return union(concerned.map(peopleConcerned)).size;
}

/** Before anybody approved anything. */
function changesInTurn(
  coded: Pick<Plan, 'changes' | 'bundles'>,
  { config, disturbed = [], now }: PlanInput,
): readonly Change[] {
  const isFree = ({ gates }: Change): boolean => gates.length === 0;
  return withBudget(coded, { config, disturbed, now }, (unit) => (unit.every(isFree) ? 'goes' : 'waits'));
}

interface Beside {
  readonly judging: Config;
  /** Whom the change disturbs with its bundle. */
  readonly together: number | null | undefined;
  readonly hours: GoesOut | null;
}

/** The gates that are about time, and about the branch. */
function gatesBeside(
  change: Change,
  { judging, together, hours }: Beside,
  { isBranchHeld }: Pick<PlanInput, 'isBranchHeld'>,
): readonly Gate[] {
  if (!isMoreThanAdoption(change)) return [];
  const gates: Gate[] = hours === null ? [] : ['window'];
  if (isOver(together, { config: judging })) gates.push('over-budget');
  return isBranchHeld === true ? [...gates, 'policy'] : gates;
}

/** For the picture of the plan; outside the digest. */
function needsOf(links: readonly DependencyLink[]): Pick<Change, 'needs'> {
  const needs = links.map(({ field, target }) => ({ field, key: target }));
  return needs.length === 0 ? {} : { needs };
}

export function assessedChanges({
  config,
  proposals,
  audiences,
}: Pick<PlanInput, 'config' | 'proposals' | 'audiences'>): readonly AssessedChange[] {
  const sorted = proposals.toSorted((a, b) => compareText(a.key, b.key));
  const replacements = replacementsAmong(sorted, audiences);
  return sorted.map((proposed) => ({
    ...proposed,
    differences:
      proposed.action === 'create'
        ? proposed.differences
        : withOverrides(proposed.kind.name, proposed.differences, config.effects),
    audience: audiences.get(proposed.key) ?? NOBODY,
    ...replacements.of(proposed),
  }));
}

/** Steps in an order that respects `after`, otherwise as they come; a cycle is a bug of the step builder. */
function inOrder(steps: readonly Step[]): readonly Step[] {
  const present = new Set(steps.map(({ id }) => id));
  const placed = new Set<string>();
  const ordered: Step[] = [];
  let waiting = steps;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ after }) => after.every((id) => placed.has(id) || !present.has(id)));
    if (ready.length === 0) throw new Error(`steps wait for each other: ${waiting.map(({ id }) => id).join(', ')}`);
    for (const step of ready) placed.add(step.id);
    ordered.push(...ready);
    waiting = waiting.filter(({ id }) => !placed.has(id));
  }
  return ordered;
}
