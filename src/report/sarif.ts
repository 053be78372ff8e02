/** Findings as SARIF 2.1.0, for code scanning. */

import { type Finding, sortFindings, type WaivedFinding } from '../model/finding.ts';
import { withFingerprints } from '../model/finding-print.ts';
import type { Severity } from '../model/findings/entry.ts';
import { findingHelp } from '../model/findings/help.ts';
import { findingEntryOf, isFindingCode } from '../model/findings/table.ts';
import { listFindingCodes, sortWorstFirst } from './findings/line.ts';
import { pretty } from './json.ts';
import { visible } from './text/escape.ts';

/** GitHub keeps the top 5,000 results of a run. */
const MOST = 5_000;

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Readonly<
  Record<Severity, string>
>;

/** Where a finding without a file is shown: code scanning refuses results that have no location. */
const NOWHERE = 'postilion.yaml';

/**
 * Findings → a SARIF document. `tool` is `name version`, as in the plan's `run.tool`. Fingerprints are made anew, since a
 * saved plan may say anything, and before anything is cut, so that they are those of the plan document.
 */
export function renderSarif(findings: readonly Finding[], tool: string): string {
  const worstFirst = sortWorstFirst(withFingerprints(sortFindings(findings)));
  // What a pull request brings is kept before what was there.
  const shown = [...worstFirst.filter((one) => one.new !== false), ...worstFirst.filter((one) => one.new === false)];
  const kept = shown.slice(0, MOST);
  const codes = listFindingCodes(kept);
  const [name, version] = tool.split(' ');
  const results = kept.map((finding) => result(finding, codes.indexOf(finding.code), finding.fingerprint));
  const driver = {
    name: name ?? 'postilion',
    ...(version === undefined ? {} : { version }),
    rules: codes.map(rule),
  };
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  return pretty(
    { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] },
    { $schema: null, version: null, runs: { tool: null, columnKind: null, results: null } },
  );
}

/** What the table of findings says of a code; a saved plan of another version may carry one that it doesn't have. */
function rule(code: string): object {
  if (!isFindingCode(code)) return { id: code, shortDescription: { text: code } };
  const { title, severity } = findingEntryOf(code);
  return {
    id: code,
    shortDescription: { text: title },
    help: { text: findingHelp(code).join('\n') },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(finding: Finding, ruleIndex: number, print: string): object {
  const { file, line, column, key } = finding;
  const start =
    line === null || line < 1 ? null : { startLine: line, ...(column === null ? {} : { startColumn: column }) };
  const location = {
    physicalLocation: {
      artifactLocation: { uri: file === null ? NOWHERE : relativeUri(file) },
      ...(file === null || start === null ? {} : { region: start }),
    },
    ...(key === null ? {} : { logicalLocations: [{ name: visible(key), kind: 'resource' }] }),
  };
  return {
    ruleId: finding.code,
    ruleIndex,
    level: LEVELS[finding.waived?.severity ?? finding.severity],
    message: { text: visible(finding.message) },
    locations: [location],
    ...(finding.waived === undefined
      ? {}
      : {
          suppressions: [{ kind: 'inSource', status: 'accepted', justification: visible(waivedText(finding.waived)) }],
        }),
    ...(finding.new === undefined ? {} : { baselineState: finding.new ? 'new' : 'unchanged' }),
    partialFingerprints: { 'postilionFinding/v3': print },
  };
}

function waivedText({ because, until }: WaivedFinding): string {
  return until === null ? because : `${because} (until ${until})`;
}

/** A path → a relative URI reference. A colon in the first segment would read as a scheme, hence the encoding. */
function relativeUri(path: string): string {
  const wellFormed = path.replace(/\p{Cs}/gu, '\ufffd');
  return wellFormed
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}
