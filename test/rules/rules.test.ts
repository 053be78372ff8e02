import { describe, expect, it } from 'vitest';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import type { Finding } from '../../src/model/finding.ts';
import { RULE_EXAMPLES } from '../../src/model/findings/examples.ts';
import { findingEntryOf, type RuleCode } from '../../src/model/findings/table.ts';
import { SOURCES } from '../../src/model/sources.ts';
import { RULES as ALONE, REFERENCE_RULES } from '../../src/rules/catalogue.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import { lines, profileText } from '../core/config/profile-text.ts';
import { APP_CASES } from './app-cases.ts';
import { CERTIFICATE_CASES } from './certificate-cases.ts';
import { CERTIFICATE_USE_CASES } from './certificate-use-cases.ts';
import { kindText } from './kind-text.ts';
import { PLATFORM_CASES } from './platform-cases.ts';

const RULES: readonly RuleCode[] = [...ALONE, ...REFERENCE_RULES].map(({ id }) => id);

/** A day between the announcements and what they announce. */
const DAY = '2026-11-22';

type Parts = NonNullable<Parameters<typeof profileText>[0]>;

function judgeText(text: string, day = DAY): readonly Finding[] {
  const path = `${/^kind: ([a-z]+)/.exec(text)?.[1] ?? 'mail'}.yaml`;
  const result = readProfiles([{ path, text }], CATALOGUE);
  if (!result.ok) throw new Error(lines(result.findings));
  return runRules(result.value, CATALOGUE, day);
}

function judge(parts: Parts): readonly Finding[] {
  return judgeText(profileText(parts));
}

const CERTIFICATE = { authentication: 'certificate', identityCertificate: '{name: SCEP}' };
const OWN_SERVER = { host: 'mail.contoso.com', oauth: 'false' };

/** For each rule what it objects to, and the nearest text that it doesn't object to. */
const CASES: readonly {
  readonly rule: string;
  readonly hit: Parts;
  readonly miss: Parts;
  readonly severity?: string;
}[] = [
  {
    rule: 'APP-022',
    hit: { settings: { allowSendingFromOtherApps: 'false' } },
    miss: { settings: { allowSendingFromOtherApps: 'true' } },
  },
  {
    rule: 'ASG-001',
    hit: { rest: 'assign: {include: [{allDevices: true}]}' },
    miss: { rest: 'assign: {include: [{allUsers: true}]}' },
  },
  {
    rule: 'ASG-001',
    hit: { settings: CERTIFICATE, rest: 'assign: {include: [{allDevices: true}]}' },
    miss: { settings: CERTIFICATE, rest: 'assign: {include: [{group: Sales users}]}' },
    severity: 'error',
  },
  {
    rule: 'ASG-005',
    hit: { rest: 'assign: {include: [{allUsers: true}, {allDevices: true}, {group: Sales}]}' },
    miss: { rest: 'assign: {include: [{allUsers: true}, {allDevices: true}], exclude: [{group: Sales}]}' },
  },
  { rule: 'ASG-008', hit: { rest: 'assign: null' }, miss: { rest: 'protect: true' } },
  { rule: 'AUT-001', hit: { settings: { oauth: 'false' } }, miss: { settings: { oauth: 'true' } } },
  {
    rule: 'AUT-001',
    hit: { settings: { oauth: 'false' } },
    miss: { settings: { oauth: 'false', host: 'mail.contoso.com' } },
  },
  {
    rule: 'AUT-001',
    hit: { settings: { oauth: undefined } },
    miss: { settings: { oauth: undefined }, rest: 'unmanaged: [oauth]' },
    severity: 'warning',
  },
  {
    rule: 'AUT-002',
    hit: { settings: { ...CERTIFICATE, oauth: 'false' } },
    miss: { settings: CERTIFICATE },
  },
  {
    rule: 'AUT-002',
    hit: { settings: { ...CERTIFICATE, oauth: undefined } },
    miss: { settings: { ...CERTIFICATE, oauth: undefined }, rest: 'unmanaged: [oauth]' },
  },
  {
    rule: 'AUT-003',
    hit: { settings: { ...OWN_SERVER, oauth: 'true' } },
    miss: { settings: OWN_SERVER },
  },
  {
    rule: 'AUT-003',
    hit: { settings: { host: 'mail.contoso.com' } },
    miss: { settings: { host: 'Outlook.Office365.US' } },
  },
  { rule: 'AUT-004', hit: { settings: { authentication: 'derivedCredential' } }, miss: { settings: CERTIFICATE } },
  { rule: 'CRT-001', hit: { settings: { authentication: 'certificate' } }, miss: { settings: CERTIFICATE } },
  {
    rule: 'CRT-001',
    hit: { settings: { authentication: 'certificate' } },
    miss: { settings: { authentication: 'certificate' }, rest: 'unmanaged: [identityCertificate]' },
  },
  {
    rule: 'CRT-001',
    hit: { settings: { ...CERTIFICATE, identityCertificate: 'null' } },
    miss: { settings: CERTIFICATE },
  },
  {
    rule: 'CRT-003',
    hit: { settings: { identityCertificate: '{name: SCEP}' } },
    miss: { settings: { identityCertificate: 'null' } },
  },
  {
    rule: 'CRT-003',
    hit: { settings: { smime: 'false', smimeEncryptionCertificate: '{name: PFX}' } },
    miss: { settings: { smimeEncryptionCertificate: '{name: PFX}' } },
  },
  {
    rule: 'CRT-008',
    hit: { settings: { smimeSigningCertificateType: 'certificate' } },
    miss: { settings: { smimeSigningCertificateType: 'certificate', smimeSigningCertificate: '{name: PFX}' } },
  },
  {
    rule: 'CRT-008',
    hit: {
      settings: { smimeEncryptionCertificateType: 'derivedCredential', smimeEncryptionCertificate: '{name: PFX}' },
    },
    miss: {
      settings: { smimeEncryptionCertificateType: 'derivedCredential', derivedCredentialSettings: '{name: Entrust}' },
    },
  },
  { rule: 'RBC-006', hit: { name: 'Mail for sales' }, miss: { name: 'iPhone mail for sales' } },
  { rule: 'RBC-006', hit: { rest: 'description: null' }, miss: { rest: 'description: For sales' } },
  {
    rule: 'SCH-002',
    hit: { settings: { ...OWN_SERVER, host: 'mail.contoso.com:444' } },
    miss: { settings: OWN_SERVER },
  },
  {
    rule: 'SCH-005',
    hit: { settings: { username: 'samAccountName' } },
    miss: { settings: { username: 'samAccountName', usernameDomain: '{custom: CONTOSO}' } },
  },
  {
    rule: 'SCH-008',
    hit: { settings: { usernameDomain: 'netBiosDomainName' } },
    miss: { settings: { usernameDomain: 'netBiosDomainName', username: 'samAccountName' } },
  },
  {
    rule: 'SCH-012',
    hit: { settings: { sync: '[email, contacts]' } },
    miss: { settings: { sync: '[contacts, calendars]' } },
  },
  {
    rule: 'SCH-013',
    hit: { settings: { sync: '[email]', usersMayChangeSync: 'true' } },
    miss: { settings: { sync: '[notes, reminders, email, contacts, calendars]', usersMayChangeSync: 'true' } },
  },
  { rule: 'SCH-016', hit: { settings: { ssl: 'false' } }, miss: { settings: { ssl: undefined } } },
  {
    rule: 'SCH-016',
    hit: { settings: { ...OWN_SERVER, ssl: 'false' } },
    miss: { settings: { ...OWN_SERVER, ssl: 'true' } },
    severity: 'warning',
  },
  { rule: 'SCH-017', hit: { settings: { mailToSync: 'unlimited' } }, miss: { settings: { mailToSync: 'oneMonth' } } },
  { rule: 'SCH-018', hit: { settings: { mailToSync: 'oneMonth' } }, miss: { settings: { mailToSync: 'userDefined' } } },
  {
    rule: 'SCH-019',
    hit: { settings: { smime: 'false', smimeSigning: 'true', smimeEncryptByDefault: 'true' } },
    miss: { settings: { smime: 'false', smimeSigning: 'false', smimeSigningCertificateType: 'none' } },
  },
  {
    rule: 'SCH-020',
    hit: { settings: { smime: 'true', smimeEncryptByDefault: 'true' } },
    miss: { settings: { smime: 'true', smimeEncryptByDefault: 'true', smimeEncryptionCertificateType: 'none' } },
  },
  {
    rule: 'SCH-020',
    hit: { settings: { smimeSigning: 'false', smimeSigningCertificateType: 'derivedCredential' } },
    miss: { settings: { smimeSigning: 'false', smimeSigningCertificateType: 'none' } },
  },
  {
    rule: 'SCH-021',
    hit: { settings: { allowMovingMessages: 'false' } },
    miss: { settings: { allowMovingMessages: 'true' } },
  },
];

const ALL = [
  ...CASES.map(({ rule, hit, miss, severity }) => ({ rule, hit: profileText(hit), miss: profileText(miss), severity })),
  ...[...PLATFORM_CASES, ...APP_CASES, ...CERTIFICATE_CASES, ...CERTIFICATE_USE_CASES].map((one) => ({
    severity: undefined,
    ...one,
  })),
];

/** The lines of one text that the other lacks, without the indentation. */
function linesBeyond(text: string, other: string): string {
  const known = other.split('\n');
  return text
    .split('\n')
    .filter((line) => !known.includes(line))
    .map((line) => line.trim())
    .join('; ');
}

describe('a rule', () => {
  it('has the example of its first case', () => {
    const examples = RULES.toSorted().map((rule) => {
      const { hit = '', miss = '' } = ALL.find((one) => one.rule === rule) ?? {};
      return [rule, { fails: linesBeyond(hit, miss), passes: linesBeyond(miss, hit) }] as const;
    });
    expect(RULE_EXAMPLES).toEqual(Object.fromEntries(examples));
  });

  it.each(ALL.map((one, index) => ({ ...one, title: `${one.rule} (${index})` })))(
    '$title objects to what it is about, and to nothing near it',
    ({ rule, hit, miss, severity }) => {
      const found = judgeText(hit).filter(({ code }) => code === rule);
      expect(found).toHaveLength(1);
      const declared = findingEntryOf(RULES.find((id) => id === rule) ?? 'AUT-001');
      expect(found[0]).toMatchObject({ severity: severity ?? declared.severity, key: /^key: (.+)$/m.exec(hit)?.[1] });
      expect(found[0]?.file).toBeDefined();
      expect(found[0]?.hard).toBe(declared.isWaivable ? undefined : true);
      expect(judgeText(miss).filter(({ code }) => code === rule)).toEqual([]);
    },
  );

  it('has a case here, an id of its own and known sources', () => {
    const ids = RULES;
    expect([...new Set(ALL.map(({ rule }) => rule))].sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
    for (const source of RULES.flatMap((id) => findingEntryOf(id).sources ?? []))
      expect(Object.keys(SOURCES)).toContain(source);
  });

  it('says where, in words that name the value and the remedy', async () => {
    const texts = ALL.map(({ rule, hit }) => lines(judgeText(hit).filter(({ code }) => code === rule)));
    await expect(texts.join('')).toMatchFileSnapshot('expected/messages.txt');
  });
});

describe('a good profile', () => {
  it('gives no rule anything to say', () => {
    expect(lines(judge({}))).toBe('');
  });

  it.each([
    ['android-work-gmail', []],
    ['android-work-nine', ['APP-020']],
    ['samsung-knox-mail', ['LIF-001']],
    ['windows-mail', ['LIF-002']],
  ] as const)('of %s gives only what has ended something to say', (kind, codes) => {
    expect(judgeText(kindText(kind)).map(({ code }) => code)).toEqual(codes);
  });

  it('that mentions a half of a pair in its own line is pointed at there', () => {
    expect(judge({ settings: { authentication: 'certificate' } })).toMatchObject([
      { code: 'CRT-001', line: 10, column: 19, hard: true },
    ]);
  });
});
