/** Compliance policies that demand managed mail, against the profiles that give it: CMP-001, CMP-003. */

import { mailTraits } from '../../catalogue/traits.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { peopleInWords } from '../../model/text.ts';
import { type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { MailDemand } from '../impact/compliance-lock-out.ts';
import { NOT_REACHED, REACHED, type Reach, type SetEngine } from '../people/audience.ts';
import { overlapsIn } from '../people/overlap.ts';
import type { FactContext } from './fact-check.ts';

/** Findings about people of whom managed mail is demanded: those who get none, and those who get it for the first time. */
export function mailDemandFindings(demands: readonly MailDemand[], context: FactContext): readonly Finding[] {
  return demands.flatMap((demand) => [...unmetFinding(demand, context), ...firstTimeFindings(demand, context)]);
}

/** Told of the policy, where a change gives mail to some of its people: then the others were forgotten. */
function unmetFinding(demand: MailDemand, { asking, proposals, engine }: FactContext): readonly Finding[] {
  const [first] = asking.filter((one) => answers(one, demand));
  if (first === undefined) return [];
  const demanded = engine.reachOf(demand.assignments, first.kind.devices);
  if (!asking.some((one) => answers(one, demand) && sharesPeople(one, demanded, engine))) return [];
  const given = proposals
    .filter((one) => answers(one, demand))
    .map((one) => engine.reachOf(plannedAssignments(one), one.kind.devices));
  if ([demanded, ...given].some(({ basis }) => basis === 'unknown')) return [uncountedFinding('CMP-001', demand, null)];
  const { people, sure } = withoutAny(demanded, given, engine.owners);
  if (people === 0) return [];
  const who = peopleInWords(people, people === sure ? 'exact' : 'at-most');
  const text = `the compliance policy "${demand.name}" demands a managed mail profile of ${who} for whom there is none: without it they are non-compliant, and conditional access may lock them out. give both the same groups`;
  return [finding('CMP-001', text)];
}

/** Whoever set the account up by hand keeps the profile out, and stays non-compliant until they delete theirs. */
function firstTimeFindings(demand: MailDemand, { asking, audiences, engine }: FactContext): readonly Finding[] {
  return asking.flatMap((proposed) => {
    const audience = audiences.get(proposed.key);
    if (!answers(proposed, demand)) return [];
    if (audience === undefined || audience.basis === 'unknown') return [uncountedFinding('CMP-003', demand, proposed)];
    if (audience.gained.size === 0) return [];
    const demanded = engine.reachOf(demand.assignments, proposed.kind.devices);
    const covered = new Set([...demanded.reached].map((index) => engine.people[engine.owners[index] ?? 0]));
    const count = [...audience.gained].filter((person) => covered.has(person)).length;
    if (count === 0) return [];
    const who = peopleInWords(count, audience.basis === 'exact' && demanded.basis === 'exact' ? 'exact' : 'at-most');
    const text = `"${proposed.key}" is new for ${who} of whom the compliance policy "${demand.name}" demands it: who set up the same account by hand stays non-compliant until they delete it. tell them before`;
    return [finding('CMP-003', text, { key: proposed.key, at: proposed.desired?.at })];
  });
}

/** A check that compares people says so where nobody could count them. */
function uncountedFinding(code: 'CMP-001' | 'CMP-003', { name }: MailDemand, proposed: ProposedChange | null): Finding {
  const whose =
    proposed === null ? 'its people, or those of the profiles that meet it' : `the people of "${proposed.key}"`;
  const text = `not checked: ${code}: the compliance policy "${name}" demands a managed mail profile, and ${whose} could not be counted`;
  return finding('FCT-001', text, proposed === null ? {} : { key: proposed.key, at: proposed.desired?.at });
}

function sharesPeople(proposed: ProposedChange, demanded: Reach, engine: SetEngine): boolean {
  const reach = engine.reachOf(plannedAssignments(proposed), proposed.kind.devices);
  return overlapsIn(engine).whoGetsBoth(reach, demanded).people !== 0;
}

/** True for mail that meets the demand. */
function answers({ kind }: ProposedChange, { type }: MailDemand): boolean {
  return mailTraits(kind)?.compliance?.type === type;
}

/** People with a device of the demand that none of the profiles reaches. */
function withoutAny(
  demanded: Reach,
  given: readonly Reach[],
  owners: Int32Array,
): { readonly people: number; readonly sure: number } {
  const [possible, sure] = [new Set<number>(), new Set<number>()];
  for (const index of demanded.reached) {
    const marks = given.map((reach) => reach.marks[index] ?? NOT_REACHED);
    if (marks.includes(REACHED)) continue;
    const owner = owners[index] ?? 0;
    possible.add(owner);
    if (demanded.marks[index] === REACHED && marks.every((mark) => mark === NOT_REACHED)) sure.add(owner);
  }
  return { people: possible.size, sure: sure.size };
}
