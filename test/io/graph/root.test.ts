import { expect, test } from 'vitest';
import { connectReader } from '../../../src/io/graph/connect.ts';
import { parseRoot, pathBelow } from '../../../src/io/graph/http/root.ts';
import { watched } from './scripted-graph.ts';

test.each([
  ['https://graph.microsoft.com', 'https://graph.microsoft.com', false],
  ['https://GRAPH.microsoft.com/beta/', 'https://graph.microsoft.com', false],
  ['https://gateway.example/graph/v1.0', 'https://gateway.example/graph', false],
  ['http://127.0.0.1:4312/', 'http://127.0.0.1:4312', true],
  ['http://localhost:4312', 'http://localhost:4312', true],
  ['http://[::1]:4312', 'http://[::1]:4312', true],
  ['https://127.0.0.1:8443', 'https://127.0.0.1:8443', true],
])('%s is a root', (text, base, loopback) => {
  expect(parseRoot(text)).toEqual({ base, loopback });
});

test.each([
  ['http://graph.microsoft.com', 'unencrypted'],
  ['http://127.0.0.1.evil.example', 'unencrypted'],
  ['http://10.0.0.1', 'unencrypted'],
  ['ftp://graph.microsoft.com', 'is no URL'],
  ['graph.microsoft.com', 'is no URL'],
  ['', 'is no URL'],
  ['https://user:secret@graph.microsoft.com', 'user name or password'],
  ['https://graph.microsoft.com?x', 'query or fragment'],
])('%j is refused', async (text, why) => {
  await expect(connectReader(watched(text).options)).rejects.toThrow(why);
  await expect(connectReader(watched(text).options)).rejects.not.toThrow('secret');
});

test('links are held against the whole root', () => {
  const root = parseRoot('https://gateway.example/graph');
  const from = '/groups';
  expect(pathBelow(root, 'https://gateway.example/graph/beta/groups?$skiptoken=a%2Bb', from)).toBe(
    '/groups?$skiptoken=a%2Bb',
  );
  expect(pathBelow(root, 'https://GATEWAY.example:443/graph/beta/groups', from)).toBe('/groups');
  expect(pathBelow(root, '?$skiptoken=2', from)).toBe('/groups?$skiptoken=2');
  expect(pathBelow(root, 'https://gateway.example/other/beta/groups', from)).toBeNull();
  expect(pathBelow(root, 'https://gateway.example/graph/beta/../../x', from)).toBeNull();
  expect(pathBelow(root, 'http://gateway.example/graph/beta/groups', from)).toBeNull();
  expect(pathBelow(root, '//evil.example/graph/beta/groups', from)).toBeNull();
});
