/** Every attack of the list is played; nothing of what it must not lead to may happen. */

import { afterAll, expect, test } from 'vitest';
import { isInSample } from '../deep.ts';
import { ATTACKS } from './attacks.ts';
import { closeScenes } from './scene.ts';

afterAll(closeScenes);

const SHARE = 8;
const SLOW_SHARE = 10;

/** A mutant asks for one story by its name, whatever the sample. */
const ALL = process.env['POSTILION_MUTANT'] !== undefined;

const TOLD = ATTACKS.filter(({ name, isSlow }) => ALL || isInSample(name, isSlow === true ? SLOW_SHARE : SHARE));

test.for(TOLD.map(({ section, name, play }) => [`${section}: ${name}`, play] as const))('%s', async ([, play]) => {
  expect(await play()).toEqual([]);
});

test('there are enough of them, each under a name of its own', () => {
  expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
  expect(ATTACKS.length).toBeGreaterThanOrEqual(200);
});

/** Kinds of fault that are tried here, each by so many stories at least; those about words alone have tests of their own. */
const SECTIONS = {
  A: [1, 2, 3, 4, 5, 6],
  B: [1, 2, 3, 4, 5],
  C: [1, 2],
  D: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  E: [1, 2, 3, 4, 5, 6, 7],
  F: [1, 2, 3, 4, 5],
  G: [1, 2, 3, 4],
} as const;
const FEWEST = 3;

function sectionsWithout(stories: readonly { readonly section: string }[]): readonly string[] {
  const told = (wanted: string): number => stories.filter(({ section }) => section === wanted).length;
  const wanted = Object.entries(SECTIONS).flatMap(([letter, rows]) => rows.map((row) => `${letter}${row}`));
  return wanted.filter((section) => told(section) < FEWEST);
}

test('no kind of fault is without a story', () => {
  expect(sectionsWithout(ATTACKS)).toEqual([]);
  expect(sectionsWithout(ATTACKS.filter(({ section }) => section !== 'C2'))).toEqual(['C2']);
});

test('docs/attacks.md lists them', async () => {
  const rows = ATTACKS.map(({ section, name, does, mustNot }) => `| ${section} | ${name} | ${does} | ${mustNot} |`);
  await expect([PAGE, ...rows, ''].join('\n')).toMatchFileSnapshot('../../docs/attacks.md');
});

const PAGE = `# Attacks and accidents

Each story below is played by \`test/attacks\` and judged by what the embedded tenant's ledger shows: writes to what isn't ours, changes that people
notice without an approval that fits, two assigned objects of one profile, tokens that another address hears, bytes outside
of the folders that a run may write to. \`npm test\` plays about one in eight, chosen by a hash of the name; all of them:

\`\`\`sh
POSTILION_DEEP=1 npx vitest run test/attacks
npx vitest run test/attacks/attacks.test.ts --update   # writes this page anew
\`\`\`

More stories of the same kind, on a larger tenant, stand in \`test/attacks/ownership.test.ts\`; what \`late-lists.test.ts\` tries is every
create of every situation of \`test/faults\` on lists that show new objects late.

| kind | story | what happens | what must not follow |
|---|---|---|---|`;
