/** Every code that a finding may carry, once: a code that isn't here doesn't compile. */

import { ACCOUNT_RULE_FINDINGS } from './account-rules.ts';
import { APP_RULE_FINDINGS } from './app-rules.ts';
import type { FindingEntry, Severity } from './entry.ts';
import { FACT_FINDINGS } from './facts.ts';
import { INPUT_FINDINGS } from './input.ts';
import { OBJECT_FINDINGS } from './objects.ts';
import { PROFILE_RULE_FINDINGS } from './profile-rules.ts';
import { REACH_FINDINGS } from './reach.ts';

/** Found while files are read. */
export type InputCode = keyof typeof INPUT_FINDINGS;

/** Statements about profiles that no schema can make and that need no tenant. */
export const RULE_FINDINGS = { ...ACCOUNT_RULE_FINDINGS, ...APP_RULE_FINDINGS, ...PROFILE_RULE_FINDINGS } as const;
export type RuleCode = keyof typeof RULE_FINDINGS;

/** Found when profiles are compared with the tenant. */
export const TENANT_FINDINGS = { ...OBJECT_FINDINGS, ...REACH_FINDINGS, ...FACT_FINDINGS } as const;

export const FINDINGS = { ...INPUT_FINDINGS, ...RULE_FINDINGS, ...TENANT_FINDINGS } as const;
export type FindingCode = keyof typeof FINDINGS;

/** The severities that the table grants a code. */
export type SeverityOf<C extends FindingCode> = C extends FindingCode
  ? (typeof FINDINGS)[C] extends { readonly otherwise: infer Otherwise }
    ? (typeof FINDINGS)[C]['severity'] | Otherwise
    : (typeof FINDINGS)[C]['severity']
  : never;

/** The codes that have two severities. */
export type GradedCode = {
  [Code in FindingCode]: (typeof FINDINGS)[Code] extends { readonly otherwise: Severity } ? Code : never;
}[FindingCode];

/** What the table says about a code. */
export function findingEntryOf(code: FindingCode): FindingEntry {
  return FINDINGS[code];
}

/** True for the code of a rule. */
export function isRuleCode(code: FindingCode): code is RuleCode {
  return Object.hasOwn(RULE_FINDINGS, code);
}

/** True for a code of the table: saved plans of other versions may carry others. */
export function isFindingCode(text: string): text is FindingCode {
  return Object.hasOwn(FINDINGS, text);
}
