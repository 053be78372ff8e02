/** One finding as a line: place, severity, code, message. */

import { compareText, type Finding, type WaivedFinding } from '../../model/finding.ts';
import { SEVERITIES, type Severity } from '../../model/findings/entry.ts';
import { counted, thousands } from '../../model/text.ts';
import { type Line, line, type Span, span, type Tone } from '../text/document.ts';

const TONES = { error: 'error', warning: 'warning', info: 'dim' } as const satisfies Readonly<Record<Severity, Tone>>;

/** `profiles/ios.yaml:12:7 error SCH-001 message`; the key stands for the place where there is no file. */
export function writeFindingLine(finding: Finding): Line {
  const { waived } = finding;
  if (waived !== undefined) return writeWaivedLine(finding, waived);
  const where = place(finding);
  const start: readonly Span[] = where === null ? [] : [span(where, 'name'), span(' ')];
  return line(
    0,
    ...start,
    span(finding.severity, TONES[finding.severity]),
    span(' '),
    span(finding.code, 'strong'),
    span(` ${finding.message}`),
  );
}

/** `profiles/ios.yaml:12:7 waived LIF-001 until 2027-03-01: because`. */
function writeWaivedLine(finding: Finding, { because, until }: WaivedFinding): Line {
  const time = until === null ? '' : ` until ${until}`;
  const where = place(finding);
  return line(0, span(`${where === null ? '' : `${where} `}waived ${finding.code}${time}: ${because}`, 'dim'));
}

/** Worst first, then as they came: the order for faces that show only so many. */
export function sortWorstFirst<One extends Finding>(findings: readonly One[]): readonly One[] {
  return [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** `3 errors, 1 warning`; nothing for severities that don't occur. */
export function countFindings(findings: readonly Finding[]): string {
  const words = { error: 'error', warning: 'warning', info: 'remark' } as const satisfies Record<Severity, string>;
  const waived = findings.filter((finding) => finding.waived !== undefined).length;
  const counts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((one) => one.severity === severity && one.waived === undefined).length;
    return count === 0 ? [] : [counted(count, words[severity])];
  });
  return [...counts, ...(waived === 0 ? [] : [`${thousands(waived)} waived`])].join(', ');
}

/** The codes that occur, each once, sorted. */
export function listFindingCodes(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map((finding) => finding.code))].sort(compareText);
}

function place(finding: Finding): string | null {
  if (finding.file === null) return finding.key;
  if (finding.line === null) return finding.file;
  return `${finding.file}:${finding.line}${finding.column === null ? '' : `:${finding.column}`}`;
}
