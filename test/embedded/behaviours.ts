/**
 * What the embedded tenant does as Microsoft Graph does, and how we know. `docs/embedded-tenant.md` is written from this
 * table and every row has a test of the same id, so the three can't drift apart.
 */
import type { Row } from './behaviour-row.ts';
import { aroundRows } from './behaviours-around.ts';
import { entraRows } from './behaviours-entra.ts';
import { linksRows } from './behaviours-links.ts';
import { readingRows } from './behaviours-reading.ts';
import { writingRows } from './behaviours-writing.ts';

const behaviours = { ...readingRows, ...writingRows, ...linksRows, ...aroundRows, ...entraRows };

export type BehaviourId = keyof typeof behaviours;

/** Rows in the order of the table. */
export function behaviourRows(): readonly (readonly [string, Row])[] {
  return Object.entries(behaviours);
}

/** The sentence of a behaviour, for the title of its test. */
export function says(id: BehaviourId): string {
  return behaviours[id].says;
}
