/** The words that effect tables are written in, and the verdicts that they lead to. */

import { describe, expect, it } from 'vitest';
import { isExchangeOnline, isTurnedOff, isTurnedOn, losesMember } from '../../src/catalogue/conditions.ts';
import { always, type FieldTransition, judge, verdict, when } from '../../src/catalogue/effects.ts';
import { fieldsIn } from '../../src/catalogue/kind.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { Settings } from '../../src/model/profile.ts';

function transition(from: JsonValue, to: JsonValue): FieldTransition {
  return { from, to, before: {}, after: {} };
}

describe('a verdict', () => {
  it('is quiet about what it is not told', () => {
    expect(verdict('EFF-TEST', 'sign-in', 'inferred', 'a prompt', { sources: ['CFG'] })).toEqual({
      rule: 'EFF-TEST',
      level: 'sign-in',
      confidence: 'inferred',
      reason: 'a prompt',
      sources: ['CFG'],
      outage: false,
      mayAlso: [],
    });
  });

  it('keeps what it is told', () => {
    const details = { sources: ['CFG'], outage: true, mayAlso: ['worse'] } as const;
    expect(verdict('EFF-TEST', 'silent', 'documented', 'nothing', details)).toMatchObject(details);
  });

  it('holds always or when its condition does, which is told in words', () => {
    const mild = verdict('EFF-TEST', 'none', 'inferred', 'nothing', { sources: ['CFG'] });
    expect(always(mild)).toEqual({ when: null, whenText: null, verdict: mild });
    expect(when('switched on', isTurnedOn, mild)).toEqual({ when: isTurnedOn, whenText: 'switched on', verdict: mild });
    const cases = [when('switched on', isTurnedOn, mild), always({ ...mild, level: 'lock-out' as const })];
    expect(judge(cases, transition(false, true)).level).toBe('none');
    expect(judge(cases, transition(true, false)).level).toBe('lock-out');
    expect(() => judge([when('switched on', isTurnedOn, mild)], transition(true, false))).toThrow('no final case');
    expect(() => judge([], transition(true, false))).toThrow('no final case');
  });
});

describe('a switch', () => {
  it('is turned on or off by what it becomes', () => {
    const becomes = (to: JsonValue) => [isTurnedOn(transition(null, to)), isTurnedOff(transition(null, to))];
    expect([becomes(true), becomes(false), becomes(null), becomes('true')]).toEqual([
      [true, false],
      [false, true],
      [false, false],
      [false, false],
    ]);
  });
});

describe('a set', () => {
  it.each<[JsonValue, JsonValue, boolean]>([
    [['a', 'b'], ['a'], true],
    [['a', 'b'], ['a', 'c'], true],
    [['a'], ['a', 'b'], false],
    [['a', 'b'], ['b', 'a'], false],
    [[], ['a'], false],
    [['a'], [], true],
    [['a'], null, true],
    [null, ['a'], false],
    ['a', [], false],
  ])('from %j to %j loses a member: %s', (from, to, expected) => {
    expect(losesMember(transition(from, to))).toBe(expected);
  });
});

describe('Exchange Online', () => {
  it.each([
    'outlook.office365.com',
    'outlook.office.com',
    'outlook.office365.us',
    'outlook-dod.office365.us',
    'webmail.apps.mil',
    'partner.outlook.cn',
    'outlook.office.de',
    'OUTLOOK.office365.com',
    'outlook.office365.com:443',
    'outlook.office365.com.',
    'outlook.office365.com.:8443',
  ])('is %s', (host) => {
    expect(isExchangeOnline({ host })).toBe(true);
  });

  it.each([
    'mail.contoso.com',
    'outlook.office365.com:',
    'outlook.office365.com:44a',
    'outlook.office365.com:1:2',
    'outlook.office365.com..',
    ':443outlook.office365.com',
    '.outlook.office365.com',
    'outlookxoffice365.com',
    '',
    null,
    7,
  ])('is not %s', (host) => {
    expect(isExchangeOnline({ host })).toBe(false);
    expect(isExchangeOnline({})).toBe(false);
  });
});

describe('a reference is made use of', () => {
  /** Settings that use a reference, and some that don't. */
  const USES: Readonly<Record<string, { readonly by: readonly Settings[]; readonly not: readonly Settings[] }>> = {
    identityCertificate: {
      by: [{ authentication: 'certificate' }],
      not: [{ authentication: 'usernameAndPassword' }, {}],
    },
    derivedCredentialSettings: {
      by: [
        { authentication: 'derivedCredential' },
        { smimeSigningCertificateType: 'derivedCredential' },
        { smimeEncryptionCertificateType: 'derivedCredential' },
      ],
      not: [{ authentication: 'certificate', smimeSigningCertificateType: 'certificate' }, {}],
    },
    smimeSigningCertificate: {
      by: [{ smimeSigningCertificateType: 'certificate', smime: true }],
      not: [{ smimeSigningCertificateType: 'none', smimeEncryptionCertificateType: 'certificate', smime: false }, {}],
    },
    rootCertificate: { by: [{}, { authentication: 'usernameAndPassword' }], not: [] },
    smimeEncryptionCertificate: {
      by: [{ smimeEncryptionCertificateType: 'certificate' }],
      not: [{ smimeEncryptionCertificateType: 'none', smimeSigningCertificateType: 'certificate' }, {}],
    },
  };
  const references = CATALOGUE.flatMap((kind) =>
    fieldsIn(kind).flatMap(([name, { usedWhen }]) =>
      usedWhen === null ? [] : [[`${kind.name}: ${name}`, name, usedWhen] as const],
    ),
  );

  it.each(references)('%s', (_, name, usedWhen) => {
    const { by, not } = USES[name] ?? { by: [], not: [] };
    expect(by.length).toBeGreaterThan(0);
    expect(by.map((settings) => usedWhen(settings))).toEqual(by.map(() => true));
    expect(not.map((settings) => usedWhen(settings))).toEqual(not.map(() => false));
  });
});
