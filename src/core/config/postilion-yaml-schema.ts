/** The schema of `postilion.yaml`: what an editor completes and explains, and what it is checked against. */

import type { Kind } from '../../catalogue/kind.ts';
import { GUID_PATTERN, SCHEMA_DIALECT } from '../../catalogue/profile-schema.ts';
import { EFFECT_LEVELS } from '../../model/effect.ts';
import { KEY_PATTERN } from '../../model/ids.ts';
import type { JsonObject } from '../../model/json.ts';
import { budgetSchema, windowsSchema } from './hours-schema.ts';

const KEY: JsonObject = { type: 'string', pattern: KEY_PATTERN };
const GUID: JsonObject = { type: 'string', pattern: GUID_PATTERN };

/** The schema of `postilion.yaml`. */
export function buildConfigSchema(kinds: readonly Kind[]): JsonObject {
  return {
    $schema: SCHEMA_DIALECT,
    title: 'postilion.yaml',
    ...strict(
      {
        version: { const: 1, description: 'Version of this file format.' },
        owner: {
          type: 'string',
          pattern: KEY_PATTERN,
          description: 'Part of the marker in every object; never change it.',
        },
        tenant: { ...tenantSchema(), description: 'The tenant that the profiles are for.' },
        profiles: {
          type: 'array',
          items: text('A glob below this file.'),
          minItems: 1,
          description: 'Where profiles are.',
        },
        state: {
          ...strict({ repo: text('Repository of the state branch.'), branch: text('Name of the state branch.') }),
          description: 'Where inventory, lock and run records are kept.',
        },
        branch: text('The branch that reconcile follows.'),
        ...policySchemas(),
        grace: { type: 'string', pattern: '^\\d{1,4}[dhm]$', description: 'How long an unassigned object is kept.' },
        lateness: {
          type: 'string',
          pattern: '^\\d{1,4}[dhm]$',
          description:
            "How long the service's lists may hide a new object: a create that nobody answered for waits so long.",
        },
        release: {
          type: 'object',
          propertyNames: KEY,
          additionalProperties: { type: 'string' },
          description: 'Keys that are no longer managed, each with the reason; their objects stay as they are.',
        },
        moved: {
          type: 'object',
          propertyNames: KEY,
          additionalProperties: KEY,
          description: 'Renamed profiles: old key to new key.',
        },
        suspend: {
          anyOf: [{ type: 'boolean' }, { type: 'array', items: KEY }],
          description: 'Keys whose changes wait until they are taken off this list; true for all.',
        },
        effects: { type: 'array', items: overrideSchema(kinds), description: 'What this tenant has observed itself.' },
        because: {
          type: 'object',
          additionalProperties: text('The reason.'),
          description:
            'Why a setting lets more through than before, by its name: limits.losingMail, protect.ios-sales.',
        },
      },
      ['version', 'owner', 'tenant'],
    ),
  };
}

function applySchema(): JsonObject {
  const description = 'Changes that are written side by side; what waits for another one is written after it.';
  return {
    ...strict({ concurrency: { type: 'integer', minimum: 1, maximum: 16, description } }),
    description: 'How changes are written.',
  };
}

function tenantSchema(): JsonObject {
  return strict({
    id: { ...GUID, description: 'Entra tenant id.' },
    cloud: { enum: ['global', 'usgov', 'usgov-dod', 'china'], description: 'National cloud.' },
    embedded: text('Folder of an embedded tenant, started for each run.'),
    graphUrl: text('Another Graph root, such as https://127.0.0.1:8443.'),
  });
}

function approvalSchema(): JsonObject {
  return {
    ...strict({
      from: { enum: EFFECT_LEVELS.slice(1), description: 'The mildest effect that needs an approval.' },
      growth: {
        ...strict({ percent: count('Percent of people.'), people: count('Number of people.') }),
        description: 'How much the people concerned may grow before an approval lapses.',
      },
      approvers: {
        type: 'array',
        items: {
          type: 'string',
          pattern: '^@?[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$',
          description: 'A user of GitHub, or a team with its organization: contoso/mail-admins.',
        },
        description:
          'Whose reviews on GitHub may approve, of those who may write to the repository; all of them when left out.',
      },
    }),
    description: 'What waits for an approval.',
  };
}

function policySchemas(): JsonObject {
  return {
    apply: applySchema(),
    windows: windowsSchema(),
    budget: budgetSchema(),
    heal: { enum: ['never', 'silent', 'all'], description: 'Which drift reconcile heals unattended.' },
    approval: approvalSchema(),
    policy: {
      ...strict({
        allUsers: { type: 'boolean', description: 'Whether a profile may be for all users or all devices.' },
        oauth: { enum: ['required', 'optional'], description: 'Whether mail profiles that have OAuth must use it.' },
        names: {
          type: 'array',
          items: { ...text('A name; * stands for any letters.'), maxLength: 256 },
          minItems: 1,
          description: 'Names that profiles may have.',
        },
        mostPeople: count('People whom one change may concern; a change for more is held.'),
      }),
      description: 'What the house allows; a profile that breaks it is an error.',
    },
    groups: {
      ...strict({
        allow: {
          type: 'array',
          items: { ...text('A group name; * stands for any letters.'), maxLength: 256 },
          description: 'Groups that profiles may name. Others are answered as if they did not exist.',
        },
        readUpTo: count('Members of a group that are read to count people; larger groups give upper bounds.'),
      }),
      description: 'What a plan may tell about the directory, for repositories that many people write to.',
    },
    limits: {
      ...strict({
        removals: count('Profiles taken away in one run.'),
        losingMail: count('People who lose mail in one run.'),
        newPeople: count('People set up in one run.'),
      }),
      description: 'Numbers above which changes wait for an approval that names them.',
    },
  };
}

function overrideSchema(kinds: readonly Kind[]): JsonObject {
  return strict(
    {
      kind: { enum: kinds.map((kind) => kind.name), description: 'A kind.' },
      field: text('A field of the kind.'),
      level: { enum: [...EFFECT_LEVELS], description: 'The effect that was observed.' },
      because: text('What was observed, when and where.'),
    },
    ['kind', 'field', 'level', 'because'],
  );
}

function text(description: string): JsonObject {
  return { type: 'string', minLength: 1, description };
}

function count(description: string): JsonObject {
  return { type: 'integer', minimum: 0, description };
}

function strict(properties: JsonObject, required: readonly string[] = []): JsonObject {
  return { type: 'object', additionalProperties: false, required: [...required], properties };
}
