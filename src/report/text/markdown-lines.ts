/** Lines and blocks as GitHub Markdown. */

import type { Block, Line, Span } from './document.ts';
import { codeSpan, escapeMarkdown, fencedBlock } from './escape.ts';

/** A block as an entry of a list, with its body below it. */
export function markdownBlock(block: Block): string {
  const body = block.body.map((line) => {
    const margin = '  '.repeat(line.indent);
    return line.type === 'diff'
      ? `${markdownDiff(line.from, line.to, margin)}\n`
      : `${margin}- ${markdownLine(line)}\n`;
  });
  return `- ${markdownLine(block.head)}\n${body.join('')}`;
}

function markdownDiff(from: string, to: string, margin: string): string {
  return fencedBlock([`- ${from}`, `+ ${to}`], 'diff', margin);
}

export function markdownLine(line: Line): string {
  if (line.type === 'diff') return `${codeSpan(line.from)} → ${codeSpan(line.to)}`;
  return line.spans.map(markdownSpan).join('').trimEnd();
}

function markdownSpan(span: Span): string {
  switch (span.tone) {
    case 'name':
    case 'quoted':
      return codeSpan(span.text);
    case 'plain':
    case 'dim':
      return escapeMarkdown(span.text);
    case 'strong':
    case 'add':
    case 'remove':
    case 'alarm':
    case 'error':
    case 'warning':
      return bold(span.text);
  }
}

/** Emphasis must touch its text, so spaces at the borders go outside. */
function bold(text: string): string {
  const inner = text.trim();
  if (inner === '') return escapeMarkdown(text);
  const before = text.slice(0, text.indexOf(inner));
  const after = text.slice(before.length + inner.length);
  return `${before === '' ? '' : ' '}**${escapeMarkdown(inner)}**${after === '' ? '' : ' '}`;
}
