import { expect, test } from 'vitest';
import { createTokenSource } from '../../../src/io/graph/auth/credentials.ts';
import { requestGithubAssertion } from '../../../src/io/graph/auth/github-oidc.ts';
import { chooseIdentity } from '../../../src/io/graph/auth/identity.ts';
import { ok, startGraph } from './scripted-graph.ts';

const app = { POSTILION_CLIENT_ID: 'app' };
const github = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://github.example/token?x=1',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'proof',
};
const certificate = { POSTILION_CLIENT_CERTIFICATE_PATH: 'app.pem' };
const secret = { POSTILION_CLIENT_SECRET: 'hush' };
const file = { AZURE_FEDERATED_TOKEN_FILE: 'token.jwt' };

test.each([
  ['access-token', { POSTILION_ACCESS_TOKEN: ' token\n', ...app, ...github }],
  ['github', { ...app, ...github, ...file, ...certificate, ...secret }],
  ['token-file', { ...app, ...file, ...certificate, ...secret }],
  ['certificate', { ...app, ...certificate, ...secret }],
  ['secret', { ...app, ...secret }],
  ['machine', { ...app }],
  ['machine', { ...github, POSTILION_ACCESS_TOKEN: '', POSTILION_CLIENT_SECRET: '' }],
])('%s is chosen', (type, env) => {
  expect(chooseIdentity(env).type).toBe(type);
});

test('a credential without its app says which variable to set', () => {
  expect(() => chooseIdentity(secret)).toThrow(
    'POSTILION_CLIENT_SECRET is set, but not whose it is: set POSTILION_CLIENT_ID',
  );
});

test('a ready token wins and is trimmed', async () => {
  const env = { POSTILION_ACCESS_TOKEN: ' token\n', ...app, ...secret };
  const source = createTokenSource({ env, tenantId: null, cloud: 'global', graphUrl: 'https://elsewhere.example' });
  expect(await source()).toBe('token');
  expect(await source('token')).toBe('token');
});

test('a token of a real identity goes to the cloud’s own Graph only', async () => {
  const source = createTokenSource({
    env: { ...app, ...secret },
    tenantId: 't',
    cloud: 'global',
    graphUrl: 'https://graph.evil.example',
  });
  await expect(source()).rejects.toThrow('set POSTILION_ACCESS_TOKEN to a token for that place');
});

test('without a tenant to sign in to, the variable to set is named', async () => {
  const source = createTokenSource({ env: { ...app, ...secret }, tenantId: null, cloud: 'usgov' });
  await expect(source()).rejects.toThrow('set POSTILION_TENANT_ID');
});

test('GitHub is asked for a proof for Entra’s audience', async () => {
  const server = await startGraph(() => ok({ value: 'jwt' }));
  expect(await requestGithubAssertion(`${server.root}/token?x=1`, 'proof', 'api://AzureADTokenExchange')).toBe('jwt');
  expect(server.seen[0]?.url).toBe('/token?x=1&audience=api%3A%2F%2FAzureADTokenExchange');
  expect(server.seen[0]?.headers.authorization).toBe('Bearer proof');
});

test('a job without id-token permission is told so', async () => {
  const server = await startGraph(() => ({ status: 403, body: { message: 'no' } }));
  await expect(requestGithubAssertion(server.root, 'proof', 'a')).rejects.toThrow('id-token: write');
});
