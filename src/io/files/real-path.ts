/** Where a path really leads, links followed, also where its end isn't there yet. */

import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/** The path with every link on the way resolved; what is not there yet stays as it is written. */
export async function resolveRealPath(path: string): Promise<string> {
  const whole = resolve(path);
  try {
    return await realpath(whole);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const above = dirname(whole);
    // A link to nowhere is followed by whoever writes there: what it names is out of sight.
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || above === whole) return whole;
    return join(await resolveRealPath(above), basename(whole));
  }
}

/** True for a path strictly below the folder; both absolute. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}
