/** What a run is about to do, a line for each change, before anybody is asked: the short form of a plan. */

import { type Change, isActing } from '../../model/change.ts';
import { isOpenCreate } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { thousands } from '../../model/text.ts';
import { type Line, line, span } from '../text/document.ts';
import { type TerminalOptions, terminalLine } from '../text/terminal-lines.ts';
import { shortTitle } from './change.ts';
import { worstChangesFirst } from './order.ts';
import { peopleSentence } from './people.ts';
import { keysBehind } from './waiting.ts';

/** More changes are counted. */
const MOST = 20;

/** Text for a terminal, empty where nothing is done or waits; `waiting` are the keys that stay as they are. */
export function renderAgenda(plan: Plan, waiting: readonly string[], options: TerminalOptions): string {
  const acting = worstChangesFirst(plan.changes.filter(isActing));
  const behind = keysBehind(plan, new Set(waiting));
  const done = acting.filter(({ key }) => !waiting.includes(key) && !behind.has(key));
  const left = acting.filter(({ key }) => waiting.includes(key));
  const later = acting.filter(({ key }) => behind.has(key));
  const lines = [
    ...listed(`to apply (${thousands(done.length)})`, done, plan),
    ...listed(
      `left alone, since ${left.length === 1 ? 'it waits' : 'they wait'} (${thousands(left.length)})`,
      left,
      plan,
    ),
    ...unsureLines(plan),
    ...listed(`comes after what waits (${thousands(later.length)})`, later, plan),
  ];
  return lines.map((each) => `${terminalLine(each, options).join('\n')}\n`).join('');
}

/** New profiles that an earlier run may have made: nobody makes them a second time before that is known. */
function unsureLines({ findings }: Plan): readonly Line[] {
  const keys = findings.filter(isOpenCreate).flatMap(({ key }) => key ?? []);
  if (keys.length === 0) return [];
  const names = keys.flatMap((key, index) => [span(index === 0 ? '' : ', '), span(key, 'name')]);
  const title = `not made yet, since an earlier run may have made ${keys.length === 1 ? 'it' : 'them'} (${thousands(keys.length)})`;
  return [line(0, span(title, 'strong')), line(1, ...names)];
}

function listed(title: string, changes: readonly Change[], { problems }: Plan): readonly Line[] {
  if (changes.length === 0) return [];
  const shown = changes.slice(0, MOST);
  const more = changes.length - shown.length;
  return [
    line(0, span(title, 'strong')),
    ...shown.map((change) => line(1, ...shortTitle(change), span(` — ${peopleSentence(change, problems)}`))),
    ...(more > 0 ? [line(1, span(`and ${thousands(more)} more`))] : []),
  ];
}
