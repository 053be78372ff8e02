import { describe, expect, it } from 'vitest';
import { CALENDAR, isInForceOn } from '../../src/catalogue/calendar.ts';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { EXIT } from '../../src/model/exit-code.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { DesiredProfile } from '../../src/model/profile.ts';
import { findingsExitCode } from '../../src/report/exit-code.ts';
import { runRules, withNewJudged } from '../../src/rules/run-rules.ts';
import { lines, profileText } from '../core/config/profile-text.ts';
import { kindText } from './kind-text.ts';

const EXCHANGE_ONLINE = { host: 'outlook.office365.com' } as const;
const CERTIFICATE = { authentication: 'certificate', identityCertificate: '{name: SCEP}' } as const;

function read(text: string): readonly DesiredProfile[] {
  const result = readProfiles([{ path: 'mail.yaml', text }], CATALOGUE);
  if (!result.ok) throw new Error(lines(result.findings));
  return result.value;
}

function severitiesOn(day: string, text: string, code: string): readonly string[] {
  return runRules(read(text), CATALOGUE, day).flatMap((one) => (one.code === code ? [one.severity] : []));
}

describe('the calendar', () => {
  it('is in the order of its days', () => {
    const days = Object.values(CALENDAR).map(({ from }) => from);
    expect(days).toEqual([...days].sort());
  });

  it.each([
    ['android-work-gmail', 'warning', 'error'],
    ['android-work-nine', 'warning', 'error'],
    ['samsung-knox-mail', 'warning', 'error'],
  ] as const)('makes a certificate for %s at Exchange Online a warning first, then an error', (kind, first, then) => {
    const text = kindText(kind, { ...EXCHANGE_ONLINE, ...CERTIFICATE });
    expect(severitiesOn('2026-12-31', text, 'AUT-002')).toEqual([first]);
    expect(severitiesOn('2027-01-01', text, 'AUT-002')).toEqual([then]);
  });

  it('does the same for iOS without OAuth, and nothing with it', () => {
    const without = profileText({ settings: { ...CERTIFICATE, oauth: 'false' } });
    expect(severitiesOn('2026-12-31', without, 'AUT-002')).toEqual(['warning']);
    expect(severitiesOn('2027-01-01', without, 'AUT-002')).toEqual(['error']);
    expect(severitiesOn('2027-01-01', profileText({ settings: CERTIFICATE }), 'AUT-002')).toEqual([]);
  });

  it('is asked for a day, never for today', () => {
    expect(isInForceOn('2026-12-31', CALENDAR.activeSyncCertificates)).toBe(false);
    expect(isInForceOn('2027-01-01', CALENDAR.activeSyncCertificates)).toBe(true);
  });
});

describe('a profile that is made anew', () => {
  const DAY = '2026-11-22';

  function judgedNew(text: string): readonly Finding[] {
    const profiles = read(text);
    return withNewJudged(runRules(profiles, CATALOGUE, DAY), profiles, CATALOGUE, DAY);
  }

  it.each([
    ['AUT-001', 'error', profileText({ settings: { oauth: undefined } })],
    ['AUT-002', 'warning', profileText({ settings: { ...CERTIFICATE, oauth: undefined } })],
    ['SCH-013', 'warning', profileText({ settings: { sync: '[email]' } })],
    ['SCH-019', 'warning', profileText({ settings: { smimeSigning: 'true' } })],
  ] as const)('is judged with the defaults of its kind (%s)', (code, severity, text) => {
    expect(judgedNew(text).filter((one) => one.code === code)).toMatchObject([{ severity }]);
  });

  it('is held by an error that can not be waived, and stops nobody else', () => {
    const text = profileText({ settings: { authentication: 'certificate', oauth: undefined } });
    const invalid = runRules(read(text), CATALOGUE, DAY).filter(({ hard }) => hard === true);
    expect(invalid.map(({ code }) => code)).toContain('CRT-001');
    const judged = judgedNew(text);
    expect(judged.map(({ code }) => code)).toContain('CRT-001');
    expect(findingsExitCode(judged)).toBe(EXIT.errors);
  });

  it('is judged as it is written, where everything is', () => {
    expect(lines(judgedNew(profileText()))).toBe('');
  });

  it('keeps what was found otherwise, of itself and of others', () => {
    const other: Finding = {
      ...(runRules(read(profileText({ name: 'Mail' })), CATALOGUE, DAY)[0] ?? never()),
      key: 'b',
    };
    const own: Finding = { ...other, key: 'ios-sales', code: 'CER-005' };
    expect(withNewJudged([other, own], read(profileText()), CATALOGUE, DAY)).toEqual([other, own]);
  });
});

function never(): never {
  throw new Error('a name without its platform is told');
}
