/** The four Microsoft clouds: where Graph is, who signs in, and for which audience (Graph's national clouds page). */

import type { Cloud } from '../../../model/config.ts';
import { GRAPH_ROOTS } from '../../../model/graph-roots.ts';

export interface CloudHosts {
  readonly graph: string;
  readonly authority: string;
  /** What a federated credential is issued for. */
  readonly exchangeAudience: string;
}

const HOSTS: Readonly<Record<Cloud, CloudHosts>> = {
  global: {
    graph: GRAPH_ROOTS.global,
    authority: 'https://login.microsoftonline.com',
    exchangeAudience: 'api://AzureADTokenExchange',
  },
  usgov: {
    graph: GRAPH_ROOTS.usgov,
    authority: 'https://login.microsoftonline.us',
    exchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  'usgov-dod': {
    graph: GRAPH_ROOTS['usgov-dod'],
    authority: 'https://login.microsoftonline.us',
    exchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    graph: GRAPH_ROOTS.china,
    authority: 'https://login.chinacloudapi.cn',
    exchangeAudience: 'api://AzureADTokenExchangeChina',
  },
};

/** The Graph root of a cloud, without a version segment. */
export function graphRoot(cloud: Cloud): string {
  return HOSTS[cloud].graph;
}

/** What a token for a cloud's Graph is asked for: everything the app has been granted there. */
export function graphScope(cloud: Cloud): string {
  return `${HOSTS[cloud].graph}/.default`;
}

/** Everything that differs between clouds. */
export function cloudHosts(cloud: Cloud): CloudHosts {
  return HOSTS[cloud];
}
