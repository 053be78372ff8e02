/** The answer of `validate` on a terminal. */

import { type Finding, sortFindings } from '../../model/finding.ts';
import { counted } from '../../model/text.ts';
import { line, span } from '../text/document.ts';
import { type TerminalOptions, terminalLine } from '../text/terminal-lines.ts';
import { countFindings, writeFindingLine } from './line.ts';

/**
 * Findings → `profiles/ios.yaml:12:7 error SCH-001 message`, a line each in the order of the files, then their count.
 * `profiles` is the number of profiles read, of all `tenants` where there are several: without errors the last line says
 * that they are valid.
 */
export function renderFindings(
  findings: readonly Finding[],
  options: TerminalOptions & { readonly profiles: number; readonly tenants?: number | undefined },
): string {
  const last = line(0, span(verdict(findings, options), 'strong'));
  const lines = [...sortFindings(findings).map(writeFindingLine), last];
  return `${lines.flatMap((each) => terminalLine(each, options)).join('\n')}\n`;
}

function verdict(
  findings: readonly Finding[],
  { profiles, tenants }: { readonly profiles: number; readonly tenants?: number | undefined },
): string {
  const counts = countFindings(findings);
  if (findings.some((finding) => finding.severity === 'error')) return counts;
  const whose = tenants === undefined ? '' : ` of ${counted(tenants, 'tenant')}`;
  const valid = `${counted(profiles, 'profile')}${whose} ${profiles === 1 ? 'is' : 'are'} valid`;
  return counts === '' ? valid : `${valid}, ${counts}`;
}
