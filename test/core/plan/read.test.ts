/** What a saved plan says is read back, unless somebody edited what an approval is judged by. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withCodes } from '../../../src/core/plan/approval-code.ts';
import { changeDigest } from '../../../src/core/plan/change.ts';
import { readPlan } from '../../../src/core/plan/read.ts';
import { digestText } from '../../../src/model/digest.ts';
import { canonical, isJsonObject, type JsonObject } from '../../../src/model/json.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { renderPlanJson } from '../../../src/report/json.ts';
import { editedPlan, savedPlan } from '../../cli/edited-plan.ts';

const EDITED = 'its contents do not match its digest: it was edited';

function readWith(edit: (change: JsonObject) => JsonObject): ReturnType<typeof readPlan> {
  const value: unknown = JSON.parse(renderPlanJson(savedPlan()));
  if (!isJsonObject(value) || !Array.isArray(value['changes'])) throw new Error('the plan is no object');
  return readPlan(JSON.stringify({ ...value, changes: value['changes'].map(edit) }));
}

it('a plan as it was saved', () => {
  expect(readPlan(renderPlanJson(savedPlan()))).toEqual(savedPlan());
});

it('a plan of version 1.0, which has no codes', () => {
  const text = renderPlanJson(savedPlan()).replace('"1.1"', '"1.0"');
  const value: unknown = JSON.parse(text.replace(/"code": "[^"]*",\s+"applies": 0/, '"ignored": 0'));
  expect(readPlan(JSON.stringify(value))).toMatchObject({ formatVersion: '1.0' });
});

it.each<[string, (change: JsonObject) => JsonObject]>([
  ['the code', (change) => ({ ...change, code: '0123456789abcdef-213' })],
  ['how often it was carried out', (change) => ({ ...change, applies: 7 })],
  ['the gates', (change) => ({ ...change, gates: [] })],
  ['the object', (change) => ({ ...change, id: 'another' })],
  ['the fields', (change) => ({ ...change, fields: [] })],
])('none where somebody edited %s', (_, edit) => {
  expect(readWith(edit)).toBe(EDITED);
});

it('none where somebody edited the number of people', () => {
  expect(readPlan(editedPlan())).toBe(EDITED);
});

it('reads a saved plan whose changes belong together, and none with a code put in place of the bundle’s', () => {
  const text = readFileSync('test/scenarios/group-moved/expected/plan.json', 'utf8');
  const plan = readPlan(text);
  const [bundle] = typeof plan === 'string' ? [] : (plan.bundles ?? []);
  expect(bundle?.code).toMatch(/^[0-9a-f]{16}-\d+$/);
  const edited = text.replace(`"code": "${bundle?.code ?? ''}"`, '"code": "0123456789abcdef-1"');
  expect(edited).not.toBe(text);
  expect(readPlan(edited)).toContain('it was edited');
});

it('none where a code of several changes is that of something else, or names others than it counts', () => {
  const text = readFileSync('test/scenarios/group-moved/expected/plan.json', 'utf8');
  const plan = readPlan(text);
  const own = typeof plan === 'string' ? undefined : plan.bundles?.[0]?.code;
  if (own === undefined) throw new Error('there is no bundle');
  // Everywhere, so that nothing disagrees but the code with the changes.
  expect(readPlan(text.replaceAll(own, own.replace(/^.{16}/, '0123456789abcdef')))).toBe(EDITED);
  expect(readPlan(text.replaceAll(own, own.replace(/-\d+$/, '-1')))).toBe(EDITED);
});

it('none where the code of all that waits is another one, or the people of a group are', () => {
  const bare = savedPlan();
  const host = (key: string) => {
    const [one] = bare.changes;
    if (one === undefined) throw new Error('the plan has no change');
    const { code: _code, applies: _applies, ...rest } = { ...one, key };
    return { ...rest, digest: changeDigest(rest, []) };
  };
  const changes = ['a', 'b', 'c'].map(host);
  const { tenant } = bare;
  const digest = digestText(canonical({ tenant, changes: changes.map((one) => one.digest).sort() }));
  const made: Plan = { ...bare, digest, ...withCodes(changes, [], { tenant, applies: {}, peopleOf: () => 12 }) };
  expect(readPlan(renderPlanJson(made))).toEqual(made);
  expect(made.code).toMatch(/-12$/);
  expect(readPlan(renderPlanJson({ ...made, code: '0123456789abcdef-12' }))).toBe(EDITED);
  const group = { keys: ['a', 'b'], people: 1, code: made.code ?? '' };
  expect(readPlan(renderPlanJson({ ...made, groups: [group] }))).toBe(EDITED);
});
