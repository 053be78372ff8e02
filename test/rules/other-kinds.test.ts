import { describe, expect, it } from 'vitest';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { androidWorkGmail } from '../../src/kinds/mail/android-work-gmail.ts';
import { androidWorkNine } from '../../src/kinds/mail/android-work-nine.ts';
import { iosMail } from '../../src/kinds/mail/ios.ts';
import { samsungKnoxMail } from '../../src/kinds/mail/samsung-knox.ts';
import { windowsMail } from '../../src/kinds/mail/windows.ts';
import { lines, profileText } from '../core/config/profile-text.ts';
import { kindText } from './kind-text.ts';

const KINDS = [iosMail, androidWorkGmail, androidWorkNine, samsungKnoxMail, windowsMail];

function complaint(text: string): string {
  return lines(readProfiles([{ path: 'mail.yaml', text }], KINDS).findings);
}

describe('a setting of another kind is refused by the names of the kinds that have it', () => {
  it.each([
    ['oauth', kindText('windows-mail', { oauth: 'true' }), 'windows-mail', ['ios-mail']],
    ['oauth', kindText('android-work-gmail', { oauth: 'true' }), 'android-work-gmail', ['ios-mail']],
    ['smime', kindText('windows-mail', { smime: 'true' }), 'windows-mail', ['ios-mail', 'samsung-knox-mail']],
    [
      'authentication',
      kindText('windows-mail', { authentication: 'usernameAndPassword' }),
      'windows-mail',
      ['ios-mail', 'android-work-gmail', 'android-work-nine', 'samsung-knox-mail'],
    ],
    [
      'accountName',
      kindText('android-work-nine', { accountName: 'Contoso' }),
      'android-work-nine',
      ['ios-mail', 'samsung-knox-mail', 'windows-mail'],
    ],
    [
      'sync',
      kindText('android-work-gmail', { sync: '[contacts]' }),
      'android-work-gmail',
      ['ios-mail', 'android-work-nine', 'samsung-knox-mail', 'windows-mail'],
    ],
    ['perAppVpn', kindText('samsung-knox-mail', { perAppVpn: '{name: VPN}' }), 'samsung-knox-mail', ['ios-mail']],
    [
      'syncSchedule',
      profileText({ settings: { syncSchedule: 'manual' } }),
      'ios-mail',
      ['samsung-knox-mail', 'windows-mail'],
    ],
    [
      'applicableEditions',
      kindText('samsung-knox-mail', { applicableEditions: '{include: [windows10Enterprise]}' }),
      'samsung-knox-mail',
      ['windows-mail'],
    ],
  ] as const)('%s on another kind (%#)', (setting, text, kind, owners) => {
    const [only, ...more] = complaint(text).trimEnd().split('\n');
    expect(more).toEqual([]);
    expect(only).toContain(
      ` SCH-010 "${setting}" is not a setting of ${kind}: take it away, ${owners.join(' and ')} can have it`,
    );
  });

  it('and what no kind has is just unknown', () => {
    expect(complaint(kindText('windows-mail', { colour: 'blue' }))).toContain('SCH-101 unknown key "colour"');
  });

  it('and a derived credential is for iOS only', () => {
    const text = kindText('samsung-knox-mail', { authentication: 'derivedCredential' });
    expect(complaint(text)).toContain('SCH-004 authentication: "derivedCredential" is not offered');
    expect(complaint(profileText({ settings: { authentication: 'derivedCredential' } }))).toBe('');
  });
});
