/** Whether something has that path: a file, a folder, or a link that leads nowhere. */

import { lstat } from 'node:fs/promises';

/** False also where the folders above may not be searched. */
export async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}
