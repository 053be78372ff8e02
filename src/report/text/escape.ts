/** The only place where foreign text is escaped: one escaper for each face, and each face passes every text through its own. */

import { UNDRAWN } from '../../model/text.ts';

/** What makes a command anywhere in a line: GitHub's runner obeys `##[`, that of Azure Pipelines also `##vso[`. */
const COMMAND_MARK = /#(?=#[a-z]*\[)/gi;

/** Text → the same text with everything invisible spelled as `\u{hex}`, so it stays on one line and shows what it is. */
export function visible(text: string): string {
  return text.replace(UNDRAWN, codePoint);
}

/**
 * Text → text for a terminal or a log. Beyond `visible`, it can't form a workflow command: GitHub's runner obeys a line
 * that starts with `::` after white space, and marks anywhere in it (actions/runner, ActionCommand.cs). Wrapping may move
 * any word to the start of a line, so the sequences are broken wherever they stand, also across the borders of texts
 * that are put side by side. Only our own separators begin with a colon and a space.
 */
export function escapeTerminal(text: string): string {
  return visible(text)
    .replace(/^:(?! )|:(?=:)|:$/g, '\\u{3a}')
    .replace(COMMAND_MARK, '\\u{23}');
}

/**
 * YAML of ours → the same for a terminal or a log, still to be read as YAML: only what a runner would obey is broken, and
 * stands in foreign texts alone.
 */
export function escapeYamlLines(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      visible(line)
        .replace(/^(\s*):(?=:)/, '$1\\u{3a}')
        .replace(COMMAND_MARK, '\\u{23}'),
    )
    .join('\n');
}

/** The same for a text of several lines. */
export function escapeLines(text: string): string {
  return text.split('\n').map(escapeTerminal).join('\n');
}

/**
 * Text → inline GitHub Markdown that renders as that text: no emphasis, code, table cell, HTML, link, image, mention,
 * reference, shortcode or formula. Backslashes stop Markdown; GitHub looks for mentions, references and addresses in
 * the rendered text, which only a zero-width space inside them stops.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\$/g, '&#36;')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/(?<!&)#/g, '#&#8203;')
    .replace(/@/g, '@&#8203;')
    .replace(/:(?=\/\/|[a-z+-][\w+\\-]*:)/gi, ':&#8203;')
    .replace(/(www)\./gi, '$1&#8203;.')
    .replace(/(gh)-(?=\d)/gi, '$1&#8203;-')
    .replace(/\b([0-9a-f])([0-9a-f]{6,39})\b/gi, '$1&#8203;$2');
}

/**
 * Text → a Markdown code span that shows exactly that text. GitHub finds no mentions, references or links in code;
 * the delimiter is longer than any run of backticks inside.
 */
export function codeSpan(text: string): string {
  const shown = visible(text);
  if (shown === '') return '(empty)';
  const ticks = '`'.repeat(longestRun(shown) + 1);
  // One space on each side is taken off again by the renderer, unless the text is nothing but spaces.
  const padded = /^[` ]|[` ]$/.test(shown) && /[^ ]/.test(shown) ? ` ${shown} ` : shown;
  return `${ticks}${padded}${ticks}`;
}

/**
 * Lines → a fenced Markdown block, each line prefixed with `indent`; the fence is longer than any run of backticks
 * inside. `language` is ours, never foreign text.
 */
export function fencedBlock(lines: readonly string[], language: string, indent: string): string {
  const shown = lines.map(visible);
  const fence = '`'.repeat(Math.max(3, ...shown.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...shown, fence].map((line) => indent + line).join('\n');
}

/** Text → the message of a GitHub workflow command; line breaks survive as such. */
export function escapeAnnotation(text: string): string {
  return text
    .replace(/[^\r\n]+/g, visible)
    .replace(/%/g, '%25')
    .replace(/\r/g, '%0D')
    .replace(/\n/g, '%0A');
}

/** Text → a property of a GitHub workflow command, where colons and commas separate. */
export function escapeAnnotationProperty(text: string): string {
  return escapeAnnotation(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/**
 * JSON text → equal JSON in pure visible characters. JSON itself lets 8-bit controls and bidi characters through, and
 * the document is printed on terminals too. Line breaks of the layout stay.
 */
export function escapeJsonText(json: string): string {
  return json.replace(COMMAND_MARK, '\\u0023').replace(UNDRAWN, (character) => {
    if (character === '\n') return character;
    return [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join('');
  });
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
