/** Issues about drift, as texts: what tells them apart, and one for all where they are too many. */

import { expect, it } from 'vitest';
import { type DriftedProfile, driftIssue, markedIn, summaryIssue } from '../../../src/report/drift/issue.ts';
import { change, field } from '../plans.ts';

const TENANT = { id: 't', owner: 'contoso-mail' };

function drifted(key: string, to = 'a', people: number | null = 5): DriftedProfile {
  const fields = [field('/settings/accountName', { to })];
  return {
    change: change(key, { origin: 'drift', fields, effect: { people } }),
    file: 'profiles/a.yaml',
    accept: { refused: '<script> @anna' },
  };
}

it('an issue has the name of its profile and tenant, and the digest of what it says', () => {
  const one = driftIssue(TENANT, drifted('ios-sales'));
  expect(markedIn(one.body)).toEqual({ name: one.name, digest: one.digest });
  const other = driftIssue(TENANT, drifted('ios-sales', 'b'));
  expect([other.name === one.name, other.digest === one.digest]).toEqual([true, false]);
  expect(driftIssue(TENANT, drifted('ios-it')).name).not.toBe(one.name);
  expect(driftIssue({ ...TENANT, owner: 'others' }, drifted('ios-sales')).name).not.toBe(one.name);
  expect(one.body).not.toContain('<script>');
  expect(one.body).not.toContain('@anna');
  expect(markedIn(`\n${one.body}`)).toBeNull();
});

it('a number that nobody knows is not zero', () => {
  expect(driftIssue(TENANT, drifted('ios-sales', 'a', null)).body).toContain('nobody can say how many people');
});

it('one for all lists every profile, and keeps its name whatever they are', () => {
  const many = Array.from({ length: 31 }, (_, index) => drifted(`ios-${index}`));
  const issue = summaryIssue(TENANT, many);
  for (const { change: own } of many) expect(issue.body).toContain(`\`${own.key}\``);
  expect(summaryIssue(TENANT, many.slice(1)).name).toBe(issue.name);
  expect(summaryIssue(TENANT, many.slice(1)).digest).not.toBe(issue.digest);
});

it('half of a profile is offered to nobody, and no issue is longer than GitHub takes', () => {
  const long = driftIssue(TENANT, { ...drifted('ios-sales'), accept: { text: `kind: x\n${'y: z\n'.repeat(20_000)}` } });
  expect(long.body).toContain('too long to stand here');
  expect(long.body).not.toContain('kind: x');
  const many = Array.from({ length: 300 }, (_, index) => {
    const one = drifted(`ios-${index}`);
    return { ...one, change: { ...one.change, name: '@'.repeat(300) } };
  });
  const { body } = summaryIssue(TENANT, many);
  expect(body.length).toBeLessThan(65_536);
  expect(body).toMatch(/- and 2\d\d profiles more/);
});
