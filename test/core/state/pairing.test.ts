import { describe, expect, it } from 'vitest';
import { joinDescription, markerFor } from '../../../src/core/tenant/marker.ts';
import type { World } from '../../laws/pure-plan.ts';
import { CONFIG, EMPTY, planWorld, recorded } from '../../laws/pure-plan.ts';
import { assignments, facts, graphId, liveMail, profile } from '../tenant.ts';

function marked(key: string) {
  return { description: joinDescription('', markerFor('contoso-mail', key, 1)), displayName: key };
}

function actions(world: Partial<World>) {
  const plan = planWorld({ ...EMPTY, ...world });
  return {
    changes: plan.changes.map(({ key, action }) => `${key} ${action}`),
    codes: plan.findings.map(({ code }) => code),
    steps: plan.steps.map(({ id }) => id),
  };
}

const toSales = {
  assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'sales' } }],
};

describe('pairing', () => {
  it('finds an object by its marker, and by adoption when it has none', () => {
    const objects = [liveMail('one', marked('ios-one')), liveMail('two')];
    const config = { ...CONFIG, adopt: { 'ios-two': graphId('two') } };
    const profiles = [
      profile('ios-one', { name: 'ios-one' }),
      profile('ios-two', { name: 'iOS: Mail - two', assignments: [] }),
    ];
    expect(actions({ config, objects, profiles }).changes).toEqual(['ios-one adopt', 'ios-two adopt']);
  });

  it('keeps the object of a renamed profile, also while adopt.yaml still has the old key', () => {
    const objects = [liveMail('one', { ...marked('ios-old'), displayName: 'Mail' })];
    const profiles = [profile('ios-new', { name: 'Mail' })];
    const renamed = { ...CONFIG, moved: { 'ios-old': 'ios-new' } };
    const inventory = recorded(objects);
    expect(actions({ config: renamed, inventory, objects, profiles }).changes).toEqual(['ios-new unchanged']);
    const adopted = { ...renamed, adopt: { 'ios-old': graphId('one') } };
    expect(actions({ config: adopted, inventory, objects, profiles }).changes).toEqual(['ios-new unchanged']);
  });

  it('says how a rename is told, where a new profile is called like one whose YAML is gone', () => {
    const objects = [liveMail('one', { ...marked('ios-old'), displayName: 'Mail', ...toSales })];
    const inventory = recorded(objects);
    const world = { objects, inventory, facts: facts({ sales: ['ann'] }) };
    expect(actions({ ...world, profiles: [profile('ios-new', { name: 'Mail' })] }).codes).toContain('OWN-015');
    expect(actions({ ...world, profiles: [profile('ios-new', { name: 'Other' })] }).codes).not.toContain('OWN-015');
    const config = { ...CONFIG, moved: { 'ios-old': 'ios-new' } };
    expect(actions({ ...world, config, profiles: [profile('ios-new', { name: 'Mail' })] }).codes).toEqual([]);
  });

  it('tells what is handed back, and refuses a key that is released and has YAML', () => {
    const objects = [liveMail('one', { ...marked('ios-one'), displayName: 'Mail' })];
    const inventory = recorded(objects);
    const config = { ...CONFIG, release: { 'ios-one': 'to the regional team' } };
    expect(actions({ objects, inventory, config }).codes).toEqual(['OWN-014']);
    const both = actions({ objects, inventory, config, profiles: [profile('ios-one', { name: 'Mail' })] });
    expect(both.codes.toSorted()).toEqual(['OWN-013', 'OWN-014']);
    expect(both.steps).toEqual([]);
  });

  it('refuses a suspension that names nobody, and knows the keys of git and of the inventory', () => {
    const objects = [liveMail('one', { ...marked('ios-gone'), displayName: 'Mail' })];
    const world = { objects, inventory: recorded(objects), profiles: [profile('ios-one')] };
    const codes = (...suspend: string[]) => actions({ ...world, config: { ...CONFIG, suspend } }).codes;
    expect(codes('ios-one', 'ios-gone')).not.toContain('OWN-016');
    expect(codes('ios-on')).toContain('OWN-016');
  });

  it('stops at two objects with the marker of one profile', () => {
    const objects = [liveMail('one', marked('ios-one')), liveMail('two', marked('ios-one'))];
    const { codes, steps } = actions({ objects, profiles: [profile('ios-one')] });
    expect(codes).toEqual(['OWN-001']);
    expect(steps).toEqual([]);
  });

  it('takes nothing away from two objects with one marker whose profile is gone: one of them is a copy', () => {
    const objects = [
      liveMail('one', { ...marked('ios-gone'), ...toSales }),
      liveMail('two', { ...marked('ios-gone'), ...toSales }),
    ];
    const world = { objects, facts: facts({ sales: ['ann'] }) };
    const { changes, codes, steps } = actions(world);
    expect(changes).toEqual(['one unmanaged', 'two unmanaged']);
    expect(codes).toEqual(['OWN-001']);
    expect(steps).toEqual([]);
    expect(actions({ ...world, objects: objects.toReversed() })).toEqual({ changes, codes, steps });
  });

  it('unassigns the object of a profile that is gone, and leaves a released one alone', () => {
    const objects = [liveMail('one', { ...marked('ios-gone'), ...toSales })];
    const world = { objects, facts: facts({ sales: ['ann'] }), inventory: recorded(objects) };
    expect(actions(world).changes).toEqual(['ios-gone unassign']);
    // The marker alone is one witness: it may be a copy's.
    expect(actions({ ...world, inventory: null })).toEqual({
      changes: ['ios-gone adopt'],
      codes: ['OWN-011'],
      steps: [],
    });
    const released = { ...CONFIG, release: { 'ios-gone': 'handed back' } };
    expect(actions({ ...world, config: released }).changes).toEqual(['one unmanaged']);
  });

  it('never takes an object of another owner, or one that has only the name', () => {
    const other = { description: joinDescription('', markerFor('fabrikam', 'ios-one', 1)) };
    const objects = [liveMail('one', { ...other, displayName: 'Elsewhere' }), liveMail('two', { displayName: 'MAIL' })];
    const { changes, codes } = actions({ objects, profiles: [profile('ios-one', { name: 'Mail' })] });
    expect(changes).toEqual(['one unmanaged', 'two unmanaged']);
    expect(codes).toEqual(['OWN-003']);
  });

  it('refuses an adopted id that the tenant does not have, and a key that is of another kind there', () => {
    const config = { ...CONFIG, adopt: { 'ios-one': graphId('gone') } };
    expect(actions({ config, profiles: [profile('ios-one')] })).toEqual({ changes: [], codes: ['OWN-002'], steps: [] });
  });

  it('makes one document of whatever order the tenant lists assignments in', () => {
    const target = (groupId: string) => ({
      target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId },
    });
    const listed = [target('sales'), target('all'), target('board')];
    const [there, back] = [listed, listed.toReversed()].map((order) =>
      planWorld({
        ...EMPTY,
        objects: [liveMail('one', { ...marked('ios-one'), assignments: order })],
        profiles: [profile('ios-one', { name: 'ios-one', assignments: assignments('office') })],
        facts: facts({ sales: ['ann'], all: ['ann', 'bob'], board: [], office: ['cid'] }),
      }),
    );
    expect(there?.changes[0]?.assignments.remove.map(({ id }) => id)).toEqual(['all', 'board', 'sales']);
    expect(back).toEqual(there);
  });
});
