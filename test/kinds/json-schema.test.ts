/** The schemas that are built now are those that editors have; a difference is meant, or it is a bug. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { setField, textField } from '../../src/catalogue/fields/basic.ts';
import { buildAnyProfileSchema, buildProfileSchema } from '../../src/catalogue/profile-schema.ts';
import { buildConfigSchema } from '../../src/core/config/postilion-yaml-schema.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { fieldSchema } from './field-schema.ts';

function committed(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
}

describe('the committed schema', () => {
  it.each(CATALOGUE.map((kind) => [kind.name, kind] as const))('of %s is the one that is built', (name, kind) => {
    expect(buildProfileSchema(kind)).toEqual(committed(name));
  });

  it('of any profile is the one that is built', () => {
    expect(buildAnyProfileSchema(CATALOGUE)).toEqual(committed('profile'));
  });

  it('of the configuration is the one that is built', () => {
    expect(buildConfigSchema(CATALOGUE)).toEqual(committed('postilion'));
  });
});

describe('the schema of a field', () => {
  const named = { label: 'Label', doc: 'Doc.', changes: [] } as const;

  it('allows null where the field may be left out, and says where it stands', () => {
    const text = { ...named, graph: 'name', examples: [] };
    const optional = {
      type: ['string', 'null'],
      minLength: 1,
      maxLength: 256,
      description: 'Doc.\n\nAdmin center: Label.',
    };
    expect(fieldSchema(textField(text))).toEqual(optional);
    expect(fieldSchema(textField({ ...text, required: true }))).toEqual({ ...optional, type: 'string' });
  });

  it('tells what each member means, and the default', () => {
    const meanings = { email: 'mail', notes: 'notes of people' } as const;
    const spec = { ...named, graph: 'services', meanings, initial: ['notes'], none: 'none', atLeast: 1 } as const;
    expect(fieldSchema(setField(spec))).toEqual({
      type: ['array', 'null'],
      items: { enum: ['email', 'notes'] },
      uniqueItems: true,
      minItems: 1,
      default: ['notes'],
      description: 'Doc.\n- `email`: mail\n- `notes`: notes of people\n\nAdmin center: Label.',
    });
  });
});
