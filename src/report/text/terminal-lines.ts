/** Lines → terminal text: escaped, coloured and wrapped; the only place that knows about columns and colours. */

import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import type { Line, Span, Tone } from './document.ts';
import { escapeTerminal } from './escape.ts';

/** `width` in columns; `unicode: false` for terminals that show ASCII only. */
export interface TerminalOptions {
  readonly width: number;
  readonly color: boolean;
  readonly unicode?: boolean;
}

/** Below this, wrapping makes text unreadable rather than fitting. */
const NARROWEST = 20;
const INDENT = 2;
/** Continuation lines stand this much further right. */
const HANG = 2;

/** A line → physical lines, none wider than the terminal but what is to be copied whole, none with a character of foreign text that steers it. */
export function terminalLine(line: Line, options: TerminalOptions): readonly string[] {
  if (line.type === 'diff') {
    return [
      ...wrapped(
        line.indent,
        [
          { text: '- ', tone: 'remove' },
          { text: line.from, tone: 'plain' },
        ],
        options,
      ),
      ...wrapped(
        line.indent,
        [
          { text: '+ ', tone: 'add' },
          { text: line.to, tone: 'plain' },
        ],
        options,
      ),
    ];
  }
  if (line.whole === true) return keptWhole(line.indent, line.spans, options);
  return wrapped(line.indent, line.spans, options);
}

/** On one line where there is room, else the last span, which is to be copied, on a line of its own. */
function keptWhole(indent: number, spans: readonly Span[], options: TerminalOptions): readonly string[] {
  const margin = ' '.repeat(indent * INDENT);
  const bare = painted(spans, { ...options, color: false });
  if (margin.length + bare.length <= Math.max(NARROWEST, options.width) || spans.length < 2) {
    return [margin + painted(spans, options)];
  }
  const copied = painted(spans.slice(-1), options);
  return [...wrapped(indent, spans.slice(0, -1), options), margin + ' '.repeat(HANG) + copied];
}

function painted(spans: readonly Span[], options: TerminalOptions): string {
  const paint = painter(options.color);
  return spans.map((span) => paint(span.tone, spell(span, options))).join('');
}

function wrapped(indent: number, spans: readonly Span[], options: TerminalOptions): readonly string[] {
  const margin = ' '.repeat(indent * INDENT);
  const columns = Math.max(NARROWEST, options.width) - margin.length - HANG;
  return wrapAnsi(painted(spans, options), columns, { hard: true, trim: true })
    .split('\n')
    .map((part, index) => (index === 0 ? margin : margin + ' '.repeat(HANG)) + part);
}

function spell(span: Span, options: TerminalOptions): string {
  const text = span.tone === 'quoted' ? `"${span.text}"` : span.text;
  // Foreign texts are escaped alone; the words around them are ours and hold colons at their borders.
  const safe = escapeTerminal(text);
  return options.unicode === false ? ascii(safe) : safe;
}

function ascii(text: string): string {
  return text.replace(/→/g, '->').replace(/—/g, '--').replace(/…/g, '...');
}

/** Blue and yellow rather than red and green: told apart with any colour vision, and never without a symbol or word. */
function painter(color: boolean): (tone: Tone, text: string) => string {
  const colors = pc.createColors(color);
  return (tone, text) => {
    switch (tone) {
      case 'plain':
      case 'name':
      case 'quoted':
        return text;
      case 'strong':
        return colors.bold(text);
      case 'dim':
        return colors.dim(text);
      case 'add':
        return colors.blue(text);
      case 'remove':
      case 'warning':
        return colors.yellow(text);
      case 'alarm':
      case 'error':
        return colors.bold(colors.yellow(text));
    }
  };
}
