/** Checks over a fact of the tenant that no plan needs by itself: asked for by name, and told where it could not be read. */

import { type Finding, finding } from '../../model/finding.ts';
import type { FindingCode } from '../../model/findings/table.ts';
import type { ReadAnswer, ReadRequest } from '../../model/reads.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import type { Question } from '../facts/question.ts';
import type { Audience, AudienceFacts, SetEngine } from '../people/audience.ts';

/** Known once the people were counted, with the members of the groups that the fact names. */
export interface FactContext {
  /** The changes that made the question matter. */
  readonly asking: readonly ProposedChange[];
  readonly proposals: readonly ProposedChange[];
  readonly audiences: ReadonlyMap<string, Audience>;
  readonly members: AudienceFacts;
  readonly engine: SetEngine;
}

/** A question with the checks over its answer; whatever the answer is, it stays inside. */
export interface FactCheck {
  readonly codes: readonly FindingCode[];
  readonly what: string;
  readonly needs: string;
  readonly isAsked: (proposed: ProposedChange) => boolean;
  readonly reads: Question<unknown>['reads'];
  /** The answers understood; null where they can't be. */
  readonly understand: (answers: readonly ReadAnswer[]) => Understood | null;
}

interface Understood {
  readonly groups: readonly string[];
  readonly check: (context: FactContext) => readonly Finding[];
}

/** Binds a question to what is said of its answer. */
export function factCheck<Value>(
  question: Question<Value>,
  codes: readonly FindingCode[],
  check: (value: Value, context: FactContext) => readonly Finding[],
): FactCheck {
  const { what, needs, isAsked, reads, answer, groups } = question;
  return {
    codes,
    what,
    needs,
    isAsked,
    reads,
    understand: (answers) => {
      const value = answer(answers);
      return value === null ? null : { groups: groups(value), check: (context) => check(value, context) };
    },
  };
}

/** The requests of a check among the changes; none where no change makes it matter. */
export function readsOf(
  { isAsked, reads }: FactCheck,
  proposals: readonly ProposedChange[],
  large: ReadonlySet<string>,
): readonly ReadRequest[] {
  const asking = proposals.filter(isAsked);
  return asking.length === 0 ? [] : reads(asking, large);
}

/**
 * FCT-001: what no check could say, and what it would take. A remark: nothing of the plan hangs on it. Of answers that
 * make no sense no permission is to blame.
 */
export function uncheckedFinding({ codes, what, needs }: FactCheck, answers: readonly ReadAnswer[]): Finding {
  const problem = answers.flatMap((one) => (one.status === 'unreadable' ? [one.problem] : []))[0];
  const why =
    problem?.type === 'permission'
      ? `needs ${needs}`
      : `${what} could not be read: ${problem?.message ?? 'the service answered in another form'}`;
  return finding(
    'FCT-001',
    `not checked: ${codes.join(', ')}: ${why}${problem?.type === 'permission' ? ` to read ${what}` : ''}`,
  );
}
