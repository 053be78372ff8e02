/** What the table of findings says about one code, the same wherever the finding is made. */

import type { Confidence } from '../effect.ts';
import type { SourceKey } from '../sources.ts';

/** From gravest to mildest. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How well the statement is known; `own`: it says what Postilion does or how it reads its input, which needs no proof. */
type Evidence = Confidence | 'own';

/** An entry with what explains it: of everything that is said of people, and of profiles as such. */
export interface ExplainedEntry extends FindingEntry {
  readonly why: string;
  readonly remedy: string;
}

export interface FindingEntry {
  /** How grave it usually is. */
  readonly severity: Severity;
  /** The other severity that the code may take: a milder or a graver case, or one that is not certain. */
  readonly otherwise?: Severity;
  readonly evidence: Evidence;
  /** True where the finding may be waived. */
  readonly isWaivable: boolean;
  /** The statement, for people. */
  readonly title: string;
  /** What happens to whom, where nobody does anything about it. */
  readonly why?: string;
  /** What to do in general; the finding itself says it for the case. */
  readonly remedy?: string;
  /** Where the statement is from; none where it follows from the shape of the settings. */
  readonly sources?: readonly SourceKey[];
  /** The application permission without which it is not checked; none where every plan has it, or no tenant is needed. */
  readonly needs?: string;
}
