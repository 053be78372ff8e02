/** The one place that loads git: commands that don't look at commits start without it. */

import type { SimpleGit } from 'simple-git';
import { onOneLine } from '../../model/text.ts';

/** Git in a folder. Throws when the folder doesn't exist; whether it's a repository shows with the first command. */
export async function openGit(folder: string): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({ baseDir: folder });
}

/** Git's own words about a failure, on one line and with nothing that steers a terminal. */
export function gitFault(error: unknown): string {
  const text = error instanceof Error ? error.message : 'git failed';
  const [line = text] = text.split('\n').filter((part) => /^(?:fatal|error):/.test(part));
  return onOneLine(line)
    .replace(/^(?:fatal|error): /, '')
    .trim()
    .slice(0, 200);
}
