/** The JSON Schema of what admins see of a profile: its name, its description and its scope tags. */

import type { JsonObject } from '../model/json.ts';

export const DESCRIPTION: JsonObject = {
  type: ['string', 'null'],
  maxLength: 800,
  description: 'Text in the admin center. Postilion adds a line of its own that says whose object it is.',
};
/** A name as Graph takes it. */
export const NAME: JsonObject = { type: 'string', minLength: 1, maxLength: 256 };
export const TAG_ID_PATTERN = '^[0-9]{1,10}$';
const TAG_ID: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: { id: { type: 'string', pattern: TAG_ID_PATTERN, description: 'As Graph numbers scope tags.' } },
};

export const SCOPE_TAGS: JsonObject = {
  type: 'array',
  items: { anyOf: [NAME, TAG_ID] },
  minItems: 1,
  maxItems: 100,
  uniqueItems: true,
  description:
    'Names of scope tags, or {id: …} where the role of the sign-in may not read tags. Left out: as they are in the tenant; `Default` for a new profile, so a role without that tag names one of its own.',
};
