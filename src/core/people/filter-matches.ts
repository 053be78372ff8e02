/** A filter against all managed devices at once: computed once a run, asked by every assignment that uses the filter. */

import { deviceFacts } from '../filters/device-facts.ts';
import { evaluateRule } from '../filters/evaluate.ts';
import { filterProperty } from '../filters/properties.ts';
import { comparisonsOf, type FilterRule } from '../filters/rule.ts';
import type { FilterAnswer, ManagedDevice } from './audience.ts';

/** Which devices the rule matches, and which can't be judged. Devices must hold the rule's columns. */
export function matchDevices(rule: FilterRule, devices: readonly ManagedDevice[]): FilterAnswer {
  const matches = new Set<string>();
  const unsure = new Set<string>();
  for (const { id, columns, operatingSystem, type } of devices) {
    const truth = evaluateRule(rule, deviceFacts(columns ?? {}, operatingSystem, type));
    if (truth === true) matches.add(id);
    if (truth === 'unknown') unsure.add(id);
  }
  return { matches, unsure };
}

/** The Graph properties of managed devices that the rules ask about, each once, in one order. */
export function columnsOf(rules: readonly FilterRule[]): readonly string[] {
  const columns = rules
    .flatMap(comparisonsOf)
    .flatMap(({ entity, property }) => filterProperty(entity, property)?.columns ?? []);
  return [...new Set(columns)].sort();
}
