/** Loosened settings, at the top of a plan: what each would let through, why, and the code that lets it count. */

import type { JsonValue } from '../../model/json.ts';
import { canonical, isJsonObject, stringAt } from '../../model/json.ts';
import type { Plan, PolicyChange } from '../../model/plan.ts';
import { counted, thousands } from '../../model/text.ts';
import { type Line, span, wholeLine } from '../text/document.ts';
import { approveFlag } from './gates.ts';
import { cut } from './values.ts';

/** So many keys are named. */
const NAMED = 3;

/** A line for each setting, and one for the code of all. */
export function policyLines({ policyChanges = [], policyCode }: Plan): readonly Line[] {
  const lines = policyChanges.map(policyLine);
  if (policyCode === undefined) return lines;
  const words = `! allow the ${thousands(policyChanges.length)} loosened settings together with `;
  return [...lines, wholeLine(0, span(words, 'alarm'), span(approveFlag(policyCode), 'name'))];
}

function policyLine({ setting, from, to, because, letsThrough, code }: PolicyChange): Line {
  const why = because === null ? ' (no reason given)' : ` ("${cut(because)}")`;
  return wholeLine(
    0,
    span('! this commit loosens ', 'alarm'),
    span(cut(setting), 'name'),
    span(` from ${valueWords(from)} to ${valueWords(to)}${why}: ${throughWords(letsThrough)}; allow with `),
    span(approveFlag(code), 'name'),
  );
}

function valueWords(value: JsonValue): string {
  if (value === null) return 'nothing set';
  const level = isJsonObject(value) ? stringAt(value, 'level') : undefined;
  if (level !== undefined) return level;
  return cut(typeof value === 'string' ? value : canonical(value));
}

function throughWords(keys: readonly string[]): string {
  if (keys.length === 0) return 'no change of this plan waits for it, later ones may pass';
  const more = keys.length - NAMED;
  const names = `${keys.slice(0, NAMED).join(', ')}${more > 0 ? `, ${thousands(more)} more` : ''}`;
  return `${counted(keys.length, 'waiting change')} (${names}) would need less approval or none`;
}
