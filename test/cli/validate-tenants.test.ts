/** `validate` of a repository for many tenants: all of them at once, and what only shows over all. */

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isJsonArray, isJsonObject } from '../../src/model/json.ts';
import { REPOSITORY } from '../gates/canary-workshop.ts';
import { type Ran, runHere } from './program.ts';

function fleetWith(files: Readonly<Record<string, string>>): (...args: readonly string[]) => Promise<Ran> {
  const root = mkdtempSync(join(tmpdir(), 'postilion-validate-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(join(REPOSITORY, 'docs', 'examples', 'fleet'), root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return (...args) => runHere(['validate', ...args], { cwd: root });
}

it('reads all tenants, and says how many profiles they have', async () => {
  const { code, out } = await fleetWith({})();
  expect([code, out]).toEqual([0, expect.stringMatching(/^\d+ profiles of 3 tenants are valid/)]);
});

it('tells what is wrong once, and of whom it is where it is not of all', async () => {
  const { code, out } = await fleetWith({
    'tenants.yaml':
      'version: 1\nvars: {nobodys: 1}\nwaves: [{name: one, vars: {forgotten: 1}}]\ntenants:\n  - {name: contoso, embedded: .a, vars: {mailHost: a.example.com}}\n  - {name: fabrikam, embedded: .b, vars: {ofFabrikam: 1}}\n  - {name: northwind, embedded: .c}\n',
    'tenants/fabrikm/overlay.yaml': 'key: ios-sales\nsettings: {oauth: false}\n',
    'tenants/fabrikam/overlay.yaml': 'key: ios-slaes\nsettings: {oauth: false}\n',
    'tenants/northwind/overlay.yaml':
      'key: ios-sales\nsettings: {oath: null}\n---\nkey: ios-hr\nsettings: {oath: false}\n',
  })('--format', 'json');
  expect(code).toBe(10);
  expect(toldIn(out).slice(0, -1)).toEqual([
    '"base/mail/sales.yaml" 5 "TEN-003" "the variable \\"accountName\\" is set nowhere for this tenant: set it in tenants.yaml"',
    '"base/mail/sales.yaml" 6 "TEN-003" "the variable \\"mailHost\\" is set nowhere for this tenant: set it in tenants.yaml (fabrikam, northwind)"',
    '"base/mail/sales.yaml" 20 "TEN-003" "the variable \\"accountName\\" is set nowhere for this tenant: set it in tenants.yaml"',
    '"base/mail/sales.yaml" 21 "TEN-003" "the variable \\"mailHost\\" is set nowhere for this tenant: set it in tenants.yaml (fabrikam, northwind)"',
    '"tenants.yaml" 2 "TEN-008" "the variable \\"nobodys\\" is used by no tenant: take it away, or use it as ${{ vars.nobodys }}"',
    '"tenants.yaml" 3 "TEN-008" "the variable \\"forgotten\\" is used by no tenant: take it away, or use it as ${{ vars.forgotten }}"',
    '"tenants.yaml" 6 "TEN-008" "the variable \\"ofFabrikam\\" is used nowhere by \\"fabrikam\\": take it away, or use it as ${{ vars.ofFabrikam }}"',
    '"tenants/fabrikam/overlay.yaml" 1 "TEN-004" "\\"ios-slaes\\" is laid over nothing: base/ has no such key, and a profile of this tenant alone says its kind: did you mean \\"ios-sales\\"?"',
    '"tenants/fabrikm/overlay.yaml" 1 "TEN-010" "tenants/fabrikm/ is that of no tenant of tenants.yaml, so that nobody gets what it says: did you mean \\"fabrikam\\"?"',
    '"tenants/northwind/overlay.yaml" 2 "TEN-004" "null takes \\"oath\\" away, and what it is laid over has none: did you mean \\"oauth\\"?"',
  ]);
  expect(toldIn(out).at(-1)).toMatch(/^"tenants\/northwind\/overlay.yaml" 5 "SCH-101" "unknown key ..oath/);
});

function toldIn(out: string): readonly string[] {
  const document: unknown = JSON.parse(out);
  const findings = isJsonObject(document) && isJsonArray(document['findings']) ? document['findings'] : [];
  return findings
    .filter(isJsonObject)
    .map((one) => ['file', 'line', 'code', 'message'].map((name) => JSON.stringify(one[name] ?? null)).join(' '));
}
