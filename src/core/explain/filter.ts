/** Which devices a filter matches and why, as lines of text; devices are named only when asked for. */

import { systemsOfFilter } from '../../model/platforms.ts';
import { checkRule } from '../filters/check.ts';
import type { Truth } from '../filters/compare-values.ts';
import { gatherDeviceFacts } from '../filters/device-facts.ts';
import { evaluateComparison, evaluateRule, type Fact, type FactsOf } from '../filters/evaluate.ts';
import { parseRule } from '../filters/parse.ts';
import { printComparison, printRule } from '../filters/print.ts';
import { type Comparison, type FilterRule, listComparisons } from '../filters/rule.ts';
import type { ManagedDevice } from '../people/audience.ts';

/** A filter as Graph has it, and the managed devices with the columns of its rule; with names, `deviceName` too. */
export interface FilterQuestion {
  readonly name: string;
  /** Graph's `platform`, such as `iOS` or `androidWorkProfile`. */
  readonly platform: string;
  readonly rule: string;
  readonly devices: readonly ManagedDevice[];
  readonly showNames: boolean;
}

/** The answer in lines. A rule that is no rule gets its problem and place, and no count. */
export function explainFilter(question: FilterQuestion): readonly string[] {
  const heading = `filter "${question.name}" (${question.platform})`;
  const parsed = parseRule(question.rule);
  if (!parsed.ok) {
    const { line, column, message } = parsed.problem;
    return [heading, `rule: ${question.rule}`, `can't be understood at ${line}:${column}: ${message}`];
  }
  const { rule } = parsed;
  const judged = devicesOf(question).map((device): Judged => {
    const facts = gatherDeviceFacts(device.columns ?? {}, device.operatingSystem, device.type);
    return { device, facts, truth: evaluateRule(rule, facts) };
  });
  const count = (truth: Truth): number => judged.filter((one) => one.truth === truth).length;
  return [
    heading,
    `rule: ${printRule(rule)}`,
    `matches ${count(true)} of ${judged.length} devices of its platform; ${count('unknown')} can't be judged`,
    'why',
    ...listComparisons(rule).map((comparison) => `  ${reason(comparison, judged)}`),
    ...checkRule(rule).map(({ message }) => `note: ${message}`),
    ...(question.showNames ? named(rule, judged) : ['devices are named with --names']),
  ];
}

interface Judged {
  readonly device: ManagedDevice;
  readonly facts: FactsOf;
  readonly truth: Truth;
}

function devicesOf({ devices, platform }: FilterQuestion): readonly ManagedDevice[] {
  const systems = systemsOfFilter(platform);
  return systems === null
    ? devices
    : devices.filter(({ operatingSystem }) => systems.includes(operatingSystem.toLowerCase()));
}

function reason(comparison: Comparison, judged: readonly Judged[]): string {
  const truths = judged.map(({ facts }) => evaluateComparison(comparison, facts));
  const count = (truth: Truth): number => truths.filter((one) => one === truth).length;
  const open = count('unknown') === 0 ? '' : `, open for ${count('unknown')}`;
  return `${printComparison(comparison)}: true for ${count(true)}, false for ${count(false)}${open}`;
}

function named(rule: FilterRule, judged: readonly Judged[]): readonly string[] {
  const list = (heading: string, truth: Truth): readonly string[] => {
    const lines = judged.filter((one) => one.truth === truth).map((one) => `  ${deviceLine(rule, one)}`);
    return lines.length === 0 ? [] : [heading, ...lines.sort()];
  };
  return [...list('matching', true), ...list("can't be judged", 'unknown'), ...list('not matching', false)];
}

function deviceLine(rule: FilterRule, { device, facts }: Judged): string {
  const name = device.columns?.['deviceName'];
  const values = listComparisons(rule).map(
    ({ entity, property }) => `${property} ${factText(facts(entity, property))}`,
  );
  return `${typeof name === 'string' && name !== '' ? name : device.id}: ${[...new Set(values)].join(', ')}`;
}

function factText(fact: Fact): string {
  if (fact === 'unknown') return 'is not known';
  return fact.map((value) => (value === null ? 'has no value' : `is ${JSON.stringify(value)}`)).join(' or ');
}
