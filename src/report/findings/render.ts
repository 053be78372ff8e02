/** The answer of `validate` on a terminal. */

import { type Finding, sortFindings } from '../../model/finding.ts';
import { counted } from '../../model/text.ts';
import { line, span } from '../text/document.ts';
import { type TerminalOptions, terminalLine } from '../text/terminal-lines.ts';
import { countFindings, writeFindingLine } from './line.ts';

/**
 * Findings → `profiles/ios.yaml:12:7 error SCH-001 message`, a line each in the order of the files, then their count.
 * `profiles` is the number of profiles read: without errors the last line says that they are valid.
 */
export function renderFindings(
  findings: readonly Finding[],
  options: TerminalOptions & { readonly profiles: number },
): string {
  const last = line(0, span(verdict(findings, options.profiles), 'strong'));
  const lines = [...sortFindings(findings).map(writeFindingLine), last];
  return `${lines.flatMap((each) => terminalLine(each, options)).join('\n')}\n`;
}

function verdict(findings: readonly Finding[], profiles: number): string {
  const counts = countFindings(findings);
  if (findings.some((finding) => finding.severity === 'error')) return counts;
  const valid = `${counted(profiles, 'profile')} ${profiles === 1 ? 'is' : 'are'} valid`;
  return counts === '' ? valid : `${valid}, ${counts}`;
}
