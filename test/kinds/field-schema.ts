/** The schema of one field, as it stands in the schema of a profile. */

import type { Field } from '../../src/catalogue/field.ts';
import { buildProfileSchema } from '../../src/catalogue/profile-schema.ts';
import { iosMail } from '../../src/kinds/mail/ios.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';

/** What the schema of a kind with this field alone says about the field. */
export function fieldSchema(field: Field): JsonObject {
  let schema: JsonValue | undefined = buildProfileSchema({ ...iosMail, fields: { field } });
  for (const member of ['properties', 'settings', 'properties', 'field'])
    schema = isJsonObject(schema) ? schema[member] : undefined;
  if (!isJsonObject(schema)) throw new Error('the schema has no settings');
  return schema;
}
