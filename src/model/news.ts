/** What a run tells a channel: numbers and one sentence, never a name. The document that a webhook gets, and its schema. */

import { EFFECT_LEVELS, type EffectLevel } from './effect.ts';
import type { JsonObject } from './json.ts';

/** `applied`: something was written; `waiting`: changes wait; `drift`: somebody's changes in the tenant stay. */
export const NEWS = ['applied', 'waiting', 'drift'] as const;
export type NewsEvent = (typeof NEWS)[number];

export interface News {
  readonly version: 1;
  readonly event: NewsEvent;
  /** Of what it is about: the same news has the same digest, and is told once. */
  readonly digest: string;
  readonly tenant: string;
  readonly owner: string;
  readonly commit: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly sentence: string;
  /** How many changes, or profiles, it is about. */
  readonly changes: number;
  readonly failed: number;
  /** Each once; null where nobody could count them. */
  readonly people: number | null;
  /** The worst for those who have mail today. */
  readonly effect: EffectLevel;
  /** Whether git and tenant agree. */
  readonly converged: boolean;
  /** The run, for whoever wants to know more; null where nobody knows its address. */
  readonly link: string | null;
}

/** The schema of the document. */
export function newsSchema(): JsonObject {
  const text = (description: string): JsonObject => ({ type: 'string', description });
  const count = (description: string): JsonObject => ({ type: 'integer', minimum: 0, description });
  const properties: { readonly [Name in keyof News]: JsonObject } = {
    version: { const: 1, description: 'Grows with anything that would mislead an older reader.' },
    event: { enum: [...NEWS], description: 'What happened.' },
    digest: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$', description: 'The same news has the same digest.' },
    tenant: text('Id of the Entra tenant.'),
    owner: text('owner of postilion.yaml.'),
    commit: { type: ['string', 'null'], description: 'What the run followed.' },
    at: text('When the run ended, in UTC.'),
    sentence: text('All of it in one sentence.'),
    changes: count('How many changes were written or wait, or how many profiles somebody changed.'),
    failed: count('How many steps failed.'),
    people: { type: ['integer', 'null'], minimum: 0, description: 'Whom it concerns, each once; null is unknown.' },
    effect: { enum: [...EFFECT_LEVELS], description: 'The worst for those who have mail today.' },
    converged: { type: 'boolean', description: 'Whether git and tenant agree.' },
    link: { type: ['string', 'null'], description: 'The run.' },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'News of a run',
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  };
}

/** What became of one message: `unknown` may have arrived. */
export interface NewsDelivery {
  readonly status: 'sent' | 'refused' | 'unknown';
  /** For people, without the address: it may hold a secret. */
  readonly message: string;
}
