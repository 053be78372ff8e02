/** What a code of a finding means, in lines: for `explain`, and for tools that show findings. */

import { SOURCES } from '../sources.ts';
import { RULE_EXAMPLES } from './examples.ts';
import { type FindingCode, findingEntryOf, isRuleCode, type RuleCode } from './table.ts';
import { UNCHECKED } from './unchecked.ts';

const EVIDENCE = {
  documented: 'documented',
  inferred: 'inferred from what is documented',
  practitioner: 'seen by people who run it, not documented',
  own: 'a rule of Postilion itself',
} as const;

/** Title, severity, why it matters, what to do, evidence, sources and whether it may be waived. */
export function findingHelp(code: FindingCode): readonly string[] {
  const { title, severity, otherwise, evidence, isWaivable, sources = [], needs, why, remedy } = findingEntryOf(code);
  const severities = otherwise === undefined ? severity : `${severity}, in some cases ${otherwise}`;
  return [
    `${code}: ${title} (${severities})`,
    ...(why === undefined ? [] : [`  why: ${why}`]),
    ...(remedy === undefined ? [] : [`  what to do: ${remedy}`]),
    `  evidence: ${EVIDENCE[evidence]}`,
    ...sources.map((key) => `  ${key}: ${SOURCES[key]}`),
    ...(needs === undefined ? [] : [`  needs ${needs} in the tenant, and is not checked without it`]),
    isWaivable
      ? `  to accept it in one profile: waive: [{rule: ${code}, because: "…", until: 2027-03-01}]`
      : '  no profile can accept it',
    ...(isRuleCode(code) ? exampleLines(code) : []),
    ...(remedy === undefined ? ['  what to do stands in the finding itself, behind its place and its code'] : []),
  ];
}

function exampleLines(code: RuleCode): readonly string[] {
  const { fails, passes } = RULE_EXAMPLES[code];
  return [
    `  objected to: ${fails === '' ? 'the line below left out' : fails}`,
    // A kind that has ended has no right way to be written: another kind would be no remedy for these people.
    ...(fails.startsWith('kind: ') && passes.startsWith('kind: ')
      ? []
      : [`  right: ${passes === '' ? 'without it' : passes}`]),
  ];
}

/** A statement that no finding makes, with the reason; null for other codes. */
export function uncheckedHelp(code: string): readonly string[] | null {
  const entry = Object.hasOwn(UNCHECKED, code) ? UNCHECKED[code] : undefined;
  return entry === undefined ? null : [`${code}: ${entry.title}`, `  not checked: ${entry.because}`];
}
