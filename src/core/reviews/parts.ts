/**
 * What is left of a code of several changes. A budget or a window may let some of them out today and others later, and
 * then the plan of tomorrow has no such code any more; the record of the run that it opened knows the code of each.
 */

import { readCode } from '../../model/approval.ts';
import { stringAt } from '../../model/json.ts';
import type { RunRecord } from '../../model/state/log.ts';
import type { GivenCode } from './judge.ts';

/** A code of one change, and the one of several in whose place it stands. */
export interface GivenPart extends GivenCode {
  readonly of: string;
}

/**
 * Whoever gave a code that a run took gave the codes of its changes: those of `waiting` keys. Each is still held against the
 * change as it is.
 */
export function partsOf(
  given: readonly GivenCode[],
  runs: readonly Pick<RunRecord, 'approvals'>[],
  waiting: ReadonlySet<string>,
): readonly GivenPart[] {
  const codes = new Map<string, Set<string>>();
  for (const approval of runs.flatMap(({ approvals }) => approvals)) {
    const [whole, own] = [stringAt(approval, 'given'), stringAt(approval, 'code')];
    if (whole === undefined || own === undefined || !waiting.has(stringAt(approval, 'key') ?? '')) continue;
    codes.set(whole, (codes.get(whole) ?? new Set()).add(own));
  }
  return given.flatMap(({ code, from }) =>
    [...(codes.get(code.text) ?? [])].flatMap((own) => {
      const part = readCode(own);
      return part === null ? [] : [{ code: part, from, of: code.text }];
    }),
  );
}
