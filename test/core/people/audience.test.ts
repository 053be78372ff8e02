/** What the set engine says where something isn't known, and device by device whom a profile reaches. */

import { describe, expect, it } from 'vitest';
import {
  type AudienceFacts,
  type FilterAnswer,
  MAYBE_REACHED,
  NOT_REACHED,
  REACHED,
  setEngine,
} from '../../../src/core/people/audience.ts';
import type { Assignment } from '../../../src/model/assignment.ts';
import { assignments, deviceGroup, facts, graphId } from '../tenant.ts';
import { audienceOf } from './audience-of.ts';

const IOS = { systems: ['ios', 'ipados'], types: [] };

function counted(
  before: readonly Assignment[],
  after: readonly Assignment[],
  known: AudienceFacts,
  selector: { readonly systems: readonly string[]; readonly types: readonly string[] } = IOS,
) {
  const { basis, kept, gained, lost, devices } = audienceOf(before, after, selector, known);
  return { basis, kept: [...kept].sort(), gained: [...gained].sort(), lost: [...lost].sort(), devices };
}

const OTHER: Assignment = { intent: 'include', target: { type: 'other', raw: { collectionId: '7' } }, filter: null };
const NOBODY = { kept: [], gained: [], lost: [], devices: null };
const SALES = facts({ sales: ['ann', 'bob'] });

function filtered(answer: FilterAnswer | null, known = SALES): AudienceFacts {
  return answer === null ? known : { ...known, filters: new Map([['corporate', answer]]) };
}

describe('a target that nobody can look into', () => {
  it('makes the count unknown where it gives the profile', () => {
    expect(counted([], [OTHER], SALES)).toEqual({ basis: 'unknown', ...NOBODY });
    expect(counted([OTHER], [], SALES)).toEqual({ basis: 'unknown', ...NOBODY });
  });

  it('may take it from anybody where it is excluded', () => {
    const without: Assignment = { ...OTHER, intent: 'exclude' };
    expect(counted(assignments('sales'), [...assignments('sales'), without], SALES)).toEqual({
      basis: 'at-most',
      kept: ['ann', 'bob'],
      gained: [],
      lost: ['ann', 'bob'],
      devices: 2,
    });
  });

  it('holds anybody where it is only too large to be read', () => {
    const large = { ...facts({ sales: ['ann', 'bob'], all: null }), large: new Set(['all']) };
    expect(counted(assignments('sales'), assignments('all'), large)).toMatchObject({
      basis: 'at-most',
      kept: ['ann', 'bob'],
      lost: ['ann', 'bob'],
    });
    expect(counted([], assignments('all'), { ...large, large: new Set(['other']) })).toMatchObject({
      basis: 'unknown',
    });
  });

  it('holds nobody where it was asked for by nobody', () => {
    expect(counted([], assignments('sales', 'missing'), SALES)).toMatchObject({
      basis: 'exact',
      gained: ['ann', 'bob'],
    });
  });
});

describe('devices', () => {
  it('count where their system and type can receive the profile', () => {
    const known = facts({ sales: ['ann', 'bob', 'cid'] });
    const types = [null, 'android', 'androidForWork'];
    const devices = (known.devices ?? []).map((device, index) => ({
      ...device,
      operatingSystem: 'Android',
      type: types[index] ?? null,
    }));
    const android = { systems: ['android'], types: ['androidForWork'] };
    const on = (selector: typeof android) => counted([], assignments('sales'), { ...known, devices }, selector).gained;
    expect(on(android)).toEqual(['ann', 'cid']);
    expect(on({ systems: ['android'], types: [] })).toEqual(['ann', 'bob', 'cid']);
    expect(on({ systems: ['ios'], types: [] })).toEqual([]);
    expect(on({ systems: ['ios', 'android'], types: ['android'] })).toEqual(['ann', 'bob']);
  });

  it('without a person or without an Entra id are nobody in a group of devices', () => {
    const known = facts({ pads: deviceGroup('pad', 'kiosk') }, [
      ['pad', 'ann'],
      ['kiosk', null],
    ]);
    expect(counted([], assignments('pads'), known)).toMatchObject({ gained: ['ann'], devices: 1 });
    const unknown = (known.devices ?? []).map((device) => ({ ...device, entraId: null }));
    expect(counted([], assignments('pads'), { ...known, devices: unknown })).toMatchObject({ gained: [], devices: 0 });
  });

  it('are counted where either side may reach them', () => {
    expect(counted(assignments('sales'), [], SALES)).toMatchObject({ lost: ['ann', 'bob'], devices: 2 });
    expect(counted([], [], SALES)).toEqual({ basis: 'exact', kept: [], gained: [], lost: [], devices: 0 });
  });
});

describe('people without devices', () => {
  const people = (groups: Parameters<typeof facts>[0]) => facts(groups, null);

  it('are the members of groups, at most', () => {
    const known = people({ sales: ['ann', 'bob'], board: ['bob', 'cid'] });
    expect(counted(assignments('sales'), assignments('board'), known)).toEqual({
      basis: 'at-most',
      kept: ['bob'],
      gained: ['cid'],
      lost: ['ann'],
      devices: null,
    });
    expect(counted([], [], known)).toEqual({ basis: 'at-most', kept: [], gained: [], lost: [], devices: null });
  });

  it('are unknown for everybody, for devices and for groups that nobody read', () => {
    const known = people({ sales: ['ann'], pads: deviceGroup('pad'), gone: null });
    for (const target of ['all users', 'all devices', 'pads', 'gone', 'missing']) {
      expect([target, counted([], assignments('sales', target), known)]).toEqual([
        target,
        { basis: 'unknown', ...NOBODY },
      ]);
    }
  });

  it('may lose it to an excluded group of devices, and not to an excluded group of others', () => {
    const known = people({ sales: ['ann'], pads: deviceGroup('pad'), board: ['cid'] });
    const narrower = (target: string) => counted(assignments('sales'), assignments('sales', target), known);
    expect(narrower('-pads')).toMatchObject({ kept: ['ann'], lost: ['ann'] });
    expect(narrower('-board')).toMatchObject({ kept: ['ann'], lost: [] });
  });

  it('are matched by no filter for sure', () => {
    const known = filtered({ matches: new Set(['phone-ann']), unsure: new Set() }, people({ sales: ['ann'] }));
    expect(counted(assignments('sales'), assignments('sales+corporate'), known)).toMatchObject({
      kept: ['ann'],
      lost: ['ann'],
    });
  });
});

describe('a filter', () => {
  const known = { matches: new Set(['phone-ann']), unsure: new Set<string>() };
  const to = (after: string, answer: FilterAnswer | null) =>
    counted(assignments('sales'), assignments(after), filtered(answer));

  it('that is known decides', () => {
    expect(to('sales+corporate', known)).toMatchObject({ basis: 'exact', kept: ['ann'], lost: ['bob'] });
    expect(to('sales-corporate', known)).toMatchObject({ basis: 'exact', kept: ['bob'], lost: ['ann'] });
  });

  it('that is unsure of a device leaves it open', () => {
    const unsure = { matches: new Set(['phone-ann']), unsure: new Set(['phone-bob']) };
    expect(to('sales+corporate', unsure)).toMatchObject({ basis: 'at-most', kept: ['ann', 'bob'], lost: ['bob'] });
    expect(to('sales+corporate', null)).toMatchObject({ basis: 'at-most', lost: ['ann', 'bob'] });
  });

  it('that was lifted gives the profile only to those who may not have had it', () => {
    const lifted = counted(assignments('sales+corporate'), assignments('sales'), filtered(known));
    expect(lifted).toEqual({ basis: 'exact', kept: ['ann'], gained: ['bob'], lost: [], devices: 2 });
    const open = counted(assignments('sales+corporate'), assignments('sales'), filtered(null));
    expect(open).toMatchObject({ basis: 'at-most', kept: ['ann', 'bob'], gained: ['ann', 'bob'], lost: [] });
  });

  it('is told from another one, and its modes from each other', () => {
    const change = (before: string, after: string) =>
      counted(assignments(before), assignments(after), filtered(null)).lost;
    expect(change('sales+corporate', 'sales+private')).toEqual(['ann', 'bob']);
    expect(change('sales+corporate', 'sales-corporate')).toEqual(['ann', 'bob']);
    expect(change('sales+corporate', 'sales+corporate')).toEqual([]);
  });

  it('leaves open one of two devices, which keeps nobody from being counted', () => {
    const two = facts({ sales: ['ann'] }, [
      ['phone-ann', 'ann'],
      ['pad-ann', 'ann'],
    ]);
    const unsure = { matches: new Set(['phone-ann']), unsure: new Set(['pad-ann']) };
    const found = counted(assignments('sales'), assignments('sales+corporate'), filtered(unsure, two));
    expect(found).toEqual({ basis: 'at-most', kept: ['ann'], gained: [], lost: ['ann'], devices: 2 });
    const back = counted(assignments('sales+corporate'), assignments('sales'), filtered(unsure, two));
    expect(back).toMatchObject({ kept: ['ann'], gained: [], lost: [] });
  });
});

describe('what a profile reaches', () => {
  const known = facts({ sales: ['ann'], board: ['bob'], secret: null }, [
    ['phone-ann', 'ann'],
    ['mac-ann', 'ann'],
    ['phone-bob', 'bob'],
  ]);
  const reach = (...targets: readonly string[]) => {
    const { basis, marks, reached } = setEngine(known).reachOf(assignments(...targets), IOS);
    return { basis, marks: [...marks], reached: [...reached] };
  };

  it('is marked device by device', () => {
    expect(reach('sales')).toEqual({ basis: 'exact', marks: [REACHED, NOT_REACHED, NOT_REACHED], reached: [0] });
    expect(reach('sales+corporate', 'board')).toEqual({
      basis: 'at-most',
      marks: [MAYBE_REACHED, NOT_REACHED, REACHED],
      reached: [0, 2],
    });
    expect(reach('sales', '-secret')).toMatchObject({ basis: 'at-most', reached: [0] });
    expect(reach('board', '-board')).toMatchObject({ basis: 'exact', reached: [] });
  });

  it('is unknown where it cannot be told', () => {
    const nowhere = { basis: 'unknown', marks: [], reached: [] };
    expect(reach('secret')).toEqual(nowhere);
    const { basis, marks, reached } = setEngine({ ...known, devices: null }).reachOf(assignments('sales'), IOS);
    expect({ basis, marks: [...marks], reached: [...reached] }).toEqual(nowhere);
  });

  it('knows whose the devices are', () => {
    const engine = setEngine(known);
    expect([[...engine.owners], engine.people]).toEqual([
      [0, 0, 1],
      ['ann', 'bob'],
    ]);
    const answer = engine.audienceOf(assignments('sales'), assignments('board'), IOS);
    expect([[...answer.lost], [...answer.gained]]).toEqual([['ann'], ['bob']]);
    expect(setEngine({ ...known, devices: null }).people).toEqual([]);
  });

  it('is worked out for each system and each group on its own', () => {
    const engine = setEngine(known);
    const mac = { systems: ['macos'], types: [] };
    const all = [...assignments('sales'), { ...OTHER, target: { type: 'group' as const, id: graphId('board') } }];
    expect([...engine.reachOf(all, IOS).reached]).toEqual([0, 2]);
    expect([...engine.reachOf(all, mac).reached]).toEqual([1]);
    expect([...engine.reachOf(assignments('board'), mac).reached]).toEqual([]);
    expect([...engine.reachOf(assignments('all users'), IOS).reached]).toEqual([0, 2]);
  });
});
