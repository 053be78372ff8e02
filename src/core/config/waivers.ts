/** `waive` of a profile: what it says, and what speaks against it. */

import type { InputCode } from '../../model/findings/table.ts';
import { isJsonArray, isJsonObject, type JsonObject, stringAt } from '../../model/json.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import type { SourceSpan } from '../../model/source.ts';
import { isWaivable } from '../../rules/waivers.ts';

/** The waivers of a document that fits its schema; nothing where it has none. */
export function waivers(document: JsonObject, place: (pointer: string) => SourceSpan): Pick<DesiredProfile, 'waive'> {
  const waive = listOf(document).map((one, index) => ({
    rule: stringAt(one, 'rule') ?? '',
    because: stringAt(one, 'because') ?? '',
    until: stringAt(one, 'until') ?? null,
    at: place(`/waive/${index}`),
  }));
  return waive.length === 0 ? {} : { waive };
}

interface WaiverProblem {
  readonly code: InputCode;
  readonly message: string;
  readonly pointer: string;
}

/** Only what experts may see otherwise can be waived, and once. */
export function waiverProblems(document: JsonObject): readonly WaiverProblem[] {
  const rules = listOf(document).map((one) => stringAt(one, 'rule') ?? '');
  return rules.flatMap((rule, index): readonly WaiverProblem[] => {
    const pointer = `/waive/${index}/rule`;
    if (rule !== '' && !isWaivable(rule))
      return [{ code: 'WAI-003', message: `waive: ${rule} can not be waived: set right what it says`, pointer }];
    if (rules.indexOf(rule) === index) return [];
    return [{ code: 'WAI-003', message: `waive: ${rule} stands twice: keep one of both`, pointer }];
  });
}

function listOf({ waive }: JsonObject): readonly JsonObject[] {
  return isJsonArray(waive) ? waive.filter(isJsonObject) : [];
}
