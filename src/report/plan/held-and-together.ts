/** Whom an error holds back, and one code for several changes: lines of the plan and of what an apply left. */

import { waitingGates } from '../../model/change.ts';
import type { HeldProfile, Plan } from '../../model/plan.ts';
import { thousands } from '../../model/text.ts';
import { type Line, line, span, wholeLine } from '../text/document.ts';
import { approveFlag } from './gates.ts';

/** Of a group so many keys are named. */
const NAMED_IN_GROUP = 3;

/** `held back: ios-engineering: AUT-001`. */
export function heldProfileLine({ key, because, through }: HeldProfile, indent: number, mark = ''): Line {
  const why = through === null ? `: ${because.join(', ')}` : ` with ${through}: ${because.join(', ')}`;
  return line(indent, ...(mark === '' ? [] : [span(mark, 'alarm')]), span('held back: '), span(key, 'name'), span(why));
}

/** One code for several changes, where they wait still. */
export function approveTogetherLines({ code, groups = [], changes }: Plan): readonly Line[] {
  const waiting = changes.filter((change) => waitingGates(change).length > 0 && change.code !== undefined);
  const keys = new Set(waiting.map(({ key }) => key));
  const all =
    code === undefined ||
    new Set(waiting.map((one) => one.code)).size < 2 ||
    changes.some(({ approved }) => approved !== undefined)
      ? []
      : [{ count: waiting.length, code }];
  const parts = groups.filter((group) => group.keys.every((key) => keys.has(key)));
  const some = parts.map((group) => ({
    count: group.keys.length,
    code: group.code,
    which: ` (${namesOf(group.keys)})`,
  }));
  return [...all.map((one) => ({ ...one, which: ' that wait' })), ...some].map((one) =>
    wholeLine(
      0,
      span(`! approve the ${thousands(one.count)} changes${one.which} together with `),
      span(approveFlag(one.code), 'name'),
    ),
  );
}

function namesOf(keys: readonly string[]): string {
  const more = keys.length - NAMED_IN_GROUP;
  return `${keys.slice(0, NAMED_IN_GROUP).join(', ')}${more > 0 ? `, ${thousands(more)} more` : ''}`;
}
