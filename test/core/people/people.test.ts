/** People counted by hand: groups that nest, overlap and exclude, where no sum of group sizes gives the answer. */

import { describe, expect, it } from 'vitest';
import { IOS } from '../../laws/audience-worlds.ts';
import { assignments, deviceGroup, facts } from '../tenant.ts';
import { audienceOf } from './audience-of.ts';

const SALES = ['ann', 'bob', 'cid', 'dan'];
/** Sales with two more people: in the tenant, sales is a member of field. */
const FIELD = [...SALES, 'eve', 'fay'];
/** Overlaps with both, and holds somebody of neither. */
const BOARD = ['ann', 'eve', 'gus'];
const CONTRACTORS = ['bob', 'fay', 'hal'];
const GROUPS = { sales: SALES, field: FIELD, board: BOARD, contractors: CONTRACTORS };

function counted(before: readonly string[], after: readonly string[], known = facts(GROUPS)) {
  const { basis, kept, gained, lost, devices } = audienceOf(assignments(...before), assignments(...after), IOS, known);
  return { basis, kept: [...kept].sort(), gained: [...gained].sort(), lost: [...lost].sort(), devices };
}

describe('people of groups that nest, overlap and exclude', () => {
  it('are counted once each, without those who are excluded', () => {
    // Sizes: sales 4, field 6, board 3, contractors 3. Before: ann bob cid dan eve gus. After: ann cid dan eve gus.
    expect(counted(['sales', 'board'], ['field', 'board', '-contractors'])).toEqual({
      basis: 'exact',
      kept: ['ann', 'cid', 'dan', 'eve', 'gus'],
      gained: [],
      lost: ['bob'],
      devices: 6,
    });
  });

  it('gain it only where no other group had given it to them', () => {
    expect(counted(['sales', 'board'], ['field', 'board'])).toMatchObject({
      kept: ['ann', 'bob', 'cid', 'dan', 'eve', 'gus'],
      gained: ['fay'],
      lost: [],
    });
  });

  it('keep it when a group goes that is part of another', () => {
    expect(counted(['field', 'sales'], ['field'])).toMatchObject({ kept: FIELD, gained: [], lost: [] });
  });

  it('are all who enrolled a device, for all users and all devices', () => {
    const known = facts(GROUPS, [
      ['phone-ann', 'ann'],
      ['pad-ann', 'ann'],
      ['phone-zoe', 'zoe'],
      ['mac-bob', 'bob'],
      ['kiosk', null],
    ]);
    for (const everybody of ['all users', 'all devices']) {
      expect(counted([], [everybody], known)).toMatchObject({ gained: ['ann', 'zoe'], devices: 3 });
    }
    expect(counted(['all users'], ['all users', '-sales'], known)).toMatchObject({ kept: ['zoe'], lost: ['ann'] });
  });

  it('do not count without a device that can receive it', () => {
    expect(counted([], ['sales'], facts(GROUPS, [['phone-ann', 'ann']]))).toMatchObject({
      gained: ['ann'],
      devices: 1,
    });
  });
});

describe('somebody with two devices', () => {
  const two = [
    ['phone', 'ann'],
    ['pad', 'ann'],
  ] as const;
  const known = facts({ sales: ['ann'], phones: deviceGroup('phone'), pads: deviceGroup('pad') }, two);

  it('loses mail when one of them loses it', () => {
    expect(counted(['phones', 'pads'], ['phones'], known)).toMatchObject({ kept: [], gained: [], lost: ['ann'] });
    expect(counted(['sales'], ['sales', '-pads'], known)).toMatchObject({ lost: ['ann'], devices: 2 });
  });

  it('is not overlooked when mail goes from one device to the other', () => {
    expect(counted(['phones'], ['pads'], known)).toMatchObject({ kept: [], gained: [], lost: ['ann'] });
  });

  it('keeps it when a second device gets it', () => {
    expect(counted(['phones'], ['phones', 'pads'], known)).toMatchObject({ kept: ['ann'], gained: [], lost: [] });
  });
});

describe('what could not be read', () => {
  it('makes the count unknown where a group gives the profile', () => {
    expect(counted(['sales'], ['field'], facts({ sales: SALES, field: null }))).toMatchObject({ basis: 'unknown' });
  });

  it('makes everybody a possible loss where a group takes it away', () => {
    const known = facts({ sales: SALES, contractors: null });
    expect(counted(['sales'], ['sales', '-contractors'], known)).toMatchObject({
      basis: 'at-most',
      kept: SALES,
      lost: SALES,
    });
    expect(counted(['sales', '-contractors'], ['sales', '-contractors'], known)).toMatchObject({
      lost: [],
      gained: [],
    });
  });

  it('makes everybody a possible loss where devices are excluded that nobody can look up', () => {
    const known = facts({ sales: SALES, pads: deviceGroup('pad') }, null);
    expect(counted(['sales'], ['sales', '-pads'], known)).toMatchObject({
      basis: 'at-most',
      lost: SALES,
      devices: null,
    });
  });

  it('leaves the members of groups where devices could not be read, and nothing for everybody', () => {
    expect(counted([], ['sales'], facts(GROUPS, null))).toMatchObject({ basis: 'at-most', gained: SALES });
    expect(counted([], ['all users'], facts(GROUPS, null))).toMatchObject({ basis: 'unknown', devices: null });
  });
});

describe('filters', () => {
  it('make an upper bound of who gains and who loses', () => {
    expect(counted(['sales'], ['sales+corporate'])).toMatchObject({ basis: 'at-most', kept: SALES, lost: SALES });
    expect(counted(['sales+corporate'], ['sales'])).toMatchObject({ basis: 'at-most', gained: SALES, lost: [] });
  });

  it('that stay as they are disturb nobody', () => {
    expect(counted(['sales+corporate'], ['sales+corporate', 'board'])).toMatchObject({ lost: [] });
  });

  it('give way to an assignment without one, but not to a filter that excludes', () => {
    expect(counted(['sales'], ['sales+corporate', 'field'])).toMatchObject({ basis: 'exact', kept: SALES, lost: [] });
    expect(counted(['sales'], ['sales-private', 'field'])).toMatchObject({ basis: 'at-most', lost: SALES });
  });
});
