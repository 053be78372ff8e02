import { describe, expect, it } from 'vitest';
import { forbiddenIn } from './forbidden-text.ts';
import { projectFiles } from './project-files.ts';

describe('forbidden text', () => {
  it('is in no file of the project', () => {
    const files = projectFiles(['**/*.{ts,js,mjs,json,md,yml,yaml,sh}', '.ci/*', '.npmrc', '.gitignore']);
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap(forbiddenIn)).toEqual([]);
  });

  it('is found', () => {
    // Put together here, so that no file of the project holds any of it.
    const found = [
      `read it from ${['', 'work', 'somewhere'].join('/')}`,
      `dir: "${['', 'tmp', 'state'].join('/')}"`,
      `https://${['registry', 'npmjs', 'org'].join('.')}/yaml`,
      `it${'.only'}('alone', check);`,
      `describe.concurrent${'.skip'}('off', check);`,
      `context${'.skip'}('not today');`,
    ];
    const harmless = `https://graph.microsoft.com${['', 'work', 'tmp'].join('/')}/a and src/kinds${['', 'work'].join('/')}/mail.ts`;
    expect(forbiddenIn({ path: 'all-of-it.txt', text: [...found, harmless].join('\n') })).toEqual([
      'all-of-it.txt:1 a path of one machine',
      'all-of-it.txt:2 a path of one machine',
      'all-of-it.txt:3 the host of a package registry',
      'all-of-it.txt:4 a test that is switched off or alone',
      'all-of-it.txt:5 a test that is switched off or alone',
      'all-of-it.txt:6 a test that skips itself',
    ]);
  });
});
