/** The schema of `tenants.yaml`: what an editor completes and explains, and what it is checked against. */

import { GUID_PATTERN, SCHEMA_DIALECT } from '../../catalogue/profile-schema.ts';
import { CLOUDS } from '../../model/config.ts';
import { KEY_PATTERN } from '../../model/ids.ts';
import type { JsonObject } from '../../model/json.ts';

/** Far above the five hundred tenants that the largest providers run. */
const MOST_TENANTS = 1000;

const VARIABLES: JsonObject = {
  type: 'object',
  propertyNames: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$' },
  additionalProperties: {
    anyOf: [
      { type: ['string', 'number', 'boolean'] },
      { type: 'array', items: { type: ['string', 'number', 'boolean'] } },
    ],
  },
  description: 'Values for ${{ vars.NAME }} in the files of base/ and of the tenants.',
};

/** The schema of `tenants.yaml`. */
export function buildTenantsSchema(): JsonObject {
  return {
    $schema: SCHEMA_DIALECT,
    title: 'tenants.yaml',
    ...strict(
      {
        version: { const: 1, description: 'Version of this file format.' },
        vars: { ...VARIABLES, description: 'Variables of all tenants; a wave and a tenant may say otherwise.' },
        waves: {
          type: 'array',
          items: strict(
            { name: { type: 'string', pattern: KEY_PATTERN, description: 'Name of the wave.' }, vars: VARIABLES },
            ['name'],
          ),
          description: 'The order in which changes reach the tenants, one wave after the other.',
        },
        tenants: {
          type: 'array',
          minItems: 1,
          maxItems: MOST_TENANTS,
          items: tenantSchema(),
          description: 'The tenants, each with a folder of its own below tenants/ where it differs.',
        },
      },
      ['version', 'tenants'],
    ),
  };
}

function tenantSchema(): JsonObject {
  return strict(
    {
      name: {
        type: 'string',
        pattern: KEY_PATTERN,
        description: 'Name of the tenant, of its folder and state branch.',
      },
      id: { type: 'string', pattern: GUID_PATTERN, description: 'Entra tenant id.' },
      cloud: { enum: [...CLOUDS], description: 'National cloud.' },
      embedded: { type: 'string', minLength: 1, description: 'Folder of an embedded tenant, for trying things.' },
      wave: { type: 'string', pattern: KEY_PATTERN, description: 'The wave in which changes reach it.' },
      vars: VARIABLES,
    },
    ['name'],
  );
}

function strict(properties: JsonObject, required: readonly string[]): JsonObject {
  return { type: 'object', additionalProperties: false, required: [...required], properties };
}
