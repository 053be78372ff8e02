import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { READ_KINDS } from '../../src/kinds/catalogue.ts';
import { REPOSITORY } from './canary-workshop.ts';

/** Code that serves every kind: what it has to know of one, the kind declares as a trait. */
const FOLDERS = ['catalogue', 'rules', 'core', 'report', 'app', 'cli', 'io', 'model'];

/** Lines that name a kind, or ask for one platform. */
function namesIn(text: string): readonly string[] {
  const names = READ_KINDS.map(({ name }) => name).join('|');
  const pattern = new RegExp(`'(?:${names})'|(?<!typeof )platform [!=]== '[a-z]|kind[.]name[.](?:starts|ends)With[(]`);
  // A name in a comment is an example.
  return text.split('\n').filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line) && pattern.test(line));
}

it('kinds and platforms are named by no code that serves all of them', () => {
  const found = globSync(
    FOLDERS.map((folder) => `src/${folder}/**/*.ts`),
    { cwd: REPOSITORY },
  ).flatMap((file) => namesIn(readFileSync(join(REPOSITORY, file), 'utf8')).map((line) => `${file}: ${line.trim()}`));
  expect(found).toEqual([]);
});

it.each(["if (kind.name === 'ios-mail') return [];", "kind.platform === 'ios' ? 1 : 2", "kind.name.endsWith('-scep')"])(
  '%s is found',
  (line) => {
    expect(namesIn(line)).toEqual([line]);
  },
);
