/** Random rules in normal form, and sloppy spellings of them. */

import fc from 'fast-check';
import {
  type Comparison,
  type FilterEntity,
  type FilterRule,
  joined,
  OPERATORS,
  type Value,
} from '../../../src/core/filters/rule.ts';

/** The properties that Microsoft documents, of devices and of apps. */
const DOCUMENTED = [
  ...propertiesOf('device', 'cpuArchitecture deviceCategory deviceManagementType deviceName deviceOwnership'),
  ...propertiesOf('device', 'deviceTrustType enrollmentProfileName isRooted manufacturer model operatingSystemSKU'),
  ...propertiesOf('device', 'operatingSystemVersion osVersion'),
  ...propertiesOf('app', 'appVersion deviceManagementType deviceManufacturer deviceModel'),
  ...propertiesOf('app', 'operatingSystemVersion osVersion'),
];

function propertiesOf(entity: FilterEntity, names: string) {
  return names.split(' ').map((name) => ({ entity, name }));
}

const TEXT = fc.oneof(
  fc.constantFrom('iPhone 15', '14.2.1', 'Corporate', '', 'a) or (b', '$null', 'and', 'Ω', "Scott's"),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('"', '')),
);

const value: fc.Arbitrary<Value> = fc.oneof(
  TEXT.map((text): Value => ({ type: 'text', text })),
  fc
    .array(fc.nat({ max: 99_999 }), { minLength: 1, maxLength: 4 })
    .map((parts): Value => ({ type: 'version', text: parts.join('.') })),
  fc.constant<Value>({ type: 'null' }),
  fc.array(TEXT, { minLength: 1, maxLength: 3 }).map((items): Value => ({ type: 'list', items })),
);

const subject = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...DOCUMENTED) },
  fc.constantFrom({ entity: 'device' as const, name: 'notDocumented' }, { entity: 'app' as const, name: 'x_1' }),
);

const comparison: fc.Arbitrary<Comparison> = fc
  .record({ subject, operator: fc.constantFrom(...OPERATORS), value })
  .map(({ subject: { entity, name }, ...rest }) => ({ type: 'compare', entity, property: name, ...rest, at: 0 }));

/** A rule as the parser would build it; offsets are 0. */
export const ruleArbitrary: fc.Arbitrary<FilterRule> = fc.letrec<{ rule: FilterRule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    tie('rule').map((term): FilterRule => ({ type: 'not', term })),
    fc
      .record({ type: fc.constantFrom('and' as const, 'or' as const), one: tie('rule'), other: tie('rule') })
      .map(({ type, one, other }) => joined(type, [one, other])),
  ),
})).rule;

/** The rule with every offset 0. */
export function withoutPlaces(rule: FilterRule): FilterRule {
  switch (rule.type) {
    case 'compare':
      return { ...rule, at: 0 };
    case 'not':
      return { ...rule, term: withoutPlaces(rule.term) };
    case 'and':
    case 'or':
      return { ...rule, terms: rule.terms.map(withoutPlaces) };
  }
}
