import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectReader } from '../../../src/io/graph/connect.ts';
import { dispatcherFor } from '../../../src/io/graph/http/proxy.ts';
import { startProxy } from './connect-proxy.ts';
import { ok, startGraph, watched } from './scripted-graph.ts';

/** A name that no resolver knows: whatever reaches it went through the proxy. */
const ROOT = 'https://graph.postilion.invalid';

// The server behind the proxies has a certificate that nobody signed.
beforeEach(() => vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0'));
afterEach(() => {
  vi.unstubAllEnvs();
});

async function read(proxy: Readonly<Record<string, string>>, root = ROOT) {
  const { options, waits } = watched(root, { proxy });
  const reader = await connectReader(options);
  return { answer: await reader.get({ path: '/organization' }), waits };
}

test.each(['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'])('%s leads through a tunnel', async (name) => {
  const proxy = await startProxy();
  const { answer } = await read({ [name]: `http://${proxy.host}` });
  expect(answer).toEqual({ status: 'found', body: { id: 'x' } });
  expect(proxy.connected).toEqual([{ to: 'graph.postilion.invalid:443', authorization: undefined }]);
  expect(proxy.asked).toEqual(['GET /beta/organization Bearer good-token']);
});

test('the lower-case variable wins, an empty one counts as unset, and the scheme may be left out', async () => {
  const proxy = await startProxy();
  const { answer } = await read({ https_proxy: proxy.host, HTTPS_PROXY: 'http://127.0.0.1:1', http_proxy: '' });
  expect(answer.status).toBe('found');
});

test('a proxy is given the user name and password of the variable', async () => {
  const proxy = await startProxy({ password: 'ada:p@ss' });
  const { answer } = await read({ HTTPS_PROXY: `http://ada:p%40ss@${proxy.host}` });
  expect(answer.status).toBe('found');
});

test.each([
  ['', 'it wants a user name and password, set HTTPS_PROXY to http://USER:PASSWORD@'],
  ['ada:wrong@', "it doesn't accept the user name and password in HTTPS_PROXY"],
])('a proxy that answers 407 to "%s" is named, without the password', async (credentials, advice) => {
  const proxy = await startProxy({ password: 'ada:right' });
  const { answer, waits } = await read({ HTTPS_PROXY: `http://${credentials}${proxy.host}` });
  expect(answer).toHaveProperty(
    'problem.message',
    expect.stringContaining(`GET /organization: no answer (the proxy ${proxy.host} answered 407: ${advice}`),
  );
  expect(JSON.stringify(answer)).not.toContain('wrong');
  expect(waits).toEqual([]);
});

test('a proxy that forbids the host is named with what to do', async () => {
  const proxy = await startProxy({ status: 403 });
  const { answer, waits } = await read({ HTTPS_PROXY: proxy.host });
  expect(answer).toHaveProperty(
    'problem.message',
    `GET /organization: no answer (the proxy ${proxy.host} answered 403 to a connection to graph.postilion.invalid: allow graph.postilion.invalid there, or name it in NO_PROXY)`,
  );
  expect(waits).toEqual([]);
});

test('a proxy that is ailing is asked again', async () => {
  const proxy = await startProxy({ status: 502 });
  const { answer, waits } = await read({ HTTPS_PROXY: proxy.host });
  expect(answer).toHaveProperty('problem.message', expect.stringContaining(`the proxy ${proxy.host} answered 502`));
  expect(waits).toHaveLength(5);
});

test('a proxy that is not there is named', async () => {
  const { answer } = await read({ HTTPS_PROXY: 'http://127.0.0.1:1' });
  expect(answer).toHaveProperty('problem.message', expect.stringContaining('through the proxy 127.0.0.1:1: '));
});

test.each([200, 403])('an HTML page with %d through a proxy names the proxy', async (status) => {
  const proxy = await startProxy({ html: { status, text: '<html><title>Sign in</title></html>' } });
  const { answer } = await read({ HTTPS_PROXY: proxy.host });
  expect(answer).toHaveProperty(
    'problem.message',
    expect.stringContaining(`titled 'Sign in': the proxy ${proxy.host}, or a gateway behind it, stands between`),
  );
});

test('a 407 out of the tunnel, which fetch keeps to itself, names the proxy', async () => {
  const proxy = await startProxy({ html: { status: 407, text: '<html>' } });
  const { answer } = await read({ HTTPS_PROXY: proxy.host });
  expect(answer).toHaveProperty(
    'problem.message',
    `GET /organization: no answer (through the proxy ${proxy.host}: fetch failed); given up after 6 tries`,
  );
});

test('this machine itself is never reached through a proxy, however wrong the variables are', async () => {
  const graph = await startGraph(() => ok({ id: 'near' }));
  const proxy = await startProxy();
  for (const value of [proxy.host, 'socks5://127.0.0.1:1', 'http://%zz@x']) {
    const { answer } = await read({ HTTPS_PROXY: value, HTTP_PROXY: value }, graph.root);
    expect(answer).toEqual({ status: 'found', body: { id: 'near' } });
  }
  expect(proxy.connected).toEqual([]);
});

test.each([
  ['https://graph.microsoft.com/beta', '', true],
  ['https://graph.microsoft.com/beta', 'microsoft.com', false],
  ['https://graph.microsoft.com/beta', 'login.microsoftonline.com .microsoft.com', false],
  ['https://graph.microsoft.com/beta', 'example.com,*.MICROSOFT.com', false],
  ['https://graph.microsoft.com/beta', 'microsoft.com:443', false],
  ['https://graph.microsoft.com/beta', 'microsoft.com:8443', true],
  ['https://graph.microsoft.com/beta', 'soft.com', true],
  ['https://graph.microsoft.com/beta', '*', false],
  ['http://127.0.0.1:4312/beta', '', false],
  ['http://[::1]:4312/beta', '', false],
  ['http://localhost:4312/beta', '', false],
  ['http://169.254.169.254/metadata', '', false],
])('%s with NO_PROXY "%s": through the proxy is %s', (url, noProxy, through) => {
  const way = dispatcherFor({ HTTPS_PROXY: 'http://ada:hush@proxy.contoso.com:8080', NO_PROXY: noProxy });
  const proxy = way.proxyTo(url);
  expect(proxy?.host ?? null).toBe(through ? 'proxy.contoso.com:8080' : null);
});

test.each([
  ['socks5://proxy.contoso.com', 'HTTPS_PROXY names a proxy for socks5, which is not supported: write one such as'],
  ['http://', 'HTTPS_PROXY is no URL: write one such as http://proxy.example.com:8080'],
  ['http://ada:hush%@proxy.contoso.com', 'HTTPS_PROXY has a bare % in its user name or password: write it as %25'],
])('%s is refused before anything is sent', async (value, message) => {
  const { options } = watched(ROOT, { proxy: { HTTPS_PROXY: value } });
  await expect(connectReader(options)).rejects.toThrow(message);
  await expect(connectReader(options)).rejects.toMatchObject({ name: 'GraphRootError' });
  await expect(connectReader(options)).rejects.not.toThrow('hush');
});
