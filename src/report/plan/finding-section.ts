/** The findings of a plan: those of its changes in full, those about files that it doesn't touch as a count. */

import { isActing } from '../../model/change.ts';
import type { Finding } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { countFindings, listFindingCodes, sortWorstFirst, writeFindingLine } from '../findings/line.ts';
import { type Line, line, lineBlock, type Section, span } from '../text/document.ts';
import type { Detail } from './change.ts';

/** Advice of the rules that look at files: `validate` tells it. */
const FILE_RULE = /^(?:SCH|AUT|ASG|APP|RBC|LIF|CRT)-/;

/** Errors first; with `detail.all` nothing is folded. */
export function findingSection(plan: Plan, detail: Detail): Section {
  const untouched = detail.all ? [] : plan.findings.filter(isAboutUntouched(plan));
  const remarks = plan.findings.filter(
    (one) =>
      (one.waived !== undefined || (one.severity === 'info' && FILE_RULE.test(one.code))) && !untouched.includes(one),
  );
  const folded = detail.all ? [] : remarks;
  const told = sortWorstFirst(plan.findings.filter((one) => !untouched.includes(one) && !folded.includes(one)));
  const blocks = [
    ...told.map((one) => lineBlock(writeFindingLine(one))),
    ...(folded.length === 0 ? [] : [lineBlock(foldedLine(folded, 'about what changes'))]),
    ...(untouched.length === 0 ? [] : [lineBlock(foldedLine(untouched, 'about profiles that stay as they are'))]),
  ];
  return { id: 'findings', title: titleOf([...told, ...folded]), blocks, notes: [] };
}

function titleOf(findings: readonly Finding[]): string {
  return findings.length === 0 ? 'Findings' : `Findings: ${countFindings(findings)}`;
}

/** True for advice about the file of a profile that the plan leaves as it is. */
function isAboutUntouched({ changes }: Plan): (finding: Finding) => boolean {
  const acting = changes.filter(isActing).map(({ key }) => key);
  const still = new Set(changes.filter((change) => !isActing(change)).map(({ key }) => key));
  const touched = new Set(acting);
  return ({ key, severity, code }) =>
    severity !== 'error' && FILE_RULE.test(code) && key !== null && still.has(key) && !touched.has(key);
}

function foldedLine(folded: readonly Finding[], about: string): Line {
  const codes = listFindingCodes(folded).join(', ');
  return line(0, span(`${countFindings(folded)} ${about} (${codes}): postilion validate tells them`, 'dim'));
}
