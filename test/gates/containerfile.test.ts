/** The container can't be built on this machine: what can be said of its recipe is read from the text. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from './canary-workshop.ts';

const TEXT = readFileSync(join(REPOSITORY, 'Containerfile'), 'utf8');

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** Lines that end with a backslash are one with the next; comments are none. */
function instructionsIn(text: string): readonly Instruction[] {
  const lines = text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n');
  return lines.flatMap((line) => {
    const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    return word === '' ? [] : [{ word: word.toUpperCase(), rest }];
  });
}

/** What one would not want to run; empty when there is nothing. */
function recipeFaults(text: string): readonly string[] {
  const all = instructionsIn(text);
  const of = (word: string): readonly string[] => all.filter((one) => one.word === word).map(({ rest }) => rest);
  const user = of('USER').at(-1) ?? 'root';
  const aptLists = of('RUN').filter(
    (run) => run.includes('apt-get install') && !run.includes('rm -rf /var/lib/apt/lists'),
  );
  return [
    ...(of('FROM').every((from) => /^node:22-slim$/.test(from))
      ? []
      : ['is made from something else than node:22-slim']),
    ...(/^(?!0+(?::|$))\d+:\d+$/.test(user) ? [] : ['runs as root, or as somebody whose number is not told']),
    ...(of('RUN').some((run) => /apt-get install.*\bgit\b/.test(run)) ? [] : ['has no git']),
    ...(aptLists.length === 0 ? [] : ['keeps the lists of packages']),
    ...(of('ADD').length === 0 ? [] : ['fetches with ADD']),
    ...(of('RUN').some((run) => /\b(?:curl|wget|npm)\b/.test(run))
      ? ['fetches or installs more than the package']
      : []),
    ...(of('COPY').every((copy) => copy.startsWith('${PACKAGE} ')) ? [] : ['copies more than the package']),
    ...(of('ENTRYPOINT').every((entry) => entry === '["postilion"]') ? [] : ['starts something else']),
    ...(/(?:TOKEN|SECRET|PASSWORD)/.test(text) ? ['has a place for a secret'] : []),
  ];
}

describe('the Containerfile', () => {
  it('has the package, git and somebody who is not root', () => {
    expect(recipeFaults(TEXT)).toEqual([]);
    expect(instructionsIn(TEXT).map(({ word }) => word)).toEqual(
      expect.arrayContaining(['FROM', 'RUN', 'COPY', 'USER', 'ENTRYPOINT']),
    );
  });

  it.each([
    ['FROM node:22-slim', 'FROM node:latest', 'is made from something else than node:22-slim'],
    ['USER 1000:1000', '', 'runs as root, or as somebody whose number is not told'],
    ['USER 1000:1000', 'USER node', 'runs as root, or as somebody whose number is not told'],
    ['USER 1000:1000', 'USER 0:0', 'runs as root, or as somebody whose number is not told'],
    [' && rm -rf /var/lib/apt/lists/*', ' && true', 'keeps the lists of packages'],
    ['COPY ${PACKAGE}', 'COPY .', 'copies more than the package'],
    ['ARG PACKAGE', 'ADD https://example.org/x /x', 'fetches with ADD'],
    ['WORKDIR /profiles', 'RUN npm install --global x', 'fetches or installs more than the package'],
    ['["postilion"]', '["sh"]', 'starts something else'],
  ])('is refused with %j replaced by %j', (text, other, fault) => {
    expect(TEXT).toContain(text);
    expect(recipeFaults(TEXT.replace(text, other))).toEqual([fault]);
  });
});
