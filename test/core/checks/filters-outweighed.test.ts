import { expect, it } from 'vitest';
import { outweighedFindings } from '../../../src/core/checks/outweighed-filters.ts';
import { setEngine } from '../../../src/core/people/audience.ts';
import { carrying, shortProposal } from '../short-proposals.ts';

const FACTS = {
  ...carrying({ sales: ['ann', 'bob'], field: ['bob', 'cid'], board: ['dan'] }, [
    'iphone-ann',
    'iphone-bob',
    'iphone-cid',
    'iphone-dan',
  ]),
  filters: new Map([['corporate', { matches: new Set(['iphone-ann']), unsure: new Set<string>() }]]),
};

function told(...after: readonly string[]): readonly string[] {
  const proposed = shortProposal('mail', { kind: 'ios-mail', after });
  return outweighedFindings([proposed], setEngine(FACTS)).map(({ code, message }) => `${code}: ${message}`);
}

it('an assignment without a filter outweighs one with a filter for the same people', () => {
  expect(told('sales+corporate', 'field')).toEqual([
    'ASG-009: "mail" reaches 1 device that its filter leaves out, by an assignment without a filter, which outweighs it: write the filter at both, or take one of them away',
  ]);
  expect(told('sales+corporate', 'all users')[0]).toContain('reaches 1 device');
  expect(told('sales+unknown', 'field')[0]).toContain('at most 1 device');
});

it.each([
  ['for other people', ['sales+corporate', 'board']],
  ['with the filter too', ['sales+corporate', 'field+corporate']],
  ['where the filter excludes', ['sales-corporate', 'field']],
  ['alone', ['sales+corporate']],
])('an assignment %s outweighs nothing', (_, after) => {
  expect(told(...after)).toEqual([]);
});
