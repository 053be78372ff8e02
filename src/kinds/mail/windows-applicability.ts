/** Which Windows devices a profile applies to, beyond its assignments: editions, versions, S mode. */

import type { DeviceConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { always, type EffectCase, verdict, when } from '../../catalogue/effects.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';

const base = fieldsOf<DeviceConfiguration>();

const otherDevices: readonly EffectCase[] = [
  when(
    'the rule is taken away',
    ({ to }) => to === null,
    verdict(
      'EFF-WIN-APPLICABILITY-GONE',
      'sign-in',
      'inferred',
      'devices that the rule kept out get the account and ask for the password',
      { sources: ['GWI', 'CSP'] },
    ),
  ),
  always(
    verdict(
      'EFF-WIN-APPLICABILITY',
      'mail-removed',
      'inferred',
      'devices that the rule no longer covers lose the account, those it newly covers get it',
      { sources: ['GWI', 'TDP'] },
    ),
  ),
];

const EDITIONS = [
  'windows10Enterprise',
  'windows10EnterpriseN',
  'windows10Education',
  'windows10EducationN',
  'windows10Professional',
  'windows10ProfessionalN',
  'windows10ProfessionalEducation',
  'windows10ProfessionalEducationN',
  'windows10ProfessionalWorkstation',
  'windows10ProfessionalWorkstationN',
  'windows10Home',
  'windows10HomeChina',
  'windows10HomeN',
  'windows10HomeSingleLanguage',
  'windows10MobileEnterprise',
  'windows10Mobile',
  'windows10HolographicEnterprise',
  'windows10IoTCore',
  'windows10IoTCoreCommercial',
];

/** `{include: inner}` or `{exclude: inner}`. */
function ruleSchema(inner: JsonObject): JsonObject {
  const one = (name: string, description: string): JsonObject => ({
    type: 'object',
    additionalProperties: false,
    required: [name],
    properties: { [name]: { ...inner, description } },
  });
  return { anyOf: [one('include', 'Only these get the profile.'), one('exclude', 'These do not get the profile.')] };
}

/** The rule's type and its inner value, as YAML has them. */
function ruleOf(value: JsonValue): readonly [string, JsonValue] {
  const [entry] = isJsonObject(value) ? Object.entries(value) : [];
  return entry ?? ['include', null];
}

/** The rule; of one that is there its name and whatever else it holds stays. */
function toRule(value: JsonValue, members: (inner: JsonValue) => JsonObject, held: JsonValue = null): JsonValue {
  const [ruleType, inner] = ruleOf(value);
  return { name: null, ...(isJsonObject(held) ? held : {}), ruleType, ...members(inner) };
}

function fromRule(value: JsonValue, inner: (rule: JsonObject) => JsonValue): JsonValue {
  const rule = isJsonObject(value) ? value : {};
  const type = rule['ruleType'];
  return { [typeof type === 'string' ? type : 'include']: inner(rule) };
}

function editions(inner: JsonValue): JsonObject {
  return { osEditionTypes: sortedTexts(inner) };
}

function versions(inner: JsonValue): JsonObject {
  const { min = null, max = null } = isJsonObject(inner) ? inner : {};
  return { minOSVersion: min, maxOSVersion: max };
}

function mode(inner: JsonValue): JsonObject {
  return { deviceMode: inner };
}

/** The rules, with what a change of them does to the people of the profile. */
export function applicabilityWith(changes: readonly EffectCase[]) {
  return {
    applicableEditions: base.structured({
      graph: 'deviceManagementApplicabilityRuleOsEdition',
      label: 'Applicability rules: OS edition',
      doc: 'Windows editions that get the profile (`include`) or do not (`exclude`).',
      schema: ruleSchema({ type: 'array', minItems: 1, uniqueItems: true, items: { enum: EDITIONS } }),
      examples: [{ include: ['windows10Enterprise'] }, { exclude: ['windows10Home'] }],
      toGraph: (value) => toRule(value, editions),
      toHeld: (value, held) => toRule(value, editions, held),
      fromGraph: (value) => fromRule(value, (rule) => sortedTexts(rule['osEditionTypes'] ?? null)),
      changes,
    }),
    applicableVersions: base.structured({
      graph: 'deviceManagementApplicabilityRuleOsVersion',
      label: 'Applicability rules: OS version',
      doc: 'Windows versions that get the profile (`include`) or do not (`exclude`), from `min` to `max`.',
      schema: ruleSchema({
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: {
          min: {
            type: 'string',
            pattern: '^\\d+(\\.\\d+){1,3}$',
            description: 'The oldest version, such as 10.0.22621.',
          },
          max: {
            type: 'string',
            pattern: '^\\d+(\\.\\d+){1,3}$',
            description: 'The newest version, such as 10.0.26100.',
          },
        },
      }),
      examples: [{ include: { min: '10.0.22621', max: '10.0.99999' } }, { exclude: { max: '10.0.19045' } }],
      toGraph: (value) => toRule(value, versions),
      toHeld: (value, held) => toRule(value, versions, held),
      fromGraph: (value) =>
        fromRule(value, (rule) => ({
          ...(typeof rule['minOSVersion'] === 'string' ? { min: rule['minOSVersion'] } : {}),
          ...(typeof rule['maxOSVersion'] === 'string' ? { max: rule['maxOSVersion'] } : {}),
        })),
      changes,
    }),
    applicableMode: base.structured({
      graph: 'deviceManagementApplicabilityRuleDeviceMode',
      label: 'Applicability rules: device mode',
      doc: 'Devices in S mode or in the standard mode that get the profile (`include`) or do not (`exclude`).',
      schema: ruleSchema({ enum: ['standardConfiguration', 'sModeConfiguration'] }),
      examples: [{ include: 'standardConfiguration' }, { exclude: 'sModeConfiguration' }],
      toGraph: (value) => toRule(value, mode),
      toHeld: (value, held) => toRule(value, mode, held),
      fromGraph: (value) => fromRule(value, (rule) => rule['deviceMode'] ?? null),
      changes,
    }),
  } as const;
}

export const applicabilityFields = applicabilityWith(otherDevices);

function sortedTexts(value: JsonValue): JsonValue {
  return isJsonArray(value) ? [...new Set(value.filter((item) => typeof item === 'string'))].sort() : [];
}
