/** The plan as GitHub Markdown, for comments on pull requests and job summaries. */

import type { Plan } from '../model/plan.ts';
import { counted } from '../model/text.ts';
import { chainDiagram } from './plan/dependency-diagram.ts';
import { planView } from './plan/view.ts';
import type { Block, PlanView, Section } from './text/document.ts';
import { codeSpan, escapeMarkdown } from './text/escape.ts';
import { markdownBlock, markdownLine } from './text/markdown-lines.ts';

/** GitHub takes 65,536 characters in a comment; the margin leaves room for text that a workflow adds around the plan. */
const BUDGET = 60_000;
/** Kept free for the note about what was left out. */
const NOTE = 200;
/** More silent changes than this are folded. */
const UNFOLDED = 5;

/**
 * A plan → GitHub Markdown of at most 60,000 characters, in the order of the other faces, ending with the summary line
 * and the digest. What doesn't fit is cut at the end of a change, the least important first, and a note says so.
 */
export function renderMarkdown(plan: Plan): string {
  const view = planView(plan);
  const start = [...view.headlines, ...view.alerts].map((line) => `${markdownLine(line)}\n`).join('\n');
  const diagram = chainDiagram(plan);
  const end = `${diagram}${footer(view)}`;
  const room = BUDGET - NOTE - start.length - end.length;
  const { text, omitted } = fill(view.sections, room);
  const note =
    omitted === 0
      ? ''
      : `\n_${counted(omitted, 'more entry', 'more entries')} left out for length; the plan document has all._\n`;
  return `${start}${text}${note}${end}`;
}

function footer(view: PlanView): string {
  const legend = view.legend.map((line) => `\n${markdownLine(line)}\n`).join('');
  return `${legend}\n${markdownLine(view.origin)}\n\nfingerprint ${codeSpan(view.digest)}\n\n**${escapeMarkdown(view.summary)}**\n`;
}

/** Sections while there is room: a block that doesn't fit is tried as one line, then counted. */
function fill(sections: readonly Section[], room: number): { readonly text: string; readonly omitted: number } {
  let text = '';
  let omitted = 0;
  for (const section of sections) {
    const folded = section.id === 'silent' && section.blocks.length > UNFOLDED;
    const open = opening(section, folded);
    const close = folded ? '\n</details>\n' : '';
    let inside = '';
    for (const block of section.blocks) {
      const used = text.length + open.length + inside.length + close.length;
      const fitting = candidates(block, section, folded).find((candidate) => used + candidate.length <= room);
      if (fitting === undefined) omitted += 1;
      else inside += fitting;
    }
    const notes = section.notes.map((note) => `- ${markdownLine(note)}\n`).join('');
    const fits = text.length + open.length + inside.length + notes.length + close.length <= room;
    if (inside !== '') text += open + inside + (fits ? notes : '') + close;
  }
  return { text, omitted };
}

function opening(section: Section, folded: boolean): string {
  if (section.id === 'rest') return '';
  // The title is ours but for nothing: escaping it keeps it so when it changes.
  if (folded) return `\n<details><summary>${escapeMarkdown(section.title)}</summary>\n\n`;
  return `\n### ${escapeMarkdown(section.title)}\n\n`;
}

function candidates(block: Block, section: Section, folded: boolean): readonly string[] {
  // A paragraph: a list here would join the list above it.
  if (section.id === 'rest') return [`\n${markdownLine(block.head)}\n`];
  const short = `- ${markdownLine(block.short)}\n`;
  return folded ? [short] : [markdownBlock(block), short];
}
