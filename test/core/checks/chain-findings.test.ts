import { describe, expect, it } from 'vitest';
import { firstRunFindings } from '../../../src/core/checks/first-run-keys.ts';
import { certificateDependenciesAmong } from '../../../src/core/checks/missing-certificates.ts';
import { referenceFindings } from '../../../src/core/checks/reference-rules.ts';
import { mixedChainFindings } from '../../../src/core/checks/user-device-mix.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { differing } from '../impact/assessed-changes.ts';
import { carrying, shortProposal, type Wanted } from '../short-proposals.ts';
import { deviceGroup } from '../tenant.ts';

function told(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, severity, key, message }) => `${code} ${severity} ${key ?? ''}: ${message}`);
}

const SIGN_IN = { authentication: 'certificate', identityCertificate: { key: 'scep' } };

describe('a chain', () => {
  const FACTS = carrying({ sales: ['ann'], field: ['bob'], iphones: deviceGroup('iphone-ann'), empty: [] }, []);
  function judge(mail: Partial<Wanted>, scep: Partial<Wanted>): readonly string[] {
    const proposals = [
      shortProposal('mail', { kind: 'ios-mail', settings: SIGN_IN, after: ['sales'], ...mail }),
      shortProposal('scep', { kind: 'ios-scep', after: ['sales'], ...scep }),
    ];
    return told(mixedChainFindings(certificateDependenciesAmong(proposals), FACTS));
  }

  it('is for users or for devices, not for both', () => {
    expect(judge({}, { after: ['sales', 'iphones'] })).toEqual([
      'CRT-005 error mail: "mail" is assigned to users and "scep", which it needs (identityCertificate), to users and devices: people would be asked for their password again and again. assign both to groups of users',
    ]);
    expect(judge({ after: ['iphones'] }, {})[0]).toMatch(/^CRT-005 error mail: "mail" is assigned to devices/);
    expect(judge({}, { after: ['all devices'], before: ['sales'], unmanaged: true })[0]).toMatch(
      /^CRT-005 warning mail: .* "The scep" \(not managed here\)/,
    );
  });

  it('with a certificate of a person is for users in every part', () => {
    const person = { store: 'user' };
    expect(judge({ after: ['iphones'] }, { after: ['all devices'], settings: person })).toEqual([
      'CRT-005 error mail: "mail" and "scep", which it needs (identityCertificate), are assigned to devices, and the certificate is one of a person: people would be asked for their password again and again. assign both to groups of users',
    ]);
    const foreign = { before: ['iphones'], after: ['iphones'], settings: person, unmanaged: true } as const;
    expect(judge({ after: ['iphones'] }, foreign)[0]).toMatch(/^CRT-005 warning mail: /);
    expect(judge({ after: ['iphones'] }, { after: ['iphones'], settings: { store: 'machine' } })).toEqual([]);
  });

  it.each([
    ['of users', {}, { after: ['sales', 'field'] }],
    ['of devices', { after: ['iphones'] }, { after: ['all devices'] }],
    ['for a group that is empty', {}, { after: ['sales', 'empty'] }],
    ['that stays as it is', { before: ['sales'] }, { before: ['all devices'], after: ['all devices'] }],
  ])('%s says nothing', (_, mail, scep) => {
    expect(judge(mail, scep)).toEqual([]);
  });

  it('is judged by rules about certificates also where one is not managed', () => {
    const machine = { store: 'machine' };
    const proposals = (unmanaged: true | undefined) => [
      shortProposal('mail', { kind: 'ios-mail', settings: SIGN_IN, after: ['sales'] }),
      shortProposal('scep', {
        kind: 'ios-scep',
        settings: machine,
        before: ['sales'],
        after: ['sales'],
        ...(unmanaged && { unmanaged }),
      }),
    ];
    expect(told(referenceFindings(proposals(true)))).toEqual([
      'CRT-007 warning mail: identityCertificate: "The scep" (not managed here) issues certificates of devices (store: machine), and a mailbox belongs to a person: name a profile with store: user',
    ]);
    expect(referenceFindings(proposals(undefined))).toEqual([]);
  });
});

describe('keys that an app reads when it starts', () => {
  function judge(from: JsonObject, to: JsonObject, parts: Partial<Wanted> = {}): readonly string[] {
    const proposed = shortProposal('config', { kind: 'ios-app-config', before: ['sales'], after: ['sales'], ...parts });
    const [plain] = differing('account-reset');
    if (plain === undefined) throw new Error('there is a difference');
    const differences = [{ ...plain, field: 'configuration', from, to }];
    return told(firstRunFindings({ ...proposed, differences, action: proposed.live === null ? 'create' : 'update' }));
  }
  const UPN = 'com.microsoft.outlook.EmailProfile.EmailUPN';
  const FOCUSED = 'com.microsoft.outlook.Mail.FocusedInbox';

  it('may come too late', () => {
    expect(judge({ [UPN]: '{{mail}}', [FOCUSED]: true }, { [UPN]: '{{userprincipalname}}', [FOCUSED]: false })).toEqual(
      [
        `APP-021 info config: configuration: ${UPN} may do nothing where the app runs already, since it reads it when it starts for the first time: tell people to set the app up anew if they need the change`,
      ],
    );
  });

  it('are of no concern where it follows them at once, or nobody has them', () => {
    expect(judge({ [FOCUSED]: true }, { [FOCUSED]: false })).toEqual([]);
    expect(judge({}, { [UPN]: '{{mail}}' }, { before: [] })).toEqual([]);
    const fresh = shortProposal('config', { kind: 'ios-app-config', after: ['sales'] });
    expect(firstRunFindings({ ...fresh, differences: differing('sign-in') })).toEqual([]);
  });
});
