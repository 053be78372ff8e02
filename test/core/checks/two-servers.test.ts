import { describe, expect, it } from 'vitest';
import { conflictFindings, conflictsIn } from '../../../src/core/checks/conflicting-profiles.ts';
import { setEngine } from '../../../src/core/people/audience.ts';
import type { Settings } from '../../../src/model/profile.ts';
import { carrying, shortProposal, type Wanted } from '../short-proposals.ts';

const ACCOUNT: Settings = { host: 'mail.contoso.com', emailAddress: 'primarySmtpAddress' };
const FACTS = carrying({ sales: ['ann', 'bob'], field: ['cid'] }, ['iphone-ann', 'iphone-bob', 'iphone-cid']);

function codesOf(second: Partial<Wanted>): readonly string[] {
  const proposals = [
    shortProposal('first', { kind: 'ios-mail', settings: ACCOUNT, after: ['sales'] }),
    shortProposal('second', { kind: 'ios-mail', settings: ACCOUNT, after: ['sales'], ...second }),
  ];
  return conflictFindings(conflictsIn(proposals), setEngine(FACTS)).map(({ code, severity }) => `${code} ${severity}`);
}

describe('two profiles for one address', () => {
  const elsewhere: Settings = { ...ACCOUNT, host: 'post.contoso.com' };

  it('are one account too many, also on different servers', () => {
    expect(codesOf({})).toEqual(['CNF-001 error']);
    expect(codesOf({ settings: elsewhere })).toEqual(['CNF-008 warning']);
  });

  it.each([
    ['are for other people', { settings: elsewhere, after: ['field'] }],
    ['differ in the address', { settings: { ...elsewhere, emailAddress: 'userPrincipalName' } }],
    ['are of others, which are on their way out', { settings: elsewhere, before: ['sales'], unmanaged: true }],
  ] as const)('%s: nothing to say', (_, second) => {
    expect(codesOf(second)).toEqual([]);
  });
});

describe('two configurations of one app', () => {
  const CARRIED = carrying({ sales: ['ann'], field: ['cid'] }, ['phone-ann', 'phone-cid']);
  function disagreeing(first: Settings, second: Settings, after = ['sales']): readonly string[] {
    const same = { targetedApp: { id: 'gmail' }, configuration: {} };
    const proposals = [
      shortProposal('first', { kind: 'android-app-config', settings: { ...same, ...first }, after: ['sales'] }),
      shortProposal('second', { kind: 'android-app-config', settings: { ...same, ...second }, after }),
    ];
    const told = conflictFindings(conflictsIn(proposals), setEngine(CARRIED));
    return told.map(({ code, severity }) => `${code} ${severity}`);
  }

  it('agree about connected apps', () => {
    expect(disagreeing({ connectedApps: true }, { connectedApps: false })).toEqual(['CNF-007 error']);
    expect(disagreeing({ connectedApps: true }, { connectedApps: true })).toEqual([]);
    expect(disagreeing({ connectedApps: true }, {})).toEqual([]);
    expect(disagreeing({ connectedApps: true }, { connectedApps: false }, ['field'])).toEqual([]);
    const [work, corporate] = ['androidWorkProfile', 'androidDeviceOwner'];
    const apart = [
      { connectedApps: true, applicability: work },
      { connectedApps: false, applicability: corporate },
    ] as const;
    expect(disagreeing(...apart)).toEqual([]);
  });
});
