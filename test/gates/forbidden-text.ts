/** What no file of the project may say, because it holds on one machine only or switches tests off. */

import type { ProjectFile } from './project-files.ts';

const FORBIDDEN = [
  { what: 'a path of one machine', pattern: /(?<![\w.:/@~-])\/(?:work|tmp|root|home\/\w+|Users\/\w+)\/[\w.]/ },
  {
    what: 'the host of a package registry',
    pattern: /\b(?:registry|npm|verdaccio)\.[a-z0-9-]+\.(?:org|com|io|net|dev)\b/,
  },
  {
    what: 'a test that is switched off or alone',
    pattern: /\b(?:it|test|describe|suite|bench)\.(?:\w+\.)?(?:only|skip|todo|fails|skipIf|runIf)\b/,
  },
  { what: 'a test that skips itself', pattern: /\b(?:ctx|context|task)\.skip\(/ },
] as const;

/** `path:line what` for each forbidden thing in a file. */
export function forbiddenIn(file: ProjectFile): readonly string[] {
  return file.text.split('\n').flatMap((line, index) => {
    const broken = FORBIDDEN.filter(({ pattern }) => pattern.test(line));
    return broken.map(({ what }) => `${file.path}:${index + 1} ${what}`);
  });
}
