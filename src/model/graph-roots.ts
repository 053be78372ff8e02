/** Where Microsoft Graph is in its four clouds (Graph's page on national clouds), and who may name another place. */

import type { Cloud } from './config.ts';
import { isLoopback } from './loopback.ts';

/** The Graph root of each cloud, without a version segment. */
export const GRAPH_ROOTS: Readonly<Record<Cloud, string>> = {
  global: 'https://graph.microsoft.com',
  usgov: 'https://graph.microsoft.us',
  'usgov-dod': 'https://dod-graph.microsoft.us',
  china: 'https://microsoftgraph.chinacloudapi.cn',
};

/**
 * True for an address that a file of the repository may name: whoever gets the token has the tenant, and a file can come
 * from anybody's pull request. Takes a parsed address: its host is in one spelling, and what looks like a host in the
 * text (`https://graph.microsoft.com@evil.example`) is told from it.
 */
export function mayFileName(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  return isLoopback(url) || Object.values(GRAPH_ROOTS).includes(url.origin);
}
