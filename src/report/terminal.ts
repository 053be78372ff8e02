/** The plan on a terminal. */

import type { Plan } from '../model/plan.ts';
import { planView } from './plan/view.ts';
import { type Block, type Line, line, type Section, span, wholeLine } from './text/document.ts';
import { type TerminalOptions, terminalLine } from './text/terminal-lines.ts';

/**
 * A plan → text for a terminal, ending with the summary and a line break. Everything is readable without colour;
 * changes that nobody notices take a line each. `all`: nothing is folded.
 */
export function renderTerminal(plan: Plan, options: TerminalOptions & { readonly all?: boolean }): string {
  const view = planView(plan, { all: options.all === true });
  const shown = (lines: readonly Line[]): readonly string[] => lines.flatMap((each) => terminalLine(each, options));
  const digest = options.all === true ? [wholeLine(0, span('fingerprint ', 'dim'), span(view.digest, 'name'))] : [];
  const paragraphs = [
    shown([...view.headlines, ...view.alerts]),
    ...view.sections.map((section) => sectionLines(section, options)),
    shown(view.legend),
    shown([view.origin, ...digest, line(0, span(view.summary, 'strong'))]),
  ].filter((lines) => lines.length > 0);
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function sectionLines(section: Section, options: TerminalOptions): readonly string[] {
  const title = section.id === 'rest' ? [] : terminalLine(line(0, span(section.title, 'strong')), options);
  const notes = section.notes.flatMap((note) => terminalLine({ ...note, indent: 1 }, options));
  return [...title, ...section.blocks.flatMap((block) => blockLines(section, block, options)), ...notes];
}

function blockLines(section: Section, block: Block, options: TerminalOptions): readonly string[] {
  const shown = section.id === 'silent' ? [block.short] : [block.head, ...block.body];
  const deeper = section.id === 'rest' ? 0 : 1;
  return shown.flatMap((each) => terminalLine({ ...each, indent: each.indent + deeper }, options));
}
