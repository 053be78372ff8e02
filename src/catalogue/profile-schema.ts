/** Kind → JSON Schema of its profile documents: what an editor completes and explains, and what YAML is checked against. */

import { INSTALL_INTENTS } from '../model/assignment.ts';
import { KEY_PATTERN } from '../model/ids.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Field } from './field.ts';
import { fieldsIn, type Kind } from './kind.ts';
import { DESCRIPTION, NAME, SCOPE_TAGS } from './label-schema.ts';

export const SCHEMA_DIALECT = 'http://json-schema.org/draft-07/schema#';
export const GUID_PATTERN = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';
/** A path from the folder of the YAML file, in one spelling on every system. */
const FILE_PATTERN = '^[^/\\\\:*?"<>|][^\\\\:*?"<>|]*\\.(cer|crt|der|pem)$';

/** Fields outside `settings` that may stand in `unmanaged`. */
const COMMON_FIELDS = ['description', 'scopeTags', 'assign'] as const;

function commonFields({ labels }: Kind): readonly string[] {
  return COMMON_FIELDS.filter((name) => labels !== 'store' || name !== 'description');
}

const KEY: JsonObject = { type: 'string', pattern: KEY_PATTERN };
const GUID: JsonObject = { type: 'string', pattern: GUID_PATTERN };

const WAIVE: JsonObject = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['rule', 'because'],
    properties: {
      rule: { type: 'string', pattern: '^[A-Z]{3}-[0-9]{3}$', description: 'Code of the finding, such as LIF-001.' },
      because: { type: 'string', minLength: 1, maxLength: 300, description: 'Why it is accepted.' },
      until: {
        type: 'string',
        pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
        description: 'The last day that it is accepted, such as 2027-03-01. Left out: without an end.',
      },
    },
  },
  description: 'Findings that are accepted for this profile: they stop nothing and are still counted.',
};

/** Where nothing is installed: one object for all kinds, so that it is compiled once. */
const ASSIGN = assignSchema({});

/** The schema of one kind's documents. */
export function buildProfileSchema(kind: Kind): JsonObject {
  const fields = fieldsIn(kind);
  return {
    $schema: SCHEMA_DIALECT,
    title: kind.title,
    description: kind.doc,
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'key', 'name', 'settings'],
    properties: {
      kind: { const: kind.name, description: kind.doc },
      key: {
        ...KEY,
        description:
          'Stable id of the profile, unique in the tenant; people never see it. Rename it with `moved` in postilion.yaml.',
      },
      name: { ...NAME, description: 'Name in the admin center. Renaming is safe: it is never identity.' },
      ...(kind.labels === 'store' ? {} : { description: DESCRIPTION }),
      scopeTags: SCOPE_TAGS,
      settings: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(fields.map(([name, field]) => [name, fieldSchema(field)])),
        description: 'What is left out stays as it is in the tenant; null sets the default.',
      },
      assign: kind.install === undefined ? ASSIGN : assignSchema(installSchema(kind.install)),
      protect: { type: 'boolean', description: 'Refuse to take this profile away from anybody.' },
      waive: WAIVE,
      unmanaged: {
        type: 'array',
        uniqueItems: true,
        items: unmanagedSchema(kind),
        description: unmanagedText(kind),
      },
    },
    ...requiredUnlessLeft(fields.filter(([, field]) => field.required).map(([name]) => name)),
  };
}

const REQUIRED = 'What no profile can do without, unless the tenant has it already and `unmanaged` leaves it there.';

/** A setting that no profile can do without is there, or left to a tenant that has it already. */
function requiredUnlessLeft(names: readonly string[]): JsonObject {
  const rules = names.map(
    (name): JsonObject => ({
      if: {
        required: ['unmanaged'],
        properties: { unmanaged: { type: 'array', contains: { const: name } } },
      },
      else: { properties: { settings: { type: 'object', required: [name], description: REQUIRED } } },
    }),
  );
  return rules.length === 0 ? {} : { allOf: rules };
}

function unmanagedSchema(kind: Kind): JsonObject {
  const whole: JsonObject = { enum: [...fieldsIn(kind).map(([name]) => name), ...commonFields(kind)] };
  const parts = secretFields(kind).map((name) => ({ type: 'string', pattern: `^${name}/.`, maxLength: 300 }));
  return parts.length === 0 ? whole : { anyOf: [whole, ...parts] };
}

function unmanagedText(kind: Kind): string {
  const keys = secretFields(kind).map((name) => ` \`${name}/KEY\` leaves one key of ${name} to the portal.`);
  return `Fields left to the portal: never compared, never written.${keys.join('')}`;
}

function secretFields(kind: Kind): readonly string[] {
  return fieldsIn(kind).flatMap(([name, { secrets }]) => (secrets === undefined ? [] : [name]));
}

/** One schema for all kinds, for editors: the kind decides which of the parts applies. */
export function buildAnyProfileSchema(kinds: readonly Kind[]): JsonObject {
  return {
    $schema: SCHEMA_DIALECT,
    title: 'Postilion profile',
    type: 'object',
    required: ['kind'],
    properties: {
      kind: {
        enum: kinds.map((kind) => kind.name),
        description: 'What the profile is; it decides which settings there are.',
      },
    },
    allOf: kinds.map((kind) => {
      const { $schema: _, ...schema } = buildProfileSchema(kind);
      return { if: { properties: { kind: { const: kind.name } } }, then: schema };
    }),
  };
}

/** The schema of one field's YAML value; null is allowed where the field may be left out. */
function fieldSchema(field: Field): JsonObject {
  const description = describe(field);
  const base = field.initial === null ? { description } : { description, default: field.initial };
  return { ...base, ...valueSchema(field) };
}

function valueSchema(field: Field): JsonObject {
  const optional = !field.required;
  const { shape } = field;
  switch (shape.type) {
    case 'text':
      return { type: orNull('string', optional), minLength: 1, maxLength: shape.maxLength };
    case 'host':
      return { type: orNull('string', optional), minLength: 1, maxLength: 253 };
    case 'boolean':
      return { type: orNull('boolean', optional) };
    case 'choice':
      return { enum: [...Object.keys(shape.meanings), ...(optional ? [null] : [])] };
    case 'set':
      return {
        type: orNull('array', optional),
        items: { enum: Object.keys(shape.meanings) },
        uniqueItems: true,
        minItems: shape.atLeast,
      };
    case 'choice-or-custom':
      return {
        anyOf: [
          { enum: [...Object.keys(shape.meanings), ...(optional ? [null] : [])] },
          only({
            [shape.custom]: { type: 'string', minLength: 1, maxLength: 256, description: 'A text of your own.' },
          }),
        ],
      };
    case 'structured':
      return optional ? { anyOf: [shape.schema, { type: 'null' }] } : shape.schema;
    case 'file':
      return { type: 'string', minLength: 1, maxLength: 260, pattern: FILE_PATTERN };
    case 'reference':
      return {
        anyOf: [
          only({ key: { ...KEY, description: 'Key of a profile in this repository.' } }),
          only({ name: { ...NAME, description: `Name of an existing ${shape.target.noun}.` } }),
          only({ id: { ...GUID, description: `Id of an existing ${shape.target.noun}.` } }),
          ...(optional ? [{ type: 'null' }] : []),
        ],
      };
  }
}

function describe(field: Field): string {
  const { shape } = field;
  const meanings =
    'meanings' in shape
      ? Object.entries(shape.meanings).map(([member, meaning]) => `\n- \`${member}\`: ${meaning}`)
      : [];
  return `${field.doc}${meanings.join('')}\n\nAdmin center: ${field.label}.`;
}

/** Of apps: what is asked for beside the target. */
function installSchema(install: NonNullable<Kind['install']>): Readonly<Record<string, JsonObject>> {
  const settings = Object.entries(install.settings).map(([name, field]) => [name, fieldSchema(field)] as const);
  return {
    intent: {
      enum: [...INSTALL_INTENTS],
      default: 'required',
      description:
        'required: installed without asking. available: offered in Company Portal or the managed store. uninstall: taken away.',
    },
    ...(settings.length === 0
      ? {}
      : {
          settings: {
            type: 'object',
            additionalProperties: false,
            properties: Object.fromEntries(settings),
            description: 'What is left out stays as it is in the tenant.',
          },
        }),
  };
}

/** A filter by its name, with its platform where two have the name, or by its id. */
function filterSchema(description: string): JsonObject {
  return {
    description,
    anyOf: [
      NAME,
      {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'platform'],
        properties: {
          name: { ...NAME, description: 'Name of the filter.' },
          platform: { ...NAME, description: 'Platform of the filter as Graph spells it, such as iOS.' },
        },
      },
      only({ id: { ...GUID, description: 'Id of the filter.' } }),
    ],
  };
}

function assignSchema(install: Readonly<Record<string, JsonObject>>): JsonObject {
  const filter: JsonObject = {
    anyOf: [
      only({ include: filterSchema('Only devices that match the filter of this name.') }),
      only({ exclude: filterSchema('No device that matches the filter of this name.') }),
    ],
    description:
      'An assignment filter by name: `{include: NAME}` or `{exclude: NAME}`. Two filters of one name: `{name: NAME, platform: iOS}` or `{id: ID}` in place of NAME.',
  };
  const group = { description: 'Display name of a group. Two groups of one name: write `id` instead.', ...NAME };
  const id = { ...GUID, description: 'Id of a group.' };
  const everybody = (what: string): JsonObject => ({ const: true, description: what });
  const target = (name: string, schema: JsonObject, withFilter: boolean): JsonObject => ({
    type: 'object',
    additionalProperties: false,
    required: [name],
    properties: { [name]: schema, ...(withFilter ? { filter } : {}), ...install },
  });
  const include = [
    target('group', group, true),
    target('id', id, true),
    target('allUsers', everybody('Everybody with an Intune licence.'), true),
    target('allDevices', everybody('Every enrolled device.'), true),
  ];
  return {
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
      include: { type: 'array', items: { anyOf: include }, description: 'Who gets the profile.' },
      exclude: {
        type: 'array',
        items: { anyOf: [target('group', group, false), target('id', id, false)] },
        description: 'Groups that do not get it although they are included.',
      },
      sameAs: { type: 'array', items: KEY, minItems: 1, description: 'The assignments of these profiles together.' },
    },
    description: 'Left out: the assignments stay as they are in the tenant; null: nobody.',
  };
}

function only(properties: Readonly<Record<string, JsonValue>>): JsonObject {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

function orNull(type: string, optional: boolean): JsonValue {
  return optional ? [type, 'null'] : type;
}
