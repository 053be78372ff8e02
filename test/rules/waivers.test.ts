/** What a profile waives: for a time, with a reason, and never what can't be otherwise. */

import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/core/config/postilion-yaml.ts';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { policyInForce } from '../../src/core/policy/policy-in-force.ts';
import { recordCreated } from '../../src/core/state/record.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { EXIT } from '../../src/model/exit-code.ts';
import type { Finding } from '../../src/model/finding.ts';
import { EMPTY_INVENTORY, type Inventory } from '../../src/model/state/inventory.ts';
import { findingsExitCode } from '../../src/report/exit-code.ts';
import { renderFindings } from '../../src/report/findings/render.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import { waiverFindings, withWaived } from '../../src/rules/waivers.ts';
import { lines, profileText } from '../core/config/profile-text.ts';
import { graphId } from '../core/tenant.ts';

const MADE = { id: graphId('00000000-0000-0000-0000-000000000001'), kind: 'ios-mail', type: 'x', generation: 1 };
const ASSIGN = 'assign: {include: [{group: Sales users}]}';

function waiving(text: string, settings: Readonly<Record<string, string>> = { oauth: 'false' }): string {
  return profileText({ settings, rest: `${ASSIGN}\nwaive: ${text}` });
}

function read(text: string) {
  const result = readProfiles([{ path: 'mail.yaml', text }], CATALOGUE);
  if (!result.ok) throw new Error(lines(result.findings));
  return result.value;
}

function judged(text: string, day = '2026-12-01'): readonly Finding[] {
  const profiles = read(text);
  const findings = runRules(profiles, CATALOGUE, day);
  return withWaived([...findings, ...waiverFindings(findings, profiles, CATALOGUE, day)], profiles, day);
}

describe('a waiver', () => {
  const text = waiving('[{rule: AUT-001, because: hybrid test, until: 2027-03-01}]');

  it('makes of an error a line that stops nothing, and is counted', () => {
    expect(findingsExitCode(judged(waiving('[{rule: SCH-017, because: small}]')))).toBe(EXIT.errors);
    const findings = judged(text);
    expect(findingsExitCode(findings)).toBe(EXIT.ok);
    expect(findings.find(({ code }) => code === 'AUT-001')).toMatchObject({
      severity: 'info',
      waived: { severity: 'error', because: 'hybrid test', until: '2027-03-01' },
    });
    const shown = renderFindings(findings, { color: false, width: 200, profiles: 1 });
    expect(shown).toMatch(/waived AUT-001 until 2027-03-01: hybrid test/);
    expect(shown).toMatch(/1 profile is valid, .*1 waived/);
    expect(renderSarif(findings, 'postilion 1')).toMatch(/"justification": "hybrid test \(until 2027-03-01\)"/);
  });

  it('holds through its last day, then it is a finding and what it waived counts again', () => {
    expect(findingsExitCode(judged(text, '2027-03-01'))).toBe(EXIT.ok);
    const later = judged(text, '2027-03-02');
    expect(findingsExitCode(later)).toBe(EXIT.errors);
    expect(later.find(({ code }) => code === 'WAI-001')).toMatchObject({
      message: 'waive: the waiver of AUT-001 ended on 2027-03-01: take it away, or agree on another day',
      key: 'ios-sales',
      line: 13,
    });
  });

  it('of what is told elsewhere too has nothing to waive only where rules are all that speaks', () => {
    const told = judged(waiving('[{rule: CNF-001, because: being moved}]'));
    expect(told.map(({ code }) => code)).not.toContain('WAI-002');
  });

  it('leaves alone what is invalid, what is waived already, and what is of no profile', () => {
    const profiles = read(text);
    const one = judged(waiving('[{rule: SCH-017, because: small}]')).find(({ code }) => code === 'AUT-001');
    if (one === undefined) throw new Error('the rule says nothing');
    const waived = { severity: 'warning', because: 'before', until: null } as const;
    const others: readonly Finding[] = [
      { ...one, hard: true },
      { ...one, waived },
      { ...one, key: null },
      { ...one, key: 'other' },
    ];
    expect(withWaived(others, profiles, '2026-12-01')).toEqual(others);
    expect(withWaived([one], [], '2026-12-01')).toEqual([one]);
  });

  it('that has nothing to waive is a finding at its place', () => {
    const findings = judged(waiving('[{rule: LIF-001, because: no Google services}]'));
    const message = 'waive: LIF-001 has nothing to say about ios-sales: take the waiver away';
    expect(findings).toContainEqual(expect.objectContaining({ code: 'WAI-002', file: 'mail.yaml', line: 13, message }));
  });

  it.each(['CRT-001', 'SCH-001', 'OWN-001', 'XYZ-999'])('is refused for %s at its place', (rule) => {
    const result = readProfiles([{ path: 'mail.yaml', text: waiving(`[{rule: ${rule}, because: x}]`) }], CATALOGUE);
    expect(result.findings).toMatchObject([{ code: 'WAI-003', hard: true, line: 13 }]);
  });

  it('says why, once for each rule', () => {
    const texts = ['[{rule: AUT-001}]', '[{rule: AUT-001, because: x}, {rule: AUT-001, because: y}]', '[]'];
    const codes = texts.map((one) => readProfiles([{ path: 'mail.yaml', text: waiving(one) }], CATALOGUE).findings);
    expect(codes.map((one) => one.map(({ code }) => code))).toEqual([['SCH-102'], ['WAI-003'], ['SCH-108']]);
  });
});

describe('a waiver of a profile that the tenant has', () => {
  const waive = (until: string) => read(waiving(`[{rule: AUT-001, because: hybrid test, until: ${until}}]`));

  function inForce(until: string, remembered: string | null, accepted: readonly string[] = []) {
    const inventory = {
      ...recordCreated(EMPTY_INVENTORY, 'ios-sales', MADE, false),
      policy: remembered === null ? {} : { 'waive.ios-sales': { 'AUT-001': remembered } },
    };
    const sources = { config: DEFAULT_CONFIG, defaults: DEFAULT_CONFIG, earlier: null, accepted: new Set(accepted) };
    return policyInForce({ ...sources, profiles: waive(until), inventory });
  }

  it('counts once somebody approved it', () => {
    const waiting = inForce('2027-03-01', null);
    expect(waiting.loosened).toMatchObject([{ setting: 'waive.ios-sales', because: 'hybrid test' }]);
    expect(waiting.profiles.flatMap((one) => one.waive ?? [])).toEqual([]);
    expect(waiting.record).not.toHaveProperty('waive.ios-sales');
    const approved = inForce('2027-03-01', null, ['waive.ios-sales']);
    expect(approved.loosened).toEqual([]);
    expect(approved.record['waive.ios-sales']).toEqual({ 'AUT-001': '2027-03-01' });
  });

  it('may end earlier without asking, later only after', () => {
    expect(inForce('2027-01-01', '2027-03-01').loosened).toEqual([]);
    const longer = inForce('2027-06-01', '2027-03-01');
    expect(longer.loosened).toHaveLength(1);
    expect(longer.profiles.flatMap((one) => one.waive ?? [])).toMatchObject([{ until: '2027-03-01' }]);
  });

  it('comes with a profile that is made anew', () => {
    const inventory: Inventory = { ...EMPTY_INVENTORY, policy: {} };
    const sources = { config: DEFAULT_CONFIG, defaults: DEFAULT_CONFIG, earlier: null, accepted: new Set<string>() };
    expect(policyInForce({ ...sources, profiles: waive('2027-03-01'), inventory }).loosened).toEqual([]);
  });
});
