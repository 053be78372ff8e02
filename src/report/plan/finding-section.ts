/** The findings of a plan: those of its changes in full, those about files that it doesn't touch as a count. */

import { isActing } from '../../model/change.ts';
import type { Finding } from '../../model/finding.ts';
import { isFindingCode, isRuleCode } from '../../model/findings/table.ts';
import type { Plan } from '../../model/plan.ts';
import { counted } from '../../model/text.ts';
import { countFindings, listFindingCodes, sortWorstFirst, writeFindingLine } from '../findings/line.ts';
import { type Line, line, lineBlock, type Section, span } from '../text/document.ts';
import type { Detail } from './change.ts';

/** Advice of the rules that look at files: `validate` tells it. */
const FILE_RULE = /^(?:SCH|AUT|ASG|APP|RBC|LIF|CRT)-/;

/** A name that could not be looked up: one refused read makes one of each name. */
const NOT_LOOKED_UP = 'RES-003';
/** So many of them are told one by one. */
const FEW = 3;

/** Errors first; with `detail.all` nothing is folded. */
export function findingSection(plan: Plan, detail: Detail): Section {
  const untouched = detail.all ? [] : plan.findings.filter(isAboutUntouched(plan));
  const remarks = plan.findings.filter(
    (one) =>
      (one.waived !== undefined || (one.severity === 'info' && FILE_RULE.test(one.code))) && !untouched.includes(one),
  );
  const folded = detail.all ? [] : remarks;
  const told = sortWorstFirst(plan.findings.filter((one) => !untouched.includes(one) && !folded.includes(one)));
  const unread = detail.all ? [] : told.filter(({ code }) => code === NOT_LOOKED_UP);
  const isFolded = unread.length > FEW;
  const blocks = [
    ...(isFolded ? [lineBlock(unreadLine(unread.length))] : []),
    ...told.flatMap((one) => (isFolded && unread.includes(one) ? [] : [lineBlock(writeFindingLine(one))])),
    ...(folded.length === 0 ? [] : [lineBlock(foldedLine(folded, 'about what changes'))]),
    ...(untouched.length === 0 ? [] : [lineBlock(foldedLine(untouched, 'about profiles that stay as they are'))]),
  ];
  return { id: 'findings', title: titleOf([...told, ...folded]), blocks, notes: [] };
}

function titleOf(findings: readonly Finding[]): string {
  return findings.length === 0 ? 'Findings' : `Findings: ${countFindings(findings)}`;
}

/** True for advice about the file of a profile that the plan leaves as it is, or doesn't look at. */
function isAboutUntouched({ changes, held = [] }: Plan): (finding: Finding) => boolean {
  const touched = new Set<string>([...changes.filter(isActing), ...held].map(({ key }) => key));
  return ({ key, severity, code }) => severity !== 'error' && FILE_RULE.test(code) && key !== null && !touched.has(key);
}

function unreadLine(count: number): Line {
  const text = `error RES-003 ${counted(count, 'name')} in the files could not be looked up: see what could not be read, above`;
  return line(0, span(text, 'error'));
}

function foldedLine(folded: readonly Finding[], about: string): Line {
  const codes = listFindingCodes(folded).join(', ');
  const teller = folded.every(({ code }) => isFindingCode(code) && isRuleCode(code))
    ? 'postilion validate'
    : 'postilion plan --verbose';
  return line(0, span(`${countFindings(folded)} ${about} (${codes}): ${teller} tells them`, 'dim'));
}
