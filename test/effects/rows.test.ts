/** Corrections against the vendors' own pages, in one page that a person can read, and the law behind one of them. */

import { expect, it } from 'vitest';
import { fieldsIn } from '../../src/catalogue/kind.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { CORRECTION_ROWS } from './correction-rows.ts';

it('each correction is as the page says', async () => {
  const lines = CORRECTION_ROWS.map(([row, what, says]) => `| ${row} | ${what} | ${says().replaceAll('|', '\\|')} |`);
  const page = [
    '# Corrections, row by row',
    '',
    '| row | what | said today |',
    '| --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('golden/rows.md');
});

it('one sentence of one source has one confidence, whatever the platform', () => {
  const told = new Map<string, Set<string>>();
  for (const kind of CATALOGUE)
    for (const [, field] of fieldsIn(kind))
      for (const { verdict } of field.changes) {
        const sentence = `${verdict.reason} [${verdict.sources.join()}]`;
        told.set(sentence, new Set([...(told.get(sentence) ?? []), verdict.confidence]));
      }
  expect([...told].filter(([, confidences]) => confidences.size > 1)).toEqual([]);
});
