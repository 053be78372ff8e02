/** Asks the tenant what checks want to know beside the plan: once a plan, in one batch, and never at the cost of the plan. */

import type { FactContext } from '../../core/checks/fact-check.ts';
import { readsOf, uncheckedFinding } from '../../core/checks/fact-check.ts';
import { FACT_CHECKS } from '../../core/checks/fact-checks.ts';
import type { ProposedChange } from '../../core/diff/proposed-change.ts';
import { setEngine } from '../../core/people/audience.ts';
import type { Finding } from '../../model/finding.ts';
import type { ReadAnswer, ReadRequest } from '../../model/reads.ts';
import { type PeopleReading, readMembers } from './read-people.ts';

/** What is known of the plan when facts are asked for. `asking` are the changes among which checks look for theirs. */
type Known = Omit<FactContext, 'engine'>;

/** Findings of the checks whose facts could be read, and a remark for each of the others. */
export async function checkFacts(
  { asking: concerned, proposals, audiences, members }: Known,
  reading: PeopleReading,
): Promise<readonly Finding[]> {
  const large = members.large ?? new Set();
  const wanted = FACT_CHECKS.map((check) => ({ check, reads: readsOf(check, concerned, large) })).filter(
    ({ reads }) => reads.length > 0,
  );
  const answers = await answersTo(
    wanted.flatMap(({ reads }) => reads),
    reading,
  );
  const told = wanted.map(({ check, reads }) => {
    const own = reads.flatMap(({ path }) => answers.get(path) ?? []);
    return { check, own, understood: check.understand(own) };
  });
  const groups = told.flatMap(({ understood }) => understood?.groups ?? []);
  const missing = [...new Set(groups)].filter((id) => !members.groups.has(id)).sort();
  // What can't be read of them is unknown to the checks: no change needs these groups.
  const more = await readMembers(missing, new Set(), reading);
  const facts = {
    ...members,
    groups: new Map([...members.groups, ...more.groups]),
    large: new Set([...large, ...more.large]),
  };
  const context = { proposals, audiences, members: facts, engine: setEngine(facts) };
  return told.flatMap(({ check, own, understood }) =>
    understood === null
      ? [uncheckedFinding(check, own)]
      : understood.check({ ...context, asking: concerned.filter(check.isAsked) }),
  );
}

/**
 * Asks for what checks want to know whatever is counted, and for the groups that it names: both while people are read, so that
 * nobody waits for them afterwards. `around` are the groups that are read there.
 */
export async function askFacts(
  concerned: readonly ProposedChange[],
  around: readonly string[],
  reading: PeopleReading,
): Promise<void> {
  const sizes = new Set(around);
  const early = FACT_CHECKS.map((check) => {
    const reads = readsOf(check, concerned, sizes);
    return { check, reads, isWhole: readsOf(check, concerned, new Set()).length === reads.length };
  });
  const answers = await answersTo(
    early.flatMap(({ reads }) => reads),
    reading,
  );
  const groups = early.flatMap(({ check, reads, isWhole }) => {
    const own = reads.flatMap(({ path }) => answers.get(path) ?? []);
    return isWhole && own.length > 0 ? (check.understand(own)?.groups ?? []) : [];
  });
  const others = [...new Set(groups)].filter((id) => !sizes.has(id)).sort();
  await readMembers(others, new Set(), { ...reading, isBeside: true });
}

/** By path; what was asked before in this plan isn't asked again. */
async function answersTo(
  requests: readonly ReadRequest[],
  { reader, known: { facts } }: PeopleReading,
): Promise<ReadonlyMap<string, ReadAnswer>> {
  const fresh = [...new Map(requests.map((request) => [request.path, request])).values()].filter(
    ({ path }) => !facts.has(path),
  );
  const answers = fresh.length === 0 ? [] : await reader.batch(fresh);
  fresh.forEach(({ path }, index) => {
    const answer = answers[index];
    if (answer !== undefined) facts.set(path, answer);
  });
  return facts;
}
