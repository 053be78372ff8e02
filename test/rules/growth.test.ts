/** Rules look at each profile as often however many there are: counted, since a clock would judge the machine. */

import { expect, test } from 'vitest';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import type { DesiredProfile } from '../../src/model/profile.ts';
import { runRules } from '../../src/rules/run-rules.ts';

/** Mail profiles, each with a certificate profile of its own, that share groups. */
function repository(count: number): readonly DesiredProfile[] {
  const texts = Array.from(
    { length: count },
    (_, nth) => `kind: ios-mail
key: mail-${nth}
name: "iOS: Mail ${nth}"
settings: {accountName: Contoso, host: outlook.office365.com, ssl: true, username: userPrincipalName, emailAddress: primarySmtpAddress, authentication: certificate, identityCertificate: {key: scep-${nth}}, oauth: true}
assign: {include: [{group: Sales users}]}
---
kind: ios-scep
key: scep-${nth}
name: "iOS: certificate ${nth}"
settings: {rootCertificate: {name: Root}, store: user, subject: "CN={{UserName}}", validity: {years: 1}, keySize: 2048, keyUsage: [digitalSignature], servers: ["https://ndes.contoso.com/certsrv/mscep/mscep.dll"]}
assign: {sameAs: [mail-${nth}]}
`,
  );
  const read = readProfiles([{ path: 'profiles/all.yaml', text: texts.join('---\n') }], CATALOGUE);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
}

/** How often the settings of any profile are looked at. */
function looksAmong(count: number): number {
  let looks = 0;
  const watched = repository(count).map((profile) => {
    const { settings } = profile;
    return Object.defineProperty({ ...profile }, 'settings', {
      get: () => {
        looks += 1;
        return settings;
      },
    });
  });
  expect(runRules(watched, CATALOGUE, '2026-12-01')).toEqual([]);
  return looks;
}

test('twice the profiles are looked at twice as often, not four times', () => {
  const few = looksAmong(20);
  expect(few).toBeGreaterThan(0);
  expect(looksAmong(40)).toBeLessThanOrEqual(2 * few);
});
