/** GitHub is reached as Graph is: through the proxy that the environment names, and this machine itself never. */

import { expect, test } from 'vitest';
import { terminalOf } from '../../src/cli/terminal.ts';
import { openGitHub } from '../../src/cli/wiring/github.ts';
import { askGitHub } from '../../src/io/github/client.ts';
import { startProxy } from '../io/graph/connect-proxy.ts';
import { useGitHub } from './stand-in.ts';

async function ask(env: Readonly<Record<string, string>>): Promise<unknown> {
  const terminal = terminalOf({
    env: { GITHUB_TOKEN: 'ghs_comments', GITHUB_REPOSITORY: 'contoso/mail', ...env },
    cwd: () => '/',
    stdout: { write: () => {} },
    stderr: { write: () => {} },
    on: () => {},
    exit: () => {
      throw new Error('nobody asked to stop');
    },
  });
  const { client } = await openGitHub(terminal);
  return askGitHub('read who asks', 'nothing', async () => {
    return (await client.request('GET /user', { request: { retries: 0 } })).data;
  });
}

test('GitHub is asked through the proxy, and the stand-in on this machine is not', async (context) => {
  const proxy = await startProxy({ status: 403 });
  const github = await useGitHub(context);
  const HTTPS_PROXY = `http://${proxy.host}`;
  await expect(ask({ HTTPS_PROXY, GITHUB_API_URL: 'https://api.github.invalid' })).rejects.toThrow(
    'GitHub could not be reached to read who asks: Proxy response (403) !== 200 when HTTP Tunneling',
  );
  expect(proxy.connected.map(({ to }) => to)).toEqual(['api.github.invalid:443']);
  expect(await ask({ HTTPS_PROXY, HTTP_PROXY: HTTPS_PROXY, GITHUB_API_URL: github.url })).toMatchObject({
    type: 'Bot',
  });
  expect(proxy.connected).toHaveLength(1);
});
