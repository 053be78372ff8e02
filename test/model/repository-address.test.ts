import { describe, expect, it } from 'vitest';
import { isBranchName, repositoryAddress, withoutCredentials } from '../../src/model/repository-address.ts';

const WAYS = [
  ['.', 'path'],
  ['../state.git', 'path'],
  ['a b/state.git', 'path'],
  ['file:///srv/state.git', 'path'],
  ['https://github.com/contoso/mail.git', 'https'],
  ['http://127.0.0.1:8080/x.git', 'http'],
  ['ssh://git@github.com/contoso/mail.git', 'ssh'],
  ['git@github.com:contoso/mail.git', 'ssh'],
] as const;

const NONE = [
  'ext::sh -c true',
  'EXT::sh -c true',
  'fd::17',
  '-x',
  '--upload-pack=true',
  'git://github.com/x',
  'http://github.com/x',
  'http://127.example.org/x',
  'ftp://github.com/x',
  'ssh://-oProxyCommand=true/x',
  'ssh://-oProxyCommand=true@host/x',
  'file://elsewhere/x',
  'a\u0000b',
  'https://[',
];

const SAID = [
  ['https://me:hunter2@host/x', 'https://…@host/x'],
  [
    "fatal: unable to access 'https://me:hunter2@host/x?token=hunter2': no",
    "fatal: unable to access 'https://…@host/x?…': no",
  ],
  ['https://host/x#hunter2 and https://hunter2@other/y', 'https://host/x?… and https://…@other/y'],
  ['ssh://git@github.com/x', 'ssh://…@github.com/x'],
  ['me:hunter2@host:x.git', 'host:x.git'],
  ['git@github.com:contoso/mail.git', 'git@github.com:contoso/mail.git'],
  ['"postilion-state" at 10:30, file.yaml:3:15', '"postilion-state" at 10:30, file.yaml:3:15'],
] as const;

describe('an address of a repository', () => {
  it.each(WAYS)('%s is reached by %s', (text, way) => {
    expect(repositoryAddress(text).way).toBe(way);
  });

  it.each(NONE)('is none for git as %j', (text) => {
    expect(repositoryAddress(text).way).toBe('none');
  });

  it.each(SAID)('is said without what signs in: %s', (text, shown) => {
    expect(withoutCredentials(text)).toBe(shown);
  });

  it('has branches by plain names alone', () => {
    expect(['postilion-state', 'a/b', 'v1.2'].every(isBranchName)).toBe(true);
    expect(['', '-x', '--x', 'a..b', 'a:b', 'a b', 'x.lock', 'a//b', '.x'].some(isBranchName)).toBe(false);
  });
});
