import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CANARIES, REPOSITORY } from './canary-workshop.ts';
import { projectFiles } from './project-files.ts';
import { repeatedExports, retiredNames, retiredWords } from './words.ts';

const words = retiredWords(readFileSync(join(REPOSITORY, 'docs/glossary.md'), 'utf8'));
const canaries = projectFiles(['{src,test}/**/*.ts'], join(CANARIES, 'words'));

describe('names', () => {
  it('use no word that the glossary retired', () => {
    expect(words.length).toBeGreaterThan(30);
    expect(projectFiles(['{src,test}/**/*.ts']).flatMap((file) => retiredNames(file, words))).toEqual([]);
  });

  it('are exported once in src/', () => {
    expect(repeatedExports(projectFiles(['src/**/*.ts']))).toEqual([]);
  });
});

describe('the gates of names', () => {
  it.each(words)('refuse "$word" in the name of a file, an export and a type', ({ word, folders, kept }) => {
    const folder = folders[0] ?? 'src';
    const [first = '', ...rest] = word.split('-');
    const pascal = [first, ...rest].map((part) => `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`).join('');
    const text = `export const my${pascal} = 1;\ninterface ${pascal}Of {}\nfunction ${first}Inside() {}\n`;
    const found = retiredNames({ path: `${folder}/an-${word}.ts`, text }, words);
    expect(found.map((line) => line.split(' ')[1])).toEqual([`an-${word}.ts:`, `my${pascal}:`, `${pascal}Of:`]);
    for (const name of kept) {
      expect(retiredNames({ path: `${folder}/${name}`, text: '' }, words)).toEqual([]);
    }
  });

  it('report what the canaries hold', () => {
    expect(canaries.flatMap((file) => retiredNames(file, words))).toEqual([
      'src/core/diff/counted-drafts.ts counted-drafts.ts: say proposed change, assessed change',
      'src/core/diff/counted-drafts.ts countedDraftOf: say proposed change, assessed change',
      'src/core/diff/counted-drafts.ts TwinsByName: say duplicate object',
      'test/site.ts site.ts: say server, runner',
      'test/site.ts Desk: say repository',
    ]);
  });

  it('report a name that two files of the canaries export', () => {
    expect(repeatedExports(canaries)).toEqual(['Entry: src/core/diff/counted-drafts.ts, src/core/diff/entry.ts']);
  });
});
