/** Shows the findings of `doctor`, as text and as JSON. */

import { counted } from '../model/text.ts';
import { escapeJsonText, escapeTerminal } from './text/escape.ts';

/** One finding of the doctor. */
export interface DoctorLine {
  readonly id: string;
  readonly status: 'ok' | 'advice' | 'unknown' | 'problem';
  readonly text: string;
  readonly fix: string | null;
}

/** Words rather than symbols: they can be searched for. */
const WORDS = { ok: 'ok', advice: 'advice', unknown: 'unknown', problem: 'PROBLEM' } as const;

/** A sentence for each finding with what to do below it, and the verdict last. */
export function renderDoctor(lines: readonly DoctorLine[]): string {
  const body = lines.flatMap(({ status, text, fix }) => [
    `${WORDS[status].padEnd(8)} ${text}`,
    ...(fix === null ? [] : [`         fix: ${fix}`]),
  ]);
  const problems = lines.filter(({ status }) => status === 'problem').length;
  const verdict = problems === 0 ? 'nothing stands in the way' : `${counted(problems, 'problem')} to solve first`;
  return [...body, verdict].map((line) => `${escapeTerminal(line)}\n`).join('');
}

/** `{"checks": [{"id", "status", "text", "fix"}]}`. */
export function renderDoctorJson(lines: readonly DoctorLine[]): string {
  const checks = lines.map(({ id, status, text, fix }) => ({ id, status, text, fix }));
  return `${escapeJsonText(JSON.stringify({ checks }, null, 2))}\n`;
}
