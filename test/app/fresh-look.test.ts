/** A look behind a create serves the assign that follows at once, and nothing else. */

import { expect, test } from 'vitest';
import { createFreshLooks, type FreshLook } from '../../src/app/apply/fresh-look.ts';
import type { Step } from '../../src/model/plan.ts';

const PATH = '/deviceManagement/deviceConfigurations';
const FOUND = { status: 'found', body: {} } as const;
const LOOK: FreshLook = { object: FOUND, assignments: FOUND };

function step(verb: Step['verb'], key: string, path: string): Step {
  return {
    id: `${key}/${verb}`,
    key,
    verb,
    after: [],
    request: { method: 'POST', path, body: null },
    precondition: {},
  };
}

const CREATE = step('create', 'a', PATH);
const ASSIGN = step('assign', 'a', `${PATH}/{a}/assign`);
const PATCH = step('patch', 'a', `${PATH}/{a}`);
const ALONE = step('create', 'b', PATH);

function looksAt(times: readonly number[]) {
  const left = [...times];
  const clock = { now: () => new Date(Date.parse('2026-03-02T09:00:00Z') + (left.shift() ?? 0)).toISOString() };
  return createFreshLooks({ steps: [CREATE, ALONE, PATCH, ASSIGN] }, clock);
}

test('is where the assignments of the object are, and nowhere where nothing assigns it', () => {
  expect(looksAt([]).behind(CREATE, '1-2')).toBe(`${PATH}/1-2/assignments`);
  expect(looksAt([]).behind(ALONE, '1-2')).toBeNull();
});

test('is taken once, by the assign, and not when others could have been there meanwhile', () => {
  const soon = looksAt([0, 2000]);
  soon.keep(CREATE, LOOK);
  expect(soon.take(ASSIGN)).toMatchObject(LOOK);
  expect(soon.take(ASSIGN)).toBeNull();
  const late = looksAt([0, 2001]);
  late.keep(CREATE, LOOK);
  expect(late.take(ASSIGN)).toBeNull();
  const behindAnother = looksAt([0, 0, 0]);
  behindAnother.keep(CREATE, LOOK);
  expect(behindAnother.take(PATCH)).toBeNull();
  expect(behindAnother.take(ASSIGN)).toBeNull();
});
