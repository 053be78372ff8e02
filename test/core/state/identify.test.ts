import { describe, expect, it } from 'vitest';
import { proposeInventory } from '../../../src/core/state/rebuild.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { graphId } from '../tenant.ts';
import { createIntent, identities, liveObject, marked, OWNER, recorded } from './objects.ts';

const one = liveObject('one', marked('ios-one'));
const inventory = recorded({ 'ios-one': one });

describe('an object of the inventory', () => {
  it.each([
    ['untouched', marked('ios-one'), [], true],
    ['renamed in the portal', { ...marked('ios-one'), displayName: 'Something else' }, [], true],
    ['whose marker was lost', { description: 'rewritten' }, [], true],
    ['with a marker that is stale after a rename', marked('ios-before'), [], true],
    ['with the marker of somebody else', marked('ios-one', 1, 'fabrikam-mail'), ['OWN-005'], false],
  ])('stays ours: %s', (_, parts, codes, removable) => {
    const { claims, codes: found, found: all } = identities({ inventory, live: [liveObject('one', parts)] });
    expect(claims).toEqual(['ios-one: one by inventory']);
    expect(found).toEqual(codes);
    expect(all.claims.get('ios-one')?.witnesses?.agree).toBe(removable);
  });

  it('with neither marker nor the recorded birth is another one, and stops', () => {
    const stranger = liveObject('one', { description: '', createdDateTime: '2026-02-02T00:00:00Z' });
    expect(identities({ inventory, live: [stranger] })).toMatchObject({
      claims: [],
      codes: ['OWN-017'],
      stopped: ['ios-one'],
    });
    const foreign = liveObject('one', {
      ...marked('ios-one', 1, 'fabrikam-mail'),
      createdDateTime: '0001-01-01T00:00:00Z',
    });
    expect(identities({ inventory, live: [foreign] }).codes).toEqual(['OWN-017']);
  });

  it('whose birth was never recorded is known by its marker, by a line of adopt.yaml, or not before somebody allows it', () => {
    const bare = {
      ...inventory,
      entries: Object.fromEntries(
        Object.entries(inventory.entries).map(([key, entry]) => [key, { ...entry, created: null }]),
      ),
    };
    const takeover = (parts: JsonObject, adopt = {}): unknown =>
      identities({ inventory: bare, adopt, live: [liveObject('one', parts)] }).found.claims.get('ios-one')?.takeover;
    expect(takeover(marked('ios-one'))).toBe(null);
    expect(takeover({ description: '' })).toContain('only its id is known');
    expect(takeover({ description: '' }, { 'ios-one': one.id })).toBe(null);
    const moved = identities({ inventory: bare, moved: { 'ios-one': 'ios-new' }, live: [one] }).found;
    expect(moved.claims.get('ios-new')?.takeover).toBe(null);
  });

  it('is told from a portal duplicate, which carries the same marker', () => {
    const copy = liveObject('copy', { ...marked('ios-one'), createdDateTime: '2026-03-01T00:00:00Z' });
    const result = identities({ inventory, live: [copy, one] });
    expect(result).toMatchObject({
      claims: ['ios-one: one by inventory'],
      copies: ['copy'],
      codes: ['OWN-007'],
      stopped: [],
    });
  });

  it('that was deleted by hand is gone, and made anew by hand with its marker it is nobody’s', () => {
    expect(identities({ inventory, live: [] })).toMatchObject({ claims: [], gone: ['ios-one'], stopped: [] });
    const again = liveObject('again', { ...marked('ios-one'), createdDateTime: '2026-03-01T00:00:00Z' });
    expect(identities({ inventory, live: [again] })).toMatchObject({
      claims: [],
      gone: ['ios-one'],
      stopped: ['ios-one'],
      copies: ['again'],
      codes: ['OWN-008'],
    });
  });

  it('follows its key, and renaming twice or after half of it was lost is the same', () => {
    const moved = { 'ios-one': 'ios-eins', 'ios-zero': 'ios-one' };
    const first = identities({ inventory, live: [one], moved });
    expect(first.claims).toEqual(['ios-eins: one by inventory']);
    expect(first.codes).toEqual([]);
    const second = identities({ inventory: first.found.inventory, live: [one], moved });
    expect(second.claims).toEqual(['ios-eins: one by inventory']);
    expect(second.found.inventory).toEqual(first.found.inventory);
  });

  it('can not take the key of another one', () => {
    const two = liveObject('two');
    const both = recorded({ 'ios-one': one, 'ios-two': two });
    const result = identities({ inventory: both, live: [one, two], moved: { 'ios-one': 'ios-two' } });
    expect(result).toMatchObject({ codes: ['OWN-004'], stopped: ['ios-one', 'ios-two'] });
    expect(result.found.inventory).toEqual(both);
  });

  it('runs on unmanaged once its key is released', () => {
    const result = identities({ inventory, live: [one], release: { 'ios-one': 'handed back' } });
    expect(result).toMatchObject({ claims: [], copies: [], codes: [], gone: [] });
    expect(result.found.inventory.entries).toEqual({});
  });
});

describe('an adopted object', () => {
  const two = liveObject('two');

  it('is claimed, under the present name of its key', () => {
    const result = identities({ live: [two], adopt: { 'ios-alt': graphId('two') }, moved: { 'ios-alt': 'ios-neu' } });
    expect(result).toMatchObject({ claims: ['ios-neu: two by adopt'], codes: [] });
    const later = recorded({ 'ios-neu': two });
    expect(identities({ inventory: later, live: [two], adopt: { 'ios-neu': graphId('two') } })).toMatchObject({
      claims: ['ios-neu: two by inventory'],
      codes: [],
    });
  });

  it('replaces one that is gone, with the next generation', () => {
    const { claims, found } = identities({ inventory, live: [two], adopt: { 'ios-one': graphId('two') } });
    expect(claims).toEqual(['ios-one: two by adopt']);
    expect(found.claims.get('ios-one')?.generation).toBe(2);
  });

  it('stops its key where it belongs to another, or the key has one', () => {
    const adopt = { 'ios-two': graphId('one') };
    expect(identities({ inventory, live: [one], adopt })).toMatchObject({ codes: ['OWN-009'], stopped: ['ios-two'] });
    const again = { 'ios-one': graphId('two') };
    expect(identities({ inventory, live: [one, two], adopt: again })).toMatchObject({
      codes: ['OWN-009'],
      stopped: ['ios-one'],
    });
    const twice = { 'ios-a': graphId('two'), 'ios-b': graphId('two') };
    expect(identities({ live: [two], adopt: twice })).toMatchObject({
      claims: ['ios-a: two by adopt'],
      stopped: ['ios-b'],
    });
  });
});

describe('a create whose answer was lost', () => {
  const since = '2026-03-01T00:00:00Z';
  const made = { ...marked('ios-new'), createdDateTime: '2026-03-01T00:00:07Z' };
  const intents = [createIntent('ios-new', since)];

  it('is found by its marker, while somebody duplicates another object', () => {
    const copy = liveObject('copy', { ...marked('ios-one'), createdDateTime: '2026-03-01T00:00:08Z' });
    const result = identities({ inventory, intents, live: [liveObject('new', made), copy, one] });
    expect(result).toMatchObject({
      claims: ['ios-new: new by intent', 'ios-one: one by inventory'],
      copies: ['copy'],
      codes: ['OWN-007'],
    });
  });

  it.each([
    ['an older object', intents, [liveObject('new', { ...made, createdDateTime: '2026-02-28T00:00:00Z' })], 'OWN-008'],
    ['the marker of an earlier generation', [createIntent('ios-new', since, 2)], [liveObject('new', made)], 'OWN-008'],
    ['two matches', intents, [liveObject('new', made), liveObject('new-too', made)], 'OWN-001'],
  ])('is left alone with %s', (_, written, live, code) => {
    expect(identities({ intents: written, live })).toMatchObject({ claims: [], stopped: ['ios-new'], codes: [code] });
  });
});

describe('the first run', () => {
  it('takes in what earlier versions marked, but not when two carry one marker', () => {
    const live = [one, liveObject('two', marked('ios-two')), liveObject('two-too', marked('ios-two'))];
    expect(identities({ inventory: null, live: [...live, liveObject('portal')] })).toMatchObject({
      claims: ['ios-one: one by first-run'],
      stopped: ['ios-two'],
      codes: ['OWN-001'],
    });
  });

  it('goes on where the inventory never knew the key, but not where its object is gone', () => {
    const { found, codes } = identities({ live: [one] });
    expect([...found.claims.values()].map(({ by, takeover }) => [by, takeover])).toEqual([
      ['first-run', 'no run recorded making it'],
    ]);
    expect(codes).toEqual([]);
    expect(identities({ inventory, live: [liveObject('copy', marked('ios-one'))] })).toMatchObject({
      claims: [],
      codes: ['OWN-008'],
    });
  });
});

describe('a lost inventory', () => {
  it('is proposed from markers: the oldest of each key, its generation, and protected until YAML says otherwise', () => {
    const copy = liveObject('copy', { ...marked('ios-one'), createdDateTime: '2026-03-01T00:00:00Z' });
    const third = liveObject('two', marked('ios-two', 3));
    const foreign = liveObject('foreign', marked('ios-x', 1, 'fabrikam-mail'));
    const { inventory: proposed, findings } = proposeInventory([copy, third, foreign, one], OWNER);
    expect(
      Object.entries(proposed.entries).map(([key, { id, generation, protect }]) => [key, id, generation, protect]),
    ).toEqual([
      ['ios-one', 'one', 1, true],
      ['ios-two', 'two', 3, true],
    ]);
    expect(findings.map(({ code, key }) => [code, key])).toEqual([['STA-002', 'ios-one']]);
  });

  it('keeps what can still be read of objects that are there, and tells what would be forgotten', () => {
    const adopted = liveObject('adopted', { description: '' });
    const known = recorded({ 'ios-old': adopted, 'ios-one': one, 'ios-gone': liveObject('gone') });
    const reborn = liveObject('adopted', { createdDateTime: '2026-04-01T00:00:00Z' });
    const two = liveObject('two', marked('ios-two'));
    const found = proposeInventory([adopted, one, two], OWNER, known);
    expect(Object.keys(found.inventory.entries)).toEqual(['ios-old', 'ios-one', 'ios-two']);
    expect([...found.kept]).toEqual(['ios-old', 'ios-one']);
    expect(found.inventory.entries['ios-old']).toEqual(known.entries['ios-old']);
    expect(found.findings.map(({ code, key }) => [code, key])).toEqual([['STA-003', 'ios-gone']]);
    expect([...proposeInventory([reborn], OWNER, known).kept]).toEqual([]);
  });
});
