/** What somebody allowed, as it was given, and what it opened. A code names a change and how many people it may concern. */

import type { Gate } from './change.ts';
import type { EffectLevel } from './effect.ts';
import type { ReviewReference } from './review.ts';

/** `56bee5aaab59c1f0-320`: what the digits cover stands in core/plan/approval-code.ts; null people: nobody could count them. */
export interface ApprovalCode {
  readonly text: string;
  readonly people: number | null;
}

const CODE = /^([0-9a-f]{16})-(0|[1-9]\d{0,8}|unknown)$/;

/** The code that a text is, in whatever case it was typed; null where it is none. */
export function readCode(text: string): ApprovalCode | null {
  const lower = text.toLowerCase();
  const [, hex, people] = CODE.exec(lower) ?? [];
  if (hex === undefined || people === undefined) return null;
  return { text: lower, people: people === 'unknown' ? null : Number(people) };
}

/** The text of a code. */
export function codeText(hex: string, people: number | null): string {
  return `${hex}-${people ?? 'unknown'}`;
}

/** A code that reviewers gave, and what it may open. */
export interface ReviewedCode {
  readonly code: ApprovalCode;
  readonly keys: readonly string[];
  readonly reviews: readonly ReviewReference[];
}

/** An approval as given on the command line. */
export interface Approval {
  /** `--approve LEVEL` or `--approve LEVEL:KEY,KEY`; keys null means all changes. */
  readonly levels: readonly { readonly level: EffectLevel; readonly keys: readonly string[] | null }[];
  /** `--approve CODE`. */
  readonly codes: readonly ApprovalCode[];
  /** What was found in reviews. What fits nothing there is no fault of the run: an old review stays where it is. */
  readonly reviewed?: readonly ReviewedCode[];
  /** `--approve-digest`, of a plan or of single changes. */
  readonly digests: readonly string[];
  /** True where nobody is at the keyboard: levels are refused there. */
  readonly unattended: boolean;
}

/** What an approval opened of one change, for the screen and the record. */
export interface Grant {
  readonly key: string;
  /** The gates of the change that are open now. */
  readonly gates: readonly Gate[];
  /** As it was given: a code, a level with its keys, or a digest. */
  readonly given: string;
  /** How many people the approval named; null where it named none, and where nobody could count them. */
  readonly people: number | null;
  /** The reviews that gave it; left out where it came another way. */
  readonly reviews?: readonly ReviewReference[];
}
