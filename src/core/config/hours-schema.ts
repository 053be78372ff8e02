/** The schemas of `windows` and `budget`: when changes may go out, and how many people they may disturb. */

import { EFFECT_LEVELS } from '../../model/effect.ts';
import type { JsonObject } from '../../model/json.ts';
import { DAYS } from '../../model/window.ts';

const ZONE = 'A zone of the zone database, such as Europe/Amsterdam.';

export function windowsSchema(): JsonObject {
  const window = {
    type: 'object',
    additionalProperties: false,
    required: ['rule', 'zone'],
    properties: {
      rule: {
        enum: ['allow', 'deny'],
        description: 'Deny wins. Where a window allows, nothing goes out outside of it.',
      },
      days: {
        type: 'array',
        items: { enum: [...DAYS] },
        minItems: 1,
        uniqueItems: true,
        description: 'Days on which it begins; every day where they are left out.',
      },
      hours: text('From and until, such as 09:00-16:00 or 22:00-05:00; the whole day where they are left out.'),
      dates: text('First and last day, such as 2026-12-18..2027-01-04; always where they are left out.'),
      zone: text(ZONE),
      from: {
        enum: EFFECT_LEVELS.slice(1),
        description: 'The mildest effect that it is about; notice where it is left out.',
      },
    },
  };
  const description = 'Hours in which changes may be written, or may not.';
  return { type: 'array', items: window, maxItems: 50, description };
}

export function budgetSchema(): JsonObject {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['disturbed'],
    properties: {
      disturbed: { type: 'integer', minimum: 1, description: 'People who have mail and notice a change.' },
      per: { enum: ['day', 'week'], description: 'In which time so many; weeks begin on Monday.' },
      zone: text('Whose days count; UTC where it is left out.'),
    },
    description: 'How many people changes may disturb; what is more waits for the next day or week.',
  };
}

function text(description: string): JsonObject {
  return { type: 'string', minLength: 1, maxLength: 64, description };
}
