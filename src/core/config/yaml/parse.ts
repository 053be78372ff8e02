/** YAML text → JSON values with their places. Aliases and tags are refused: a reviewer could misread them. */

import { Composer, type CST, type Document, isScalar, LineCounter, Parser, type YAMLParseError } from 'yaml';
import { type Finding, inputError } from '../../../model/finding.ts';
import type { InputCode } from '../../../model/findings/table.ts';
import type { JsonValue } from '../../../model/json.ts';
import type { SourceSpan } from '../../../model/source.ts';
import { escaped, findInvisible } from './messages.ts';
import { findTokenProblems } from './token-limits.ts';
import { readValue } from './values.ts';

/** A text of the repository; the path is relative to its root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One document of a file. */
export interface YamlDocument {
  readonly value: JsonValue;
  /** JSON pointer → place: of the value for scalars, of the key for what spans lines. */
  readonly places: Readonly<Record<string, SourceSpan>>;
  /** JSON pointer → place of the key. */
  readonly keyPlaces: Readonly<Record<string, SourceSpan>>;
  /** Pointers about which a finding exists already: their values needn't be judged again. */
  readonly told: ReadonlySet<string>;
}

export interface YamlFile {
  /** Documents that could be read, empty ones left out. */
  readonly documents: readonly YamlDocument[];
  readonly findings: readonly Finding[];
  /** False when a document could not be read, so that what it defines is unknown. */
  readonly complete: boolean;
}

/** Characters of a file at most; a profile has some hundreds. */
const MAX_TEXT = 1_048_576;
/** Findings of a file at most: more of them help nobody. */
const MAX_FINDINGS = 100;

const OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  stringKeys: true,
  strict: true,
  // The library compares each key with each other; readValue does it in one pass.
  uniqueKeys: false,
  logLevel: 'silent',
} as const;

/** All documents of a file, and everything that is wrong with its text. Never throws. */
export function readYaml(file: SourceFile): YamlFile {
  const text = file.text.startsWith('\ufeff') ? file.text.slice(1) : file.text;
  if (text.length > MAX_TEXT) {
    const message = `the file has ${text.length} characters: split it, ${MAX_TEXT} are read at most`;
    return { documents: [], complete: false, findings: [inputError('FIL-003', message, { at: at(file.path, 1, 1) })] };
  }
  const lines = new LineCounter();
  const place = (offset: number): SourceSpan => {
    const { line, col } = lines.linePos(offset);
    return at(file.path, Math.max(1, line), Math.max(1, col));
  };
  const findings: Finding[] = [];
  const tell = (code: InputCode, message: string, offset: number): void => {
    findings.push(inputError(code, message, { at: place(offset) }));
  };
  let complete = true;
  const tokens = [...new Parser(lines.addNewLine).parse(text)].filter((token) => {
    const problems = problemsOf(token);
    for (const problem of problems) tell(problem.code, problem.message, problem.offset);
    if (problems.length > 0) complete = false;
    return problems.length === 0;
  });
  const invisible = findInvisible(text);
  if (invisible !== undefined)
    tell('YML-008', `the file holds ${invisible.shown}, which nobody sees: take it away`, invisible.index);
  const documents: YamlDocument[] = [];
  const composer = new Composer(OPTIONS);
  for (const document of composer.compose(tokens)) {
    for (const error of onePerLine(document.errors, place)) tell(...syntaxProblem(error));
    if (document.errors.length > 0) complete = false;
    else if (!isEmpty(document)) {
      documents.push(readValue(document.contents, { place, tell, invisibleTold: invisible !== undefined }));
    }
  }
  for (const error of composer.streamInfo().errors) tell(...syntaxProblem(error));
  return { documents, findings: capped(findings), complete };
}

function at(file: string, line: number, column: number): SourceSpan {
  return { file, line, column };
}

function problemsOf(token: CST.Token): ReturnType<typeof findTokenProblems> {
  if (token.type === 'document') return findTokenProblems(token);
  if (token.type !== 'directive') return [];
  const message = `the directive ${escaped(token.source)} is not read: take it away, files are YAML 1.2`;
  return [{ code: 'YML-005', message, offset: token.offset }];
}

/** Empty documents and those of comments alone say nothing, which is fine. */
function isEmpty(document: Document.Parsed): boolean {
  const { contents } = document;
  return contents === null || (isScalar(contents) && contents.value === null && contents.source === '');
}

/** One mistake makes many errors: the first error of each line is kept. */
function onePerLine(
  errors: readonly YAMLParseError[],
  place: (offset: number) => SourceSpan,
): readonly YAMLParseError[] {
  const byLine = new Map<number, YAMLParseError>();
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  const open = errors.filter(isOpenBracket);
  const causes = tabs.length > 0 ? tabs : open;
  // A tab or an open bracket makes the library lose its place: what it says about the other lines is not true of them.
  for (const error of causes.length > 0 ? causes : errors) {
    const { line } = place(error.pos[0]);
    if (!byLine.has(line)) byLine.set(line, error);
  }
  return [...byLine.values()];
}

function isOpenBracket({ message }: YAMLParseError): boolean {
  return /^Flow (?:sequence|map) .*must .*end with a/.test(message);
}

/** Errors of the YAML library that people make, in words that name the remedy. */
const SYNTAX: Readonly<Partial<Record<YAMLParseError['code'], string>>> = {
  BAD_INDENT: 'this line is not indented like its neighbours: line them up with spaces',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " stands in this line: put the value in quotes',
  MULTILINE_IMPLICIT_KEY: 'this line has no ": ": write key: value',
  BAD_SCALAR_START: 'this value starts with a character that YAML reserves: put the value in quotes',
  BAD_DQ_ESCAPE: 'this escape is unknown: double the backslash, or use single quotes',
  NON_STRING_KEY: 'this key is a list or a mapping: write text',
};

function syntaxProblem(error: YAMLParseError): [InputCode, string, number] {
  const offset = error.pos[0];
  if (error.code === 'TAB_AS_INDENT') return ['YML-002', 'a tab indents this line: write spaces', offset];
  if (isOpenBracket(error)) {
    const sign = error.message.includes('sequence') ? '[' : '{';
    return ['YML-001', `a ${sign} is opened before and not closed: close it, or put the text in quotes`, offset];
  }
  return ['YML-001', SYNTAX[error.code] ?? plainWords(error.message), offset];
}

function plainWords(message: string): string {
  if (message.startsWith('Missing closing')) return 'a quote is opened before and not closed: close it';
  const [first = message] = message.split('\n');
  return escaped(first.charAt(0).toLowerCase() + first.slice(1)).replace(/[.:]+$/, '');
}

function capped(findings: readonly Finding[]): readonly Finding[] {
  const last = findings[MAX_FINDINGS];
  if (last === undefined) return findings;
  const rest = findings.length - MAX_FINDINGS;
  return [
    ...findings.slice(0, MAX_FINDINGS),
    { ...last, code: 'YML-012', message: `${rest} more problems of this file are not shown: correct these first` },
  ];
}
