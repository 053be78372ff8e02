import { expect, test } from 'vitest';
import { cloudHosts, graphRoot, graphScope } from '../../../src/io/graph/auth/clouds.ts';
import { parseRoot } from '../../../src/io/graph/http/root.ts';
import { CLOUDS } from '../../../src/model/config.ts';

const EXPECTED = {
  global: ['https://graph.microsoft.com', 'https://login.microsoftonline.com', 'api://AzureADTokenExchange'],
  usgov: ['https://graph.microsoft.us', 'https://login.microsoftonline.us', 'api://AzureADTokenExchangeUSGov'],
  'usgov-dod': [
    'https://dod-graph.microsoft.us',
    'https://login.microsoftonline.us',
    'api://AzureADTokenExchangeUSGov',
  ],
  china: [
    'https://microsoftgraph.chinacloudapi.cn',
    'https://login.chinacloudapi.cn',
    'api://AzureADTokenExchangeChina',
  ],
} as const;

test.each(CLOUDS)('%s: root, scope, authority, audience', (cloud) => {
  const [root, authority, exchangeAudience] = EXPECTED[cloud];
  expect(graphRoot(cloud)).toBe(root);
  expect(parseRoot(root)).toEqual({ base: root, loopback: false });
  expect(graphScope(cloud)).toBe(`${root}/.default`);
  expect(cloudHosts(cloud)).toEqual({ graph: root, authority, exchangeAudience });
});

test('no cloud is missing', () => {
  expect([...CLOUDS].sort()).toEqual(Object.keys(EXPECTED).sort());
});
