/** What goes into a certificate, on all platforms alike: the Graph types have these settings under one name. */

import type { AndroidPkcsCertificateProfile, IosScepCertificateProfile } from '@microsoft/microsoft-graph-types-beta';
import type { EffectCase } from '../../catalogue/effects.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import type { JsonObject } from '../../model/json.ts';
import {
  keepRecords,
  namesFromGraph,
  namesToGraph,
  subjectFromGraph,
  subjectToGraph,
  USAGE_WORDS,
  usagesFromGraph,
  usagesToGraph,
  validityFromGraph,
  validityToGraph,
} from './values.ts';

const scep = fieldsOf<IosScepCertificateProfile>();
const knox = fieldsOf<AndroidPkcsCertificateProfile>();

type Changes = readonly EffectCase[];

const LINE: JsonObject = { type: 'string', minLength: 1, maxLength: 1024 };
const LINES: JsonObject = { type: 'array', maxItems: 500, uniqueItems: true };

/** Which subjects a platform offers besides one's own. `noText`: what Graph holds where there is no text. */
export interface SubjectForms {
  readonly presets: readonly string[];
  readonly noText: string | null;
}

const APPLE_SUBJECTS = [
  'commonName',
  'commonNameAsEmail',
  'commonNameIncludingEmail',
  'commonNameAsIMEI',
  'commonNameAsSerialNumber',
] as const;

export const APPLE: SubjectForms = { presets: APPLE_SUBJECTS, noText: null };
export const OTHERS: SubjectForms = {
  presets: [...APPLE_SUBJECTS, 'commonNameAsAadDeviceId', 'commonNameAsIntuneDeviceId', 'commonNameAsDurableDeviceId'],
  noText: null,
};

/** Subject, as a template of one's own or a preset. */
export function subjectField(changes: Changes, { presets, noText }: SubjectForms) {
  return scep.composite({
    graph: ['subjectNameFormat', 'subjectNameFormatString'],
    label: 'Subject name format',
    doc: `The subject of the certificates: a template such as \`CN={{UserName}},E={{EmailAddress}}\`, or one of ${presets.join(', ')}.`,
    required: true,
    schema: { anyOf: [{ enum: [...presets] }, { type: 'string', pattern: '=', maxLength: 1024 }] },
    examples: ['CN={{UserName}},E={{EmailAddress}}', 'commonName'],
    toGraph: (value) => subjectToGraph(value, noText),
    fromGraph: subjectFromGraph,
    changes,
  });
}

/** The subject where Graph has no property for a template. */
export function presetSubjectField(changes: Changes) {
  return knox.choice({
    graph: 'subjectNameFormat',
    label: 'Subject name format',
    doc: 'The subject of the certificates.',
    required: true,
    meanings: {
      commonName: 'the name',
      commonNameIncludingEmail: 'the name with the mail address',
      commonNameAsEmail: 'the mail address',
      commonNameAsIMEI: 'the IMEI of the device',
      commonNameAsSerialNumber: 'the serial number of the device',
      commonNameAsAadDeviceId: 'the device id in Microsoft Entra ID',
      commonNameAsIntuneDeviceId: 'the device id in Intune',
      commonNameAsDurableDeviceId: 'the durable id of the device',
    },
    changes,
  });
}

export function storeField(changes: Changes) {
  return {
    store: scep.choice({
      graph: 'certificateStore',
      label: 'Certificate type',
      doc: 'Whose certificate it is; mail needs one of the person.',
      required: true,
      meanings: { user: 'the person', machine: 'the device: only device variables in subject and names' },
      changes,
    }),
  } as const;
}

/** Names beside the subject, as far as all platforms have them. */
export function nameFields(changes: Changes) {
  return {
    alternativeNameTypes: scep.set({
      graph: 'subjectAlternativeNameType',
      label: 'Subject alternative name',
      doc: 'The older form: attributes of the person that go into the certificate as they are.',
      initial: [],
      none: 'none',
      meanings: {
        emailAddress: 'mail address',
        userPrincipalName: 'user principal name',
        customAzureADAttribute: 'the attribute that `alternativeNameTemplate` names',
        domainNameService: 'DNS name',
        universalResourceIdentifier: 'URI',
      },
      changes,
    }),
    alternativeNameTemplate: scep.text({
      graph: 'subjectAlternativeNameFormatString',
      label: 'Subject alternative name: custom attribute',
      doc: 'The attribute of Microsoft Entra ID for `customAzureADAttribute`.',
      examples: ['{{OnPremisesSamAccountName}}'],
      changes,
    }),
  } as const;
}

/** Names as templates, one by one: what the admin center offers today. */
export function customNameFields(changes: Changes) {
  const one = (type: string): JsonObject => ({
    type: 'object',
    additionalProperties: false,
    required: [type],
    properties: { [type]: { ...LINE, description: 'A template with variables such as {{UserPrincipalName}}.' } },
  });
  return {
    alternativeNames: scep.composite({
      graph: ['customSubjectAlternativeNames'],
      label: 'Subject alternative name',
      doc: 'Names beside the subject, each with its sort and a template.',
      schema: {
        ...LINES,
        items: {
          anyOf: ['emailAddress', 'userPrincipalName', 'domainNameService', 'universalResourceIdentifier'].map(one),
        },
      },
      initial: [],
      examples: [[{ userPrincipalName: '{{UserPrincipalName}}' }], []],
      toGraph: (value) => ({ customSubjectAlternativeNames: namesToGraph(value) }),
      toHeld: (value, held) => ({
        customSubjectAlternativeNames: keepRecords(
          namesToGraph(value),
          held['customSubjectAlternativeNames'],
          namesFromGraph,
        ),
      }),
      fromGraph: (object) => namesFromGraph(object['customSubjectAlternativeNames'] ?? []),
      changes,
    }),
  } as const;
}

export function lifetimeFields(changes: Changes) {
  const count = { type: 'integer', minimum: 1, maximum: 999 } as const;
  const one = (scale: string): JsonObject => ({
    type: 'object',
    additionalProperties: false,
    required: [scale],
    properties: { [scale]: { ...count, description: `Number of ${scale}.` } },
  });
  return {
    validity: scep.composite({
      graph: ['certificateValidityPeriodScale', 'certificateValidityPeriodValue'],
      label: 'Certificate validity period',
      doc: 'How long a certificate is valid; at most what the template of the authority allows.',
      required: true,
      schema: { anyOf: [one('years'), one('months'), one('days')] },
      examples: [{ years: 1 }, { months: 6 }],
      toGraph: validityToGraph,
      fromGraph: validityFromGraph,
      changes,
    }),
    renewAtPercentLeft: scep.composite({
      graph: ['renewalThresholdPercentage'],
      label: 'Renewal threshold (%)',
      doc: 'A device asks for a new certificate when so many percent of its life are left. A missed renewal is not made up for.',
      schema: { type: 'integer', minimum: 1, maximum: 99 },
      initial: 20,
      examples: [20, 30],
      toGraph: (value) => ({ renewalThresholdPercentage: value }),
      fromGraph: (object) => object['renewalThresholdPercentage'] ?? null,
      changes,
    }),
  } as const;
}

export function usageField(changes: Changes) {
  const own = { type: 'object', additionalProperties: false, required: ['name', 'oid'] } as const;
  return {
    extendedKeyUsages: scep.composite({
      graph: ['extendedKeyUsages'],
      label: 'Extended key usage',
      doc: `What a certificate is for: ${USAGE_WORDS.join(', ')}, or one of your own with its object identifier.`,
      schema: {
        ...LINES,
        items: {
          anyOf: [
            { enum: [...USAGE_WORDS] },
            {
              ...own,
              properties: {
                name: { ...LINE, description: 'Its name in the admin center.' },
                oid: { type: 'string', pattern: '^\\d+(\\.\\d+)+$', description: 'Its object identifier.' },
              },
            },
          ],
        },
      },
      initial: [],
      examples: [['clientAuthentication'], [{ name: 'Contoso mail', oid: '1.3.6.1.4.1.99999.1' }]],
      toGraph: (value) => ({ extendedKeyUsages: usagesToGraph(value) }),
      toHeld: (value, held) => ({
        extendedKeyUsages: keepRecords(usagesToGraph(value), held['extendedKeyUsages'], usagesFromGraph),
      }),
      fromGraph: (object) => usagesFromGraph(object['extendedKeyUsages'] ?? []),
      changes,
    }),
  } as const;
}
