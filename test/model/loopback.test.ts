import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../src/model/loopback.ts';

describe('isLoopback', () => {
  it.each([
    'http://127.0.0.1:4312',
    'http://127.9.8.7',
    'http://127.1',
    'http://2130706433',
    'http://localhost:1',
    'http://LOCALHOST',
    'https://[::1]:8443/path',
    'https://[0:0:0:0:0:0:0:1]',
  ])('%s is this machine', (address) => {
    expect(isLoopback(new URL(address))).toBe(true);
  });

  it.each([
    'https://graph.microsoft.com',
    'http://127.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://127.0.0.1@example.com',
    'http://0.0.0.0',
    'http://[::2]',
    'http://10.0.0.1',
  ])('%s is another machine', (address) => {
    expect(isLoopback(new URL(address))).toBe(false);
  });
});
