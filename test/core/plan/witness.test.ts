/** Whose is the object that a step is about to write? Its recorded birth or its marker says so, at that very moment. */

import { expect, it } from 'vitest';
import { checkWitness, madeBy } from '../../../src/core/plan/precondition.ts';
import { markerFor, markerText } from '../../../src/core/tenant/marker.ts';
import type { Step } from '../../../src/model/plan.ts';
import { marked, OWNER } from '../state/objects.ts';
import { liveMail } from '../tenant.ts';

const BORN = '2026-01-05T08:00:00.1234567Z';
const LINE = markerText(markerFor(OWNER, 'ios-one', 1));
const TYPE = '#microsoft.graph.iosEasEmailProfileConfiguration';

function step(born: string | null, markers: readonly string[] = [LINE]): Step {
  const request = { method: 'PATCH', path: '/x/{ios-one}', body: {} };
  return {
    id: 'ios-one/patch',
    key: 'ios-one',
    verb: 'patch',
    request,
    precondition: { witness: { born, type: TYPE, markers } },
    after: [],
  };
}

const object = (parts: Parameters<typeof liveMail>[1]) => liveMail('one', { createdDateTime: BORN, ...parts });

it.each([
  ['birth and marker', BORN, marked('ios-one'), true],
  ['the birth alone, as after an edit of the description', BORN, { description: 'by an admin' }, true],
  ['the birth in another spelling', '2026-01-05T09:00:00.123+01:00', { description: '' }, true],
  ['the marker alone', null, marked('ios-one'), true],
  ['neither', '2026-01-06T08:00:00Z', { description: '' }, false],
  ['a birth within the same second', '2026-01-05T08:00:00.9Z', { description: '' }, false],
  ['no birth on record and no marker', null, { description: '' }, false],
  ['the marker of another key', null, marked('ios-two'), false],
  ['the marker of another owner', null, marked('ios-one', 1, 'fabrikam-mail'), false],
  ['the birth, but another type', BORN, { description: '', '@odata.type': '#microsoft.graph.x' }, false],
])('is it ours by %s', (_, born, parts, ours) => {
  expect(checkWitness(step(born), object(parts), null) === null).toBe(ours);
});

it('an object that the run itself made is known by when it was born', () => {
  expect(checkWitness(step(null), object({ description: '' }), BORN)).toBe(null);
});

it('a create made only what carries its very marker and is not older than when it was first meant', () => {
  const body = { '@odata.type': TYPE, description: LINE };
  const made = (parts: Parameters<typeof liveMail>[1], since = BORN): number =>
    madeBy(body, since, [object(parts)]).length;
  expect(made(marked('ios-one'))).toBe(1);
  expect(made(marked('ios-one', 2))).toBe(0);
  expect(made({ ...marked('ios-one'), createdDateTime: '2026-01-05T07:00:00Z' })).toBe(0);
  expect(made({ ...marked('ios-one'), '@odata.type': '#microsoft.graph.x' })).toBe(0);
});
