/** Makes a folder and those that hold it. */

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isThere } from './is-there.ts';

/**
 * One folder at a time: `mkdir` with `recursive` of Node 20 never ends below a folder whose system takes none, such as /proc
 * (`ENOENT` from a folder that is there). Throws what the system says.
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  for (let at = path; !(await isThere(at)) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  for (const folder of missing) {
    await mkdir(folder).catch((error: unknown) => {
      // Somebody else made it meanwhile.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
}
