import { expect, test } from 'vitest';
import { describeClockFault } from '../../../src/io/graph/auth/clock-skew.ts';
import { connectReader } from '../../../src/io/graph/connect.ts';
import { fault, ok, startGraph, watched } from './scripted-graph.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const MINUTE = 60_000;

/** A token good from `from` to `until`, in minutes from noon. */
function token(from: number, until: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = (minutes: number) => (NOON + minutes * MINUTE) / 1000;
  return `${part({ alg: 'RS256' })}.${part({ nbf: seconds(from), exp: seconds(until) })}.c2ln`;
}

test.each([
  [14, '14 minutes ahead of'],
  [-14, '14 minutes behind'],
  [1, '1 minute ahead of'],
  [119, '119 minutes ahead of'],
  [-180, '3 hours behind'],
  [60 * 24 * 365, '365 days ahead of'],
])('a clock that is %d minutes off', (minutes, words) => {
  const good = minutes > 0 ? token(-60, minutes) : token(0, 60);
  const said = describeClockFault(good, { ours: NOON + minutes * MINUTE, theirs: NOON });
  expect(said).toContain(`this machine's clock is ${words} Microsoft's (it says `);
  expect(said).toContain("Microsoft's says 2026-03-02T12:00:00Z)");
});

test('less than a minute is no difference', () => {
  expect(describeClockFault(token(-60, 0.5), { ours: NOON + MINUTE - 1, theirs: NOON })).toBeNull();
});

test.each([
  ['expired here', token(-60, 5), 14, "the access token has expired by this machine's clock only"],
  ['not yet valid here', token(-5, 60), -14, "the access token is not valid yet by this machine's clock only"],
  ['expired there', token(-60, -5), -14, "the access token has expired by Microsoft's clock only"],
  ['not yet valid there', token(5, 60), 14, "the access token is not valid yet by Microsoft's clock only"],
])('a token that is %s', (_, jwt, minutes, words) => {
  const said = describeClockFault(jwt, { ours: NOON + minutes * MINUTE, theirs: NOON });
  expect(said).toContain(`${words}: this machine's clock is 14 minutes`);
  expect(said).toContain("; set this machine's clock");
});

test.each([
  ['good by both clocks', token(-60, 60), 14],
  ['expired by both clocks', token(-60, -30), 14],
  ['expired while the clocks agree', token(-60, 0), 0],
  ['no JSON web token', 'opaque', 14],
  ['no JSON within', 'a.b.c', 14],
])('nothing is said of the clock when the token is %s', (_, jwt, minutes) => {
  expect(describeClockFault(jwt, { ours: NOON + minutes * MINUTE, theirs: NOON })).toBeNull();
});

test('a refused token is held against both clocks', async () => {
  const date = new Date(NOON).toUTCString();
  const graph = await startGraph(() =>
    fault(401, 'InvalidAuthenticationToken', 'Lifetime validation failed', { date }),
  );
  const { options, events } = watched(graph.root, {
    token: async () => token(-60, -5),
    clock: () => NOON - 14 * MINUTE,
  });
  const answer = await (await connectReader(options)).get({ path: '/groups' });
  expect(answer).toHaveProperty('problem.type', 'auth');
  expect(answer).toHaveProperty(
    'problem.message',
    "GET /groups: 401 InvalidAuthenticationToken: Lifetime validation failed; the access token was not accepted: get a new one for this tenant and cloud; the access token has expired by Microsoft's clock only: this machine's clock is 14 minutes behind Microsoft's (it says 2026-03-02T11:46:00Z, Microsoft's says 2026-03-02T12:00:00Z); set this machine's clock",
  );
  expect(events.map((event) => event.aheadMs)).toEqual([-14 * MINUTE]);
});

test('each answer tells how far the clock is off, for those who ask', async () => {
  const graph = await startGraph((_, nth) => (nth === 1 ? ok({}) : 'reset'));
  const { options, events } = watched(graph.root, { clock: () => NOON });
  const reader = await connectReader(options);
  await reader.get({ path: '/a' });
  await reader.get({ path: '/b' });
  expect(typeof events[0]?.aheadMs).toBe('number');
  expect(events[1]?.aheadMs).toBeNull();
});
