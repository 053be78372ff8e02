import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { behaviourRows } from './behaviours.ts';
import { documentationText } from './documentation-text.ts';

test('every behaviour of the table has exactly one test, and no test is without a row', () => {
  const folder = new URL('.', import.meta.url);
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const tested = texts.flatMap((text) => [...text.matchAll(/^behaviour\('([a-z0-9-]+)'/gm)].map((match) => match[1]));
  expect(tested.toSorted()).toEqual(
    behaviourRows()
      .map(([id]) => id)
      .toSorted(),
  );
});

test('docs/embedded-tenant.md says what the table says (vitest -u writes it)', async () => {
  await expect(documentationText()).toMatchFileSnapshot('../../docs/embedded-tenant.md');
});
