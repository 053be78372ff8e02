/** The state branch in a real repository, behind a remote that refuses, dies, moves and vanishes in the middle of a run. */

import { afterAll, expect, test } from 'vitest';
import { openFaultyServer } from './faulty-server.ts';
import { gitTrials, seededRemote, withstand } from './git-trials.ts';
import { situations } from './situations.ts';
import { tell } from './story.ts';
import { chosenTrials, DEEP, tripleText } from './triples.ts';

const FAMILY = 'real git';
const faulty = await openFaultyServer();
afterAll(() => faulty.close());

const NAMES = [
  'apply: create, alone',
  'reconcile: rename, beside a create',
  'apply: remove, alone',
  'prune: one tombstone',
];
const isWhole = DEEP || process.env['POSTILION_REPLAY'] !== undefined;
const told = situations().filter(({ name }) => (isWhole ? NAMES : NAMES.slice(0, 1)).includes(name));

test.for(told)('whatever happens to git during: $name', { timeout: 600_000 }, async (situation) => {
  const story = await tell(situation, faulty);
  const seed = await seededRemote(story);
  const failures: string[] = [];
  for (const { name, what } of chosenTrials(FAMILY, situation, gitTrials(story), 1)) {
    const wrong = await withstand(story, what, seed, faulty);
    if (wrong.length > 0)
      failures.push(`POSTILION_REPLAY='${tripleText(FAMILY, situation, name)}'\n  ${wrong.join('\n  ')}`);
  }
  await seed.close();
  expect(failures.join('\n')).toBe('');
});
