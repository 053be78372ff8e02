/** The program's own name and version, from its package. */

import { readFileSync } from 'node:fs';

/** `0.1.0`. */
export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const content: unknown = JSON.parse(text);
  return typeof content === 'object' && content !== null && 'version' in content ? String(content.version) : 'unknown';
}

/** `postilion 0.1.0`, as documents name the tool that wrote them. */
export function tool(): string {
  return `postilion ${version()}`;
}
