/** A rule: one statement about a profile that no schema can make; the table of findings says how grave it is and why it holds. */

import type { Kind } from '../catalogue/kind.ts';
import type { GradedCode, RuleCode } from '../model/findings/table.ts';
import type { JsonValue } from '../model/json.ts';
import type { DesiredProfile } from '../model/profile.ts';

/** What a rule objects to: the place as a JSON pointer in the document, and the wrong value with the remedy. */
export interface RuleHit {
  readonly pointer: string;
  readonly message: string;
  readonly isOtherCase?: never;
}

/** A hit of the milder or graver case: it has the severity that the table declares beside the usual one. */
export interface OtherCaseHit extends Omit<RuleHit, 'isOtherCase'> {
  readonly isOtherCase: true;
}

interface RuleOf<Code extends RuleCode, Hit> {
  /** Stable, as in the documents: `AUT-001`. */
  readonly id: Code;
  /**
   * Judges by names of fields, so that kinds which share a field share the rule. A field that the profile doesn't
   * mention keeps its value in the tenant: it's unknown, not wrong. `day` is the day that the judgement is for, ISO 8601.
   */
  check(profile: DesiredProfile, kind: Kind, day: string): readonly Hit[];
}

/** Only rules with two severities in the table may tell their cases apart. */
export type Rule = RuleOf<RuleCode, RuleHit> | RuleOf<RuleCode & GradedCode, RuleHit | OtherCaseHit>;

/** The setting's value, undefined where the profile doesn't mention it. */
export function setting(profile: DesiredProfile, name: string): JsonValue | undefined {
  return Object.hasOwn(profile.settings, name) ? profile.settings[name] : undefined;
}

/** The setting's text, undefined where the profile doesn't mention it or says something else. */
export function readTextSetting(profile: DesiredProfile, name: string): string | undefined {
  const value = setting(profile, name);
  return typeof value === 'string' ? value : undefined;
}

/**
 * True where the profile neither sets the field nor leaves it to the portal, although the kind has it: half of a pair
 * that only works together.
 */
export function isLacking(profile: DesiredProfile, kind: Kind, name: string): boolean {
  if (!Object.hasOwn(kind.fields, name) || profile.unmanaged.includes(name)) return false;
  return (setting(profile, name) ?? profile.references[name] ?? null) === null;
}

/** One hit at a setting, or none. */
export function hitIf(condition: boolean, name: string, message: string): readonly RuleHit[] {
  return condition ? [{ pointer: `/settings/${name}`, message }] : [];
}
