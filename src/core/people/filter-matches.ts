/** A filter against all managed devices at once: computed once a run, asked by every assignment that uses the filter. */

import { gatherDeviceFacts } from '../filters/device-facts.ts';
import { evaluateRule } from '../filters/evaluate.ts';
import { findFilterProperty } from '../filters/properties.ts';
import { type FilterRule, listComparisons } from '../filters/rule.ts';
import type { FilterAnswer, ManagedDevice } from './audience.ts';

/** A filter as far as it is understood. */
export interface FilterFacts {
  /** Null for one that can't be understood. */
  readonly rule: FilterRule | null;
  /** `operatingSystem` of the devices that it is for, in lower case; null where the filter doesn't tell. */
  readonly systems: readonly string[] | null;
}

/**
 * Which devices the filter matches, and which can't be judged. Devices must hold the rule's columns. A filter of one
 * platform matches no device of another one, whatever its rule says.
 */
export function matchDevices({ rule, systems }: FilterFacts, devices: readonly ManagedDevice[]): FilterAnswer {
  const matches = new Set<string>();
  const unsure = new Set<string>();
  for (const { id, columns, operatingSystem, type } of devices) {
    if (systems?.includes(operatingSystem.toLowerCase()) === false) continue;
    if (rule === null) {
      unsure.add(id);
      continue;
    }
    const truth = evaluateRule(rule, gatherDeviceFacts(columns ?? {}, operatingSystem, type));
    if (truth === true) matches.add(id);
    if (truth === 'unknown') unsure.add(id);
  }
  return { matches, unsure };
}

/** The Graph properties of managed devices that the rules ask about, each once, in one order. */
export function columnsOf(rules: readonly FilterRule[]): readonly string[] {
  const columns = rules
    .flatMap(listComparisons)
    .flatMap(({ entity, property }) => findFilterProperty(entity, property)?.columns ?? []);
  return [...new Set(columns)].sort();
}
