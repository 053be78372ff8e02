/** A case and its plan as a page that can be read beside the effect table. */

import { stringify } from 'yaml';
import type { Change } from '../../src/model/change.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { EffectCase } from './effect-case.ts';

/** What the page shows of a case, on whatever platform. */
type ShownCase = Pick<EffectCase, 'title' | 'because'> & { readonly before: object; readonly after: object };

/** The golden page of a case, Markdown. */
export function casePage(one: ShownCase, plan: Plan): string {
  const acting = plan.changes.filter(({ action }) => action !== 'unchanged');
  const because = one.because === undefined ? [] : [`Why no better is known: ${one.because}.`];
  const yaml = (situation: object): string => `\`\`\`yaml\n${stringify(situation)}\`\`\``;
  const blocks = [
    `# ${one.title}`,
    ...because,
    'Before:',
    yaml(one.before),
    'After:',
    yaml(one.after),
    ...acting.flatMap(changeBlocks),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function changeBlocks(change: Change): readonly string[] {
  const { effect, fields } = change;
  const { level, disturbs, setUp, outage, confidence, basis, people, kept, gained, lost } = effect;
  const lines = [
    `- level ${level}${outage ? ', outage' : ''} (${confidence}); for those who have mail: ${disturbs}; set-up: ${setUp}`,
    `- people ${people} (${basis}): kept ${kept}, gained ${gained}, lost ${lost}`,
    `- gates: ${change.gates.join(', ') || 'none'}`,
    ...effect.reasons.map((reason) => `- because ${reason}`),
    ...effect.mayAlso.map((outcome) => `- may also: ${outcome}`),
  ];
  const rows = fields.map(
    ({ path, from, to, effect: felt, outage: stops, confidence: known, rule }) =>
      `- \`${path}\` from \`${JSON.stringify(from)}\` to \`${JSON.stringify(to)}\`: ${felt}${stops ? ', outage' : ''} (${known}, ${rule})`,
  );
  const shown = change.action === 'create' ? [] : rows;
  return [`## ${change.action} ${change.key}`, lines.join('\n'), ...(shown.length === 0 ? [] : [shown.join('\n')])];
}
