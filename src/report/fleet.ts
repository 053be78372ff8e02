/** The view of all tenants: text, JSON, Markdown, and a page that works without a network and without scripts. */

import type { FleetRow } from '../core/tenants/fleet-report.ts';
import { counted, thousands } from '../model/text.ts';
import { escapeJsonText, escapeMarkdown, escapeTerminal } from './text/escape.ts';
import { escapeHtml } from './text/escape-html.ts';

const WORDS: { readonly [State in FleetRow['state']]: string } = {
  silent: 'silent',
  failed: 'failed',
  differs: 'differs',
  fine: 'fine',
};

const HEAD = ['tenant', 'wave', 'state', 'disturbed', 'waiting', 'drift', 'last good run', 'version', 'why'];

/** One line that says how all of them are; the worst first. */
function fleetSentence(rows: readonly FleetRow[]): string {
  const count = (state: FleetRow['state']): number => rows.filter((row) => row.state === state).length;
  const parts = [
    [count('silent'), 'silent'],
    [count('failed'), 'failed'],
    [count('differs'), 'as git does not say'],
  ] as const;
  const told = parts.flatMap(([number, words]) => (number > 0 ? [`${thousands(number)} ${words}`] : []));
  const all = counted(rows.length, 'tenant');
  return told.length === 0 ? `${all}, all as git says` : `${all}: ${told.join(', ')}, ${thousands(count('fine'))} fine`;
}

function cells(row: FleetRow): readonly string[] {
  const number = (value: number | null): string => (value === null ? '?' : thousands(value));
  return [
    row.tenant,
    row.wave,
    WORDS[row.state],
    number(row.disturbed),
    number(row.waiting),
    number(row.drift),
    row.lastGood ?? 'none',
    row.version ?? '?',
    row.why ?? '',
  ];
}

/** Lines for a terminal; `?` is what nobody knows. */
export function renderFleet(rows: readonly FleetRow[]): string {
  const table = [HEAD, ...rows.map(cells)].map((line) => line.map(escapeTerminal));
  const widths = HEAD.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  const lines = table.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${escapeTerminal(fleetSentence(rows))}\n\n${lines.join('\n')}\n`;
}

export function renderFleetJson(rows: readonly FleetRow[]): string {
  return `${escapeJsonText(JSON.stringify({ tenants: rows }, null, 2))}\n`;
}

export function renderFleetMarkdown(rows: readonly FleetRow[]): string {
  const line = (parts: readonly string[]): string => `| ${parts.map(escapeMarkdown).join(' | ')} |`;
  const rule = `|${HEAD.map(() => '---').join('|')}|`;
  return `**${escapeMarkdown(fleetSentence(rows))}**\n\n${[line(HEAD), rule, ...rows.map((row) => line(cells(row)))].join('\n')}\n`;
}

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;margin:2rem;color:#1f2328;background:#fff}table{border-collapse:collapse}' +
  'th,td{text-align:left;padding:.4rem .8rem;border-bottom:1px solid #d1d9e0}td.silent,td.failed{color:#b42318;font-weight:600}' +
  'td.differs{color:#8a5a00;font-weight:600}@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}' +
  'th,td{border-color:#30363d}td.silent,td.failed{color:#ff8983}td.differs{color:#e3b341}}';

/** A page on its own: no script, nothing is loaded, and the browser is told so. */
export function renderFleetHtml(rows: readonly FleetRow[], made: string): string {
  const body = rows.map((row) => {
    const [tenant = '', wave = '', , ...rest] = cells(row).map(escapeHtml);
    const state = `<td class="${row.state}">${WORDS[row.state]}</td>`;
    return `<tr><td>${tenant}</td><td>${wave}</td>${state}${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Postilion: tenants</title><style>${STYLE}</style></head><body>`,
    `<h1>${escapeHtml(fleetSentence(rows))}</h1>`,
    `<table><thead><tr>${HEAD.map((name) => `<th>${name}</th>`).join('')}</tr></thead><tbody>`,
    ...body,
    `</tbody></table><p>made ${escapeHtml(made)}; ? is what nobody knows</p></body></html>`,
    '',
  ].join('\n');
}
