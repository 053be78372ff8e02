/** `postilion completion keys`: what completion offers where a key of a profile is wanted. */

import type { Terminal } from '../terminal.ts';
import { openRepository } from '../wiring/repository.ts';

/** A key a line; nothing outside of a repository, and of one that can't be read: the shell only wanted help. */
export async function printKeys(terminal: Terminal): Promise<void> {
  try {
    const { usable } = await openRepository({}, terminal);
    for (const key of usable?.profiles.map((profile) => profile.key).sort() ?? []) terminal.print(`${key}\n`);
  } catch {
    // Without a repository there are no keys.
  }
}
