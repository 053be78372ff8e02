import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CANARIES } from './canary-workshop.ts';
import { forbiddenIn } from './forbidden-text.ts';
import { projectFiles } from './project-files.ts';

describe('forbidden text', () => {
  it('is in no file of the project', () => {
    const files = projectFiles(['**/*.{ts,js,mjs,json,md,yml,yaml,sh}', '.ci/*', '.npmrc', '.gitignore']);
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap(forbiddenIn)).toEqual([]);
  });

  it('is found', () => {
    const path = 'all-of-it.txt';
    const text = readFileSync(join(CANARIES, 'forbidden-text', path), 'utf8');
    expect(forbiddenIn({ path, text })).toEqual([
      'all-of-it.txt:1 a path of one machine',
      'all-of-it.txt:2 a path of one machine',
      'all-of-it.txt:3 the host of a package registry',
      'all-of-it.txt:4 a test that is switched off or alone',
      'all-of-it.txt:5 a test that is switched off or alone',
      'all-of-it.txt:6 a test that skips itself',
    ]);
  });
});
