/** What a code was given for: it is computed anew from what is planned now, with the number that it names. */

import type { ApprovalCode } from '../../model/approval.ts';
import { type Change, type Gate, openableGates } from '../../model/change.ts';
import { compareLevels, EFFECT_LEVELS } from '../../model/effect.ts';
import { compareText } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { withBundleMates } from '../bundles/waiting.ts';
import { type Applies, appliesOf, changeCode, groupCode, memberOf, shownGates } from '../plan/approval-code.ts';

/** A code's changes by key, each with the gates that were shown with it. */
export interface CodeMatch {
  readonly shown: ReadonlyMap<string, readonly Gate[]>;
}

/** What a code is held against: a plan, and how often changes were carried out as that plan counts it. */
export interface CodeSource {
  readonly plan: Plan;
  readonly appliesOf: (change: Change) => number;
}

/** The plan of now: counts come from the state. */
export function freshSource(plan: Plan, applies: Applies): CodeSource {
  return { plan, appliesOf: ({ key }) => appliesOf(applies, key) };
}

/** A saved plan: the counts that it was written with are covered by the code, and must still be right where something is left to do. */
export function savedSource(plan: Plan, applies: Applies): CodeSource {
  return { plan, appliesOf: ({ key, applies: written }) => written ?? appliesOf(applies, key) };
}

/** The changes that the code was printed for; null where the plan holds none such. */
export function matchCode(code: ApprovalCode, { plan, ...source }: CodeSource): CodeMatch | null {
  const waiting = plan.changes.filter((change) => openableGates(change).length > 0);
  return matchGroup(code, waiting, plan, source) ?? matchOne(code, waiting, plan, source);
}

type Count = Pick<CodeSource, 'appliesOf'>;

function matchGroup(
  code: ApprovalCode,
  waiting: readonly Change[],
  plan: Plan,
  { appliesOf: count }: Count,
): CodeMatch | null {
  // What waits with a gated change of its bundle is covered by the code too.
  const all = withBundleMates(
    waiting.map(({ key }) => key),
    plan.bundles,
  );
  const groups = [...(plan.groups ?? []), ...(plan.bundles ?? [])];
  for (const keys of [all, ...groups.map((group) => group.keys)]) {
    const wanted = new Set(keys);
    const members = plan.changes.filter(({ key }) => wanted.has(key));
    if (members.length < 2) continue;
    const parts = members.map((change) => memberOf(change, count(change)));
    if (groupCode(plan.tenant, parts, code.people) === code.text) {
      return { shown: new Map(members.map((change) => [change.key, openableGates(change)])) };
    }
  }
  return null;
}

function matchOne(
  code: ApprovalCode,
  waiting: readonly Change[],
  { tenant, bundles = [] }: Plan,
  { appliesOf: count }: Count,
): CodeMatch | null {
  // A change of a bundle has no code of its own.
  const single = waiting.filter(({ key }) => !bundles.some(({ keys }) => keys.includes(key)));
  const fits = (change: Change, gates: readonly string[]): boolean =>
    changeCode(tenant, { ...memberOf(change, count(change)), gates }, code.people) === code.text;
  const same = single.find((change) => fits(change, shownGates(change)));
  if (same !== undefined) return { shown: new Map([[same.key, openableGates(same)]]) };
  for (const change of single) {
    const shown = everyShown(change).find((one) => fits(change, one.texts));
    if (shown !== undefined) return { shown: new Map([[change.key, shown.gates]]) };
  }
  return null;
}

interface Shown {
  readonly texts: readonly string[];
  readonly gates: readonly Gate[];
}

/** Gates that may have been shown beside that of the effect, or instead of it. */
const BESIDE: readonly Gate[] = ['removal', 'people', 'new-people', 'adoption', 'dependents'];

/** Every set of gates that the change may have been shown with, an effect as bad as today's or worse among them. */
function everyShown({ effect }: Change): readonly Shown[] {
  const worse = EFFECT_LEVELS.filter((level) => compareLevels(level, effect.disturbs) >= 0);
  const effects: readonly Shown[] = [
    { texts: [], gates: [] },
    ...worse.map((level): Shown => ({ texts: [`effect:${level}`], gates: ['effect'] })),
  ];
  const all = BESIDE.reduce<readonly Shown[]>(
    (sets, gate) => [...sets, ...sets.map((set) => ({ texts: [...set.texts, gate], gates: [...set.gates, gate] }))],
    effects,
  );
  return all.map(({ texts, gates }) => ({ texts: texts.toSorted(compareText), gates }));
}
