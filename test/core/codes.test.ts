import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { finding } from '../../src/model/finding.ts';
import { INPUT_FINDINGS } from '../../src/model/findings/input.ts';
import { findingEntryOf, isFindingCode, RULE_FINDINGS, TENANT_FINDINGS } from '../../src/model/findings/table.ts';
import { REFERENCE_RULES, RULES } from '../../src/rules/catalogue.ts';

const src = fileURLToPath(new URL('../../src', import.meta.url));
const groups = [INPUT_FINDINGS, RULE_FINDINGS, TENANT_FINDINGS].map((entries) => Object.keys(entries));

/** Codes of findings that stand in the program, the table itself left out. */
const used = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith(join('model', 'findings')))
  .flatMap((path) => [...readFileSync(join(src, path), 'utf8').matchAll(/'([A-Z]{3}-\d{3})'/g)])
  .map(([, code]) => code ?? '');

describe('the table of findings', () => {
  it('has every code that the program uses', () => {
    expect(new Set(used.filter((code) => !isFindingCode(code)))).toEqual(new Set());
  });

  it('has no code that the program does not use', () => {
    expect(groups.flat().filter((code) => !used.includes(code))).toEqual([]);
  });

  it('has every code once', () => {
    expect(groups.flat()).toHaveLength(new Set(groups.flat()).size);
  });

  it('has the rules among its rules, and nothing else', () => {
    const ids = [...RULES, ...REFERENCE_RULES].map(({ id }) => id);
    expect(ids.toSorted()).toEqual(Object.keys(RULE_FINDINGS).toSorted());
  });

  it('has another severity where it declares two', () => {
    const same = groups.flat().filter((code) => {
      if (!isFindingCode(code)) return true;
      const { severity, otherwise } = findingEntryOf(code);
      return severity === otherwise;
    });
    expect(same).toEqual([]);
  });
});

describe('a finding', () => {
  it('is as grave as the table says', () => {
    expect(finding('REM-001', 'no profile is left').severity).toBe('error');
    expect(finding('APP-014', 'fails').severity).toBe('error');
  });

  it('takes the other severity only where the table declares one', () => {
    expect(finding('APP-014', 'may fail', { severity: 'warning' }).severity).toBe('warning');
    // @ts-expect-error: the table has one severity for REM-001.
    finding('REM-001', 'no profile is left', { severity: 'warning' });
  });

  it('has no code that the table lacks', () => {
    // @ts-expect-error: the table has no such code.
    expect(() => finding('REM-999', 'no profile is left')).toThrow('severity');
  });
});
