/** Plans of several tenants side by side: one table, the worst first, and what each plan says below it. */

import { compareLevels, LEVEL_WORDS } from '../model/effect.ts';
import { EXIT, type ExitCode } from '../model/exit-code.ts';
import { compareText } from '../model/finding.ts';
import type { PlanSummary } from '../model/plan.ts';
import { counted, thousands } from '../model/text.ts';
import { COMMENT_LIMIT } from './comment/comment.ts';
import { escapeLines, escapeMarkdown, escapeTerminal, fencedBlock } from './text/escape.ts';

/** One tenant: its plan in short, or why there is none. */
export interface TenantPlan {
  readonly tenant: string;
  readonly code: ExitCode;
  /** Null where there is no plan; `said` tells why. */
  readonly summary: PlanSummary | null;
  readonly complete: boolean;
  /** What the run told of this tenant alone. */
  readonly said: string;
  /** The plan in the format that was asked for, as far as it needs one. */
  readonly face: string;
}

const HEAD = ['tenant', 'worst effect', 'people', 'waiting', 'changes', 'exit code'];

/** Changes of any kind, adoptions and deletions included. */
function changesIn({ create, update, unassign, delete: gone, adopt, forget }: PlanSummary): number {
  return create + update + unassign + gone + adopt + forget;
}

function isQuiet({ summary, code, complete }: TenantPlan): boolean {
  return summary !== null && complete && code === EXIT.ok && changesIn(summary) === 0;
}

/** Whoever has no plan first, then by what people notice, then by how many. */
function inOrder(plans: readonly TenantPlan[]): readonly TenantPlan[] {
  const rank = ({ summary, complete }: TenantPlan): number => (summary === null ? 0 : complete ? 2 : 1);
  return plans.toSorted((a, b) => {
    const worst =
      a.summary === null || b.summary === null ? 0 : compareLevels(b.summary.worstEffect, a.summary.worstEffect);
    const people = (b.summary?.people ?? Number.MAX_SAFE_INTEGER) - (a.summary?.people ?? Number.MAX_SAFE_INTEGER);
    return rank(a) - rank(b) || worst || people || compareText(a.tenant, b.tenant);
  });
}

function cells({ tenant, code, summary, complete }: TenantPlan): readonly string[] {
  if (summary === null) return [tenant, 'no plan', '?', '?', '?', String(code)];
  const people = summary.people === null ? '?' : thousands(summary.people);
  const changes = `${thousands(changesIn(summary))}${complete ? '' : ', not all read'}`;
  return [tenant, LEVEL_WORDS[summary.worstEffect], people, thousands(summary.gated), changes, String(code)];
}

/** One line about all of them. */
function plansSentence(plans: readonly TenantPlan[]): string {
  const none = plans.filter(({ summary }) => summary === null).length;
  const changed = plans.filter(({ summary }) => summary !== null && changesIn(summary) > 0).length;
  const holes = plans.filter(({ summary, complete }) => summary !== null && !complete).length;
  const waiting = plans.filter(({ summary }) => (summary?.gated ?? 0) > 0).length;
  const parts = [
    changed === 0 ? 'nothing changes' : `${thousands(changed)} with changes`,
    ...(waiting > 0 ? [`${thousands(waiting)} with changes that wait for an approval`] : []),
    ...(holes > 0 ? [`${thousands(holes)} that could not be read completely`] : []),
    ...(none > 0 ? [`${thousands(none)} without a plan`] : []),
  ];
  return `${counted(plans.length, 'tenant')}: ${parts.join(', ')}`;
}

/** The table for a terminal, and what was said where there is no plan. */
export function renderPlansText(plans: readonly TenantPlan[]): string {
  const rows = inOrder(plans);
  const table = [HEAD, ...rows.map(cells)].map((line) => line.map(escapeTerminal));
  const widths = HEAD.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  const lines = table.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const failed = rows.filter(({ summary, said }) => summary === null && said !== '');
  const told = failed.map(({ tenant, said }) => `\n${escapeTerminal(tenant)}\n${escapeLines(said.trimEnd())}\n`);
  return `${escapeTerminal(plansSentence(plans))}\n\n${lines.join('\n')}\n${told.join('')}`;
}

/** True where nothing is to be said about any of them. */
export function areQuiet(plans: readonly TenantPlan[]): boolean {
  return plans.every(isQuiet);
}

/** The table and the folded plans, within what a comment takes: the least important are left out first, and counted. */
export function renderPlansMarkdown(plans: readonly TenantPlan[], budget: number = COMMENT_LIMIT): string {
  const rows = inOrder(plans);
  const loud = rows.filter((plan) => !isQuiet(plan));
  const line = (parts: readonly string[]): string => `| ${parts.map(escapeMarkdown).join(' | ')} |\n`;
  const head = `**${escapeMarkdown(plansSentence(plans))}**\n\n${line(HEAD)}|${HEAD.map(() => '---').join('|')}|\n`;
  const table = fitting(
    loud.map((plan) => line(cells(plan))),
    // The worst plans have room below the table.
    budget / 2 - head.length,
  );
  const quiet = rows.length - loud.length;
  const notes = [
    ...(table.omitted > 0
      ? [`${counted(table.omitted, 'more tenant')} left out for length; the documents have all.`]
      : []),
    ...(quiet > 0 ? [`${counted(quiet, 'tenant')} without changes.`] : []),
  ];
  const start = `${loud.length === 0 ? `**${escapeMarkdown(plansSentence(plans))}**\n` : head + table.text}${notes.map((note) => `\n_${note}_\n`).join('')}`;
  const details = fitting(loud.map(detail), budget - start.length - 200);
  const rest =
    details.omitted === 0 ? '' : `\n_Details of ${counted(details.omitted, 'tenant')} left out for length._\n`;
  return `${start}${details.text}${rest}`;
}

function detail({ tenant, said, face }: TenantPlan): string {
  const body = face === '' ? fencedBlock(said.trimEnd().split('\n').slice(0, 30), 'text', '') : face;
  return `\n<details><summary>${tenant}</summary>\n\n${body}\n\n</details>\n`;
}

/** The texts in their order while there is room; one that doesn't fit is left out, those behind it are still tried. */
function fitting(texts: readonly string[], room: number): { readonly text: string; readonly omitted: number } {
  let text = '';
  let omitted = 0;
  for (const one of texts) {
    if (text.length + one.length <= room) text += one;
    else omitted += 1;
  }
  return { text, omitted };
}

/** `{tenants: [{tenant, exitCode, plan}]}`; a plan is as `plan --format json` prints it for that tenant alone. */
export function renderPlansJson(plans: readonly TenantPlan[]): string {
  const members = inOrder(plans).map(({ tenant, code, face, said }) => {
    const why = face === '' ? `, "said": ${JSON.stringify(escapeLines(said))}` : '';
    return `{"tenant": ${JSON.stringify(tenant)}, "exitCode": ${code}, "plan": ${face === '' ? 'null' : face.trim()}${why}}`;
  });
  return `{"tenants": [\n${members.join(',\n')}\n]}\n`;
}
