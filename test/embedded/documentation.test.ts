import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { behaviourRows } from './behaviours.ts';
import { documentationText } from './documentation-text.ts';

function byText(a: string | undefined, b: string | undefined): number {
  return (a ?? '').localeCompare(b ?? '');
}

test('every behaviour of the table has exactly one test, and no test is without a row', () => {
  const folder = new URL('.', import.meta.url);
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const tested = texts.flatMap((text) =>
    [...text.matchAll(/^test\(`([a-z0-9-]+): \$\{says\('\1'\)\}`/gm)].map((match) => match[1]),
  );
  expect(tested.toSorted(byText)).toEqual(
    behaviourRows()
      .map(([id]) => id)
      .toSorted(byText),
  );
});

test('docs/embedded-tenant.md says what the table says (vitest -u writes it)', async () => {
  await expect(documentationText()).toMatchFileSnapshot('../../docs/embedded-tenant.md');
});
