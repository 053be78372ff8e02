import { expect, it } from 'vitest';
import { chainTree } from '../../../src/core/dependencies/tree.ts';
import { proposeForPair } from '../../../src/core/diff/proposed-change.ts';
import { profile } from '../tenant.ts';

function made(key: string, kind: string, settings: Readonly<Record<string, { readonly key: string }>>) {
  const desired = profile(key, { kind, name: key, settings });
  return proposeForPair({ desired, live: null, adopted: false, entry: null, generation: 1 }, new Map());
}

it('a tree names what a profile stands on, and what stands on it', () => {
  const proposals = [
    made('ios-sales', 'ios-mail', { identityCertificate: { key: 'scep' } }),
    made('scep', 'ios-scep', { rootCertificate: { key: 'root' } }),
    made('root', 'ios-trusted-root', {}),
  ];
  expect(chainTree('ios-sales', proposals)).toEqual([
    'stands on',
    '  └ identityCertificate: scep "scep" (iOS/iPadOS SCEP certificate), create, bound but not used',
    '    └ rootCertificate: root "root" (iOS/iPadOS trusted root), create',
  ]);
  expect(chainTree('root', proposals)).toEqual([
    'used by',
    '  └ rootCertificate: scep "scep" (iOS/iPadOS SCEP certificate), create',
    '    └ identityCertificate: ios-sales "ios-sales" (iOS/iPadOS mail), create, bound but not used',
  ]);
  expect(chainTree('nobody', proposals)).toEqual([]);
});
