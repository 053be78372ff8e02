/** Certificates on each platform: what an edit, a withdrawal or another root does to those who sign in with one. */

import type { JsonObject } from '../../src/model/json.ts';
import type { Expected } from './effect-case.ts';
import type { KindSituation } from './kind-situation.ts';
import { delivered, departures, kept, type PlatformCase } from './platform-case.ts';

type Case = PlatformCase<KindSituation>;

const STOPS = { level: 'may-reapprove', outage: true, confidence: 'inferred', mayAlso: 'Wi-Fi, VPN' } as const;
const REVOKED = 'that an edit revokes is documented; what mail does until the new certificate is there is inferred';
const AGAIN = { level: 'may-reapprove', confidence: 'inferred' } as const;
const QUIET = { level: 'silent', confidence: 'documented', gates: [] } as const;
const PROBABLY = { level: 'silent', confidence: 'inferred', gates: [] } as const;

/** Others than mail may stand on a certificate: it is never taken unasked, whatever the device shows. */
const TAKEN = { ...QUIET, outage: true, gates: ['effect'] } as const;
const PROBABLY_TAKEN = { ...PROBABLY, outage: true, gates: ['effect'] } as const;

function of(kind: string, settings: JsonObject = {}): KindSituation {
  const isScep = kind.endsWith('-scep');
  return { kind, settings: { ...(isScep ? { rootCertificate: { id: 'root' } } : {}), ...settings } };
}

function stopped(row: string, title: string, before: KindSituation, after: KindSituation): Case {
  return { ...kept(row, title, before, after, STOPS), because: REVOKED };
}

function root(file: string): KindSituation {
  return { kind: 'ios-trusted-root', settings: { file: { sha256: file.repeat(64) } } };
}

const SUBJECT = { subject: 'CN={{UserName}}' } as const;

const SCEP: readonly Case[] = [
  delivered('cert-first-work', 'A certificate in the work profile', of('android-work-scep'), {
    ...QUIET,
    mayAlso: 'device PIN',
  }),
  delivered('cert-first-corporate', 'A certificate on a corporate device', of('android-corporate-scep'), {
    level: 'user-action',
    confidence: 'documented',
    mayAlso: 'device PIN',
  }),
  delivered(
    'cert-first-silent-apps',
    'A certificate on a corporate device, for Gmail',
    of('android-corporate-scep', { access: 'specificApps', silentApps: ['com.google.android.gm'] }),
    { ...QUIET, mayAlso: 'any other app' },
  ),
  delivered('cert-first', 'A certificate for people who had none', of('ios-scep'), {
    ...QUIET,
    mayAlso: 'before the root certificate',
  }),
  ...(['ios', 'windows', 'samsung-knox'] as const).map((platform) =>
    stopped(
      `cert-scep-edited-${platform}`,
      'Another subject revokes what is there',
      of(`${platform}-scep`),
      of(`${platform}-scep`, SUBJECT),
    ),
  ),
  ...(['android-work', 'android-corporate'] as const).map((platform) =>
    stopped(
      `cert-scep-edited-${platform}`,
      'Another subject issues anew',
      of(`${platform}-scep`),
      of(`${platform}-scep`, SUBJECT),
    ),
  ),
  stopped(
    'cert-another-root',
    'The profile refers to another root',
    of('ios-scep'),
    of('ios-scep', { rootCertificate: { id: 'root-2' } }),
  ),
  kept(
    'cert-access',
    'Gmail uses the certificate without a question',
    of('android-corporate-scep'),
    of('android-corporate-scep', { access: 'specificApps', silentApps: ['com.google.android.gm'] }),
    { level: 'user-action', confidence: 'inferred' },
  ),
];

const OTHERS: readonly Case[] = [
  {
    ...kept(
      'cert-pkcs-edited',
      'Another template beside the old certificates',
      of('ios-pkcs'),
      of('ios-pkcs', { template: 'ContosoUser2' }),
      {
        ...AGAIN,
        mayAlso: 'mail stops until the new certificate is there',
      },
    ),
    because: 'old certificates are documented to stay; what mail does with a new one beside them stands nowhere',
  },
  {
    ...kept(
      'cert-imported-edited',
      'Imported certificates refer to another root',
      of('samsung-knox-imported-pfx', { rootCertificate: { id: 'root' } }),
      of('samsung-knox-imported-pfx', { rootCertificate: { id: 'root-2' } }),
      {
        ...AGAIN,
        mayAlso: 'encrypted mail stays unreadable',
      },
    ),
    because: 'no page says what mail does when its imported certificate is delivered again',
  },
  delivered('cert-root-first', 'A root that devices trust from now on', root('a'), QUIET),
  {
    ...kept('cert-root-replaced', 'Another root in the same profile', root('a'), root('b'), {
      ...AGAIN,
      mayAlso: 'no page says so',
    }),
    because: 'no page says whether certificates below the root are issued anew',
  },
];

/** What becomes of a certificate that is taken away, by platform and issuer (source: CRM). */
const INJECTED_FAULTS: readonly (readonly [name: string, situation: KindSituation, removed: Expected])[] = [
  ['ios-scep', of('ios-scep'), { ...TAKEN, mayAlso: 'Wi-Fi, VPN' }],
  ['windows-scep', of('windows-scep'), { ...TAKEN, mayAlso: 'Wi-Fi, VPN' }],
  ['knox-scep', of('samsung-knox-scep'), { ...TAKEN, mayAlso: 'Wi-Fi, VPN' }],
  ['work-scep', of('android-work-scep'), { ...PROBABLY_TAKEN, mayAlso: 'Wi-Fi, VPN' }],
  ['ios-pkcs', of('ios-pkcs'), { ...TAKEN, mayAlso: 'Wi-Fi, VPN' }],
  ['windows-pkcs', of('windows-pkcs'), { ...TAKEN, mayAlso: 'Wi-Fi, VPN' }],
  ['knox-pkcs', of('samsung-knox-pkcs'), TAKEN],
  ['root', root('a'), { ...PROBABLY_TAKEN, mayAlso: 'Wi-Fi, VPN' }],
];

/** Nothing spares a rename: it is judged as what is not known. */
function renamed(one: Case): Case {
  const expected = { ...AGAIN, kept: 4, gates: ['effect'], mayAlso: 'mail that signs in with one' } as const;
  return { ...one, expected, because: 'the page says "changed or updated", and names no field that is spared' };
}

const GONE: readonly Case[] = INJECTED_FAULTS.flatMap(([name, situation, removed]) => {
  const all = departures(`cert-${name}`, situation, { removed, moved: { ...PROBABLY, mayAlso: 'Wi-Fi, VPN' } });
  const spared = all.map((one) => (one.row === 'cert-ios-scep-metadata' ? renamed(one) : one));
  return name === 'ios-scep' ? spared : all.filter(({ row }) => row === `cert-${name}-unassigned`);
});

export const CERTIFICATE_EFFECT_CASES: readonly Case[] = [...SCEP, ...OTHERS, ...GONE];
