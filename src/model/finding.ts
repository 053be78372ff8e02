/** What Postilion has to say about an input, a tenant or a plan, apart from the changes themselves. */

import type { Severity } from './findings/entry.ts';
import { type FindingCode, findingEntryOf, type InputCode, type SeverityOf } from './findings/table.ts';
import type { SourceSpan } from './source.ts';

/**
 * A remark with a stable code. `key` names the profile it's about; file, line and column are null where
 * the cause stands in no file. `hard` marks errors of the input that can't be waived (exit code 10).
 */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly key: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly hard?: true;
  /** Names it whichever line it moves to; left out by plans of versions before 1.2. */
  readonly fingerprint?: string;
  /** Whether the base of a comparison has it, too; left out where nothing was compared. */
  readonly new?: boolean;
  /** The profile accepts it: then it is a remark that stops nothing. */
  readonly waived?: WaivedFinding;
}

/** How grave it was, why it is accepted, and through which day (ISO 8601; null: without an end). */
export interface WaivedFinding {
  readonly severity: Severity;
  readonly because: string;
  readonly until: string | null;
}

/** The profile and the place that a finding is about. */
export interface FindingPlace {
  readonly key?: string | undefined;
  readonly at?: SourceSpan | undefined;
}

/**
 * A finding at a place in a file, or nowhere when `at` is undefined. The table decides how grave it is; `severity` is
 * for a case that the table declares beside the usual one.
 */
export function finding<Code extends FindingCode>(
  code: Code,
  message: string,
  { key, at, severity }: FindingPlace & { readonly severity?: SeverityOf<Code> | undefined } = {},
): Finding {
  return {
    code,
    severity: severity ?? findingEntryOf(code).severity,
    key: key ?? null,
    file: at?.file ?? null,
    line: at?.line ?? null,
    column: at?.column ?? null,
    message,
  };
}

/** A hard error: invalid input, nothing is sent to the tenant. */
export function inputError(code: InputCode, message: string, where: FindingPlace = {}): Finding {
  return { ...finding(code, message, where), severity: 'error', hard: true };
}

/** What somebody changed in the tenant and a run leaves so, since setting it back is not its to decide: it waits for a person. */
export function isLeftDrift({ code }: Finding): boolean {
  return code === 'DRF-003' || code === 'DRF-004';
}

/** True where people are locked out with what they lose: it stands with what waits, however it is graded. */
export function isLockOut({ code }: Finding): boolean {
  return code === 'CMP-002';
}

/** True for a profile that waits because an earlier run may have made its object. */
export function isOpenCreate({ code }: Finding): boolean {
  return code === 'OWN-019';
}

/** Findings in reading order: by file, place, code and message. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      compareText(a.file ?? '', b.file ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compareText(a.key ?? '', b.key ?? '') ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

/** Order by code points: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
