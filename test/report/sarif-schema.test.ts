/** SARIF against the published schema of version 2.1.0 (Microsoft's copy, from @microsoft/jest-sarif 1.0.0-beta.0, MIT). */

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { finding } from '../../src/model/finding.ts';
import { INPUT_FINDINGS } from '../../src/model/findings/input.ts';
import { isFindingCode, RULE_FINDINGS, TENANT_FINDINGS } from '../../src/model/findings/table.ts';
import { isJsonObject, type JsonObject } from '../../src/model/json.ts';
import { renderSarif } from '../../src/report/sarif.ts';

function read(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new Error('not an object');
  return value;
}

// Draft 4 has `id` where later drafts have `$id`; all references stay within the file.
const {
  $schema: _,
  id: __,
  ...schema
} = read(readFileSync(new URL('../fixtures/sarif-2.1.0.schema.json', import.meta.url), 'utf8'));
const fits = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

const CODES = Object.keys({ ...INPUT_FINDINGS, ...RULE_FINDINGS, ...TENANT_FINDINGS }).filter(isFindingCode);

describe('SARIF', () => {
  it('fits the published schema, whatever was found', () => {
    const at = { file: 'profiles/a b:c.yaml', line: 3, column: 1 };
    const all = CODES.flatMap((code) => [finding(code, 'text'), finding(code, 'text', { key: 'ios-sales', at })]);
    const waived = { severity: 'error', because: 'agreed', until: null } as const;
    const texts = [[], all, all.map((one) => ({ ...one, waived }))].map((some) =>
      read(renderSarif(some, 'postilion 1')),
    );
    expect(texts.map((one) => (fits(one) ? [] : fits.errors))).toEqual([[], [], []]);
  });

  it('would not fit with another level', () => {
    const text = renderSarif([finding('SCH-001', 'text')], 'postilion 1').replaceAll('"error"', '"grave"');
    expect(fits(read(text))).toBe(false);
  });
});
