/** Conflicts are found among the people for whom they may be new, whatever is known of everybody else. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { conflictFindings, conflictsIn, peopleInConflict } from '../../../src/core/checks/conflicting-profiles.ts';
import { setEngine } from '../../../src/core/people/audience.ts';
import type { Settings } from '../../../src/model/profile.ts';
import { DEEP } from '../../deep.ts';
import { differing } from '../impact/assessed-changes.ts';
import { assignmentsOf, factsOf, targetsArbitrary, tenantArbitrary } from '../people/sets-worlds.ts';
import { carrying, shortProposal } from '../short-proposals.ts';

const ACCOUNT: Settings = { host: 'mail.contoso.com', emailAddress: 'primarySmtpAddress' };
const SHAPES = ['create', 'assign', 'left'] as const;

it('the same with everybody and with those people alone', () => {
  let told = 0;
  const profile = fc.record({ shape: fc.constantFrom(...SHAPES), was: targetsArbitrary, is: targetsArbitrary });
  fc.assert(
    fc.property(tenantArbitrary, fc.tuple(profile, profile, profile), (tenant, profiles) => {
      const proposals = profiles.map(({ shape, was, is }, index) => {
        const [before, after] = [assignmentsOf(was), assignmentsOf(is)];
        const bare = shortProposal(`ios-${index}`, {
          kind: 'ios-mail',
          settings: ACCOUNT,
          after: [],
          ...(shape === 'create' ? {} : { before: [] }),
        });
        const live = bare.live === null ? null : { ...bare.live, assignments: before };
        const assignments = shape === 'left' ? null : ({ before, after, origin: 'intended', agreed: null } as const);
        return { ...bare, live, assignments, action: shape === 'assign' ? ('update' as const) : bare.action };
      });
      const facts = factsOf(tenant);
      const everybody = setEngine(facts);
      const conflicts = conflictsIn(proposals);
      const people = peopleInConflict(conflicts, everybody);
      const devices = facts.devices?.filter(({ person }) => person !== null && people?.has(person) === true) ?? null;
      const found = conflictFindings(conflicts, everybody);
      expect(conflictFindings(conflicts, setEngine({ ...facts, devices }))).toEqual(found);
      told += found.length;
    }),
    { numRuns: DEEP ? 10_000 : 200 },
  );
  expect(told).toBeGreaterThan(20);
});

it('nothing about people who have both today', () => {
  const facts = carrying({ sales: ['ann', 'bob'], field: ['bob', 'cid'] }, ['iphone-ann', 'iphone-bob', 'iphone-cid']);
  const among = (before: readonly string[], after: readonly string[]): readonly string[] => {
    const proposals = [
      shortProposal('first', { kind: 'ios-mail', settings: ACCOUNT, before, after }),
      shortProposal('second', { kind: 'ios-mail', settings: ACCOUNT, before: ['field'], after: ['field'] }),
    ];
    return conflictFindings(conflictsIn(proposals), setEngine(facts)).map(({ message }) => message);
  };
  // Bob has both before and after.
  expect(among(['sales'], ['sales', '-field'])).toEqual([]);
  expect(among(['sales', 'field'], ['sales'])).toEqual([]);
  expect(among(['sales', '-field'], ['sales']).join()).toContain('for 1 person');
  expect(among([], ['sales']).join()).toContain('for 1 person');
});

it('everybody of a profile that gets the account of another', () => {
  const facts = carrying({ sales: ['ann', 'bob'], field: ['bob'] }, ['iphone-ann', 'iphone-bob']);
  const moved = shortProposal('first', { kind: 'ios-mail', settings: ACCOUNT, before: ['sales'], after: ['sales'] });
  const differences = differing('account-reset').map((one) => ({ ...one, path: '/settings/host', field: 'host' }));
  const proposals = [
    { ...moved, action: 'update' as const, differences },
    shortProposal('second', { kind: 'ios-mail', settings: ACCOUNT, before: ['field'], after: ['field'] }),
  ];
  const found = conflictFindings(conflictsIn(proposals), setEngine(facts));
  expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['CNF-001 error']);
});
