/** Whom an error holds back, and one code for several changes: lines of the plan and of what an apply left. */

import { waitingGates } from '../../model/change.ts';
import { grouped } from '../../model/grouped.ts';
import type { HeldProfile, Plan } from '../../model/plan.ts';
import { thousands } from '../../model/text.ts';
import { type Line, line, span, wholeLine } from '../text/document.ts';
import { approveFlag } from './gates.ts';

/** Of a group so many keys are named. */
const NAMED_IN_GROUP = 3;

/** `held back: ios-engineering, ios-sales: AUT-001`; those of one reason stand together. */
export function heldProfileLines(held: readonly HeldProfile[], indent: number, mark = ''): readonly Line[] {
  return [...grouped(held, whyHeld)].map(([why, profiles]) => {
    const start = mark === '' ? [] : [span(mark, 'alarm')];
    const names = profiles.flatMap(({ key }, index) => [span(index === 0 ? '' : ', '), span(key, 'name')]);
    return line(indent, ...start, span('held back: '), ...names, span(why));
  });
}

function whyHeld({ because, through }: HeldProfile): string {
  return through === null ? `: ${because.join(', ')}` : ` with ${through}: ${because.join(', ')}`;
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
      span(`! approve ${one.count === 2 ? 'both' : `the ${thousands(one.count)}`} changes${one.which} together with `),
      span(approveFlag(one.code), 'name'),
    ),
  );
}

function namesOf(keys: readonly string[]): string {
  const more = keys.length - NAMED_IN_GROUP;
  return `${keys.slice(0, NAMED_IN_GROUP).join(', ')}${more > 0 ? `, ${thousands(more)} more` : ''}`;
}
