/** The program's own name, version and commit. */

import { readFileSync } from 'node:fs';
import { BUILD } from './build.ts';

/** `0.1.0`: of the build, or of the checkout's package. */
export function version(): string {
  if (BUILD !== null) return BUILD.version;
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const content: unknown = JSON.parse(text);
  return typeof content === 'object' && content !== null && 'version' in content ? String(content.version) : 'unknown';
}

/** `0.1.0 (commit unknown)`: a checkout's files may be those of no commit, so that only a build names one. */
export function versionWithCommit(): string {
  return `${version()} (commit ${BUILD?.commit ?? 'unknown'})`;
}

/** `postilion 0.1.0`, as documents name the tool that wrote them. */
export function tool(): string {
  return `postilion ${version()}`;
}
