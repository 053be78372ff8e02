/** The plan on a terminal. */

import type { Plan } from '../model/plan.ts';
import { planView } from './plan/view.ts';
import { type Block, line, type Section, span, wholeLine } from './text/document.ts';
import { type TerminalOptions, terminalLine } from './text/terminal-lines.ts';

/**
 * A plan → text for a terminal, ending with the summary on one line and a line break. Everything is readable without colour;
 * changes that nobody notices take a line each.
 */
export function renderTerminal(plan: Plan, options: TerminalOptions): string {
  const view = planView(plan);
  const paragraphs = [
    [...view.alerts, view.headline, ...view.breakdown].flatMap((each) => terminalLine(each, options)),
    ...view.sections.map((section) => sectionLines(section, options)),
    [
      ...terminalLine(view.origin, options),
      ...terminalLine(wholeLine(0, span('plan digest ', 'dim'), span(view.digest, 'dim')), options),
      ...terminalLine(wholeLine(0, span(view.summary, 'strong')), options),
    ],
  ];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function sectionLines(section: Section, options: TerminalOptions): readonly string[] {
  const title = section.id === 'rest' ? [] : terminalLine(line(0, span(section.title, 'strong')), options);
  return [...title, ...section.blocks.flatMap((block) => blockLines(section, block, options))];
}

function blockLines(section: Section, block: Block, options: TerminalOptions): readonly string[] {
  const shown = section.id === 'silent' ? [block.short] : [block.head, ...block.body];
  const deeper = section.id === 'rest' ? 0 : 1;
  return shown.flatMap((each) => terminalLine({ ...each, indent: each.indent + deeper }, options));
}
