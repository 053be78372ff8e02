/** Finds the configuration that a command runs with. */

import { lstat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const CONFIG = 'postilion.yaml';
/** Of a repository for many tenants, whose configuration may be in `base/`. */
const TENANTS = 'tenants.yaml';

/**
 * The absolute path of the configuration at `explicitPath` (relative to `startDir`), or else of `postilion.yaml` in
 * `startDir` or the nearest folder above it; null where there is none.
 */
export async function findConfig(startDir: string, explicitPath?: string): Promise<string | null> {
  if (explicitPath !== undefined) {
    const path = resolve(startDir, explicitPath);
    return (await exists(path)) ? path : null;
  }
  for (let folder = resolve(startDir); ; folder = dirname(folder)) {
    const path = join(folder, CONFIG);
    if ((await exists(path)) || (await exists(join(folder, TENANTS)))) return path;
    if (dirname(folder) === folder) return null;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
