/** How a kind writes down what a change does to people: verdicts, and the circumstances in which each holds. */

import type { Confidence, EffectLevel, EffectVerdict } from '../model/effect.ts';
import type { JsonValue } from '../model/json.ts';
import type { Settings } from '../model/profile.ts';
import type { SourceKey } from '../model/sources.ts';

/** A field going from one normal form to another, with all settings before and after. */
export interface FieldTransition {
  readonly from: JsonValue;
  readonly to: JsonValue;
  readonly before: Settings;
  readonly after: Settings;
}

/** A verdict and when it holds; the first that holds counts, so the last of a list has no condition. */
export interface EffectCase {
  readonly when: ((transition: FieldTransition) => boolean) | null;
  /** The condition in words, for the generated pages. */
  readonly whenText: string | null;
  readonly verdict: EffectVerdict;
}

interface VerdictDetails {
  readonly sources: readonly SourceKey[];
  readonly outage?: boolean;
  readonly mayAlso?: readonly string[];
}

/** Builds a verdict; `rule` is its stable id, `reason` a clause about what people see. */
export function verdict(
  rule: `EFF-${string}`,
  level: EffectLevel,
  confidence: Confidence,
  reason: string,
  details: VerdictDetails,
): EffectVerdict {
  return {
    rule,
    level,
    confidence,
    reason,
    sources: details.sources,
    outage: details.outage ?? false,
    mayAlso: details.mayAlso ?? [],
  };
}

/** The verdict for any transition that no earlier case caught. */
export function always(judged: EffectVerdict): EffectCase {
  return { when: null, whenText: null, verdict: judged };
}

/** The verdict for the transitions that `test` accepts; `text` says the same to people. */
export function when(text: string, test: (transition: FieldTransition) => boolean, judged: EffectVerdict): EffectCase {
  return { when: test, whenText: text, verdict: judged };
}

/** The first case that holds. A list without a final `always` is a bug in the catalogue. */
export function judge(cases: readonly EffectCase[], transition: FieldTransition): EffectVerdict {
  const found = cases.find((one) => one.when === null || one.when(transition));
  if (found === undefined) throw new Error('an effect table of the catalogue has no final case');
  return found.verdict;
}

/** What a change of name, description or scope tags does, where nothing says otherwise. */
export const labelsChanged = verdict('EFF-METADATA', 'silent', 'inferred', 'nothing is expected on the device', {
  sources: ['CFG'],
});
