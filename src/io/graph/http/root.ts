/** The one place on the network that a token may be sent to, and how links of Graph are held against it. */

import { isLoopback } from '../../../model/loopback.ts';
import { withoutCredentials } from '../../../model/repository-address.ts';

/** Graph's beta: the types of mail profiles exist nowhere else. */
export const VERSION = 'beta';

/** `base` is the root without a version segment and without a slash at its end. */
export interface GraphRoot {
  readonly base: string;
  readonly loopback: boolean;
}

/** The configured Graph root, or the proxy to it, can't be used; the message says what to write. Exit code 10. */
export class GraphRootError extends Error {
  override readonly name = 'GraphRootError';
}

/**
 * Parses a root such as `https://graph.microsoft.com` or `http://127.0.0.1:4312`. A trailing slash and a version
 * segment are tolerated. Throws GraphRootError for anything a token must not go to, plain http to other machines above
 * all.
 */
export function parseRoot(text: string): GraphRoot {
  const url = URL.canParse(text) ? new URL(text) : null;
  const shown = JSON.stringify(withoutCredentials(text));
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new GraphRootError(`Graph root ${shown} is no URL: write one such as https://graph.microsoft.com`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new GraphRootError(
      'Graph root holds a user name or password: take it out, the access token is the credential',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw new GraphRootError(`Graph root ${shown} has a query or fragment: leave it out`);
  }
  const loopback = isLoopback(url);
  if (url.protocol === 'http:' && !loopback) {
    throw new GraphRootError(
      `Graph root ${shown} would send the token unencrypted: use https (plain http only on loopback)`,
    );
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(?:beta|v1\.0)$/i, '');
  return { base: `${url.origin}${path}`, loopback };
}

/** The absolute URL of a path below the version segment. */
export function absoluteUrl(root: GraphRoot, path: string): string {
  return `${root.base}/${VERSION}${path}`;
}

/**
 * The path below the version segment, with its query, of a URL; null when it lies anywhere else. `from` is the path
 * whose answer held the link, for links relative to it.
 */
export function pathBelow(root: GraphRoot, link: string, from: string): string | null {
  const below = `${root.base}/${VERSION}`;
  const start = absoluteUrl(root, from);
  if (!URL.canParse(link, start)) return null;
  const url = new URL(link, start);
  if (url.username !== '' || url.password !== '') return null;
  const normal = `${url.origin}${url.pathname}`;
  return normal.startsWith(`${below}/`) ? `${normal.slice(below.length)}${url.search}` : null;
}
