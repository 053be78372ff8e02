import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TENANT_CODES } from '../../src/core/checks/codes.ts';
import { INPUT_CODES } from '../../src/core/config/codes.ts';
import { RULES as ALONE, REFERENCE_RULES } from '../../src/rules/catalogue.ts';

const RULES = [...ALONE, ...REFERENCE_RULES];
const src = fileURLToPath(new URL('../../src', import.meta.url));
const LISTS = ['input-codes.ts', 'tenant-codes.ts'];

/** Codes of findings that stand in the program, the lists themselves left out. */
const used = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !LISTS.some((list) => path.endsWith(list)))
  .flatMap((path) => [...readFileSync(join(src, path), 'utf8').matchAll(/'([A-Z]{3,4}-\d{3})'/g)])
  .map(([, code]) => code ?? '');

const listed = [...Object.keys(INPUT_CODES), ...Object.keys(TENANT_CODES), ...RULES.map(({ id }) => id)];

describe('the codes of findings', () => {
  it('each have a title', () => {
    expect([...new Set(used)].filter((code) => !listed.includes(code)).sort()).toEqual([]);
  });

  it('are all in use', () => {
    expect(Object.keys(TENANT_CODES).filter((code) => !used.includes(code))).toEqual([]);
  });

  it('of rules stand in one list only', () => {
    const others = [...Object.keys(INPUT_CODES), ...Object.keys(TENANT_CODES)];
    expect(RULES.filter(({ id }) => others.includes(id)).map(({ id }) => id)).toEqual([]);
  });
});
