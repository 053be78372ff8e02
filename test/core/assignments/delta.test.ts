/** What people read about a change of assignments, and the same change as an exported patch. */

import { describe, expect, it } from 'vitest';
import { assignmentDelta } from '../../../src/core/assignments/delta.ts';
import { jsonPatch, patchBase } from '../../../src/core/diff/json-patch.ts';
import { proposeForPair } from '../../../src/core/diff/proposed-change.ts';
import { kindNamed } from '../../../src/kinds/catalogue.ts';
import { sameAssignments } from '../../../src/model/assignment.ts';
import type { LiveProfile, ResolvedProfile } from '../../../src/model/profile.ts';
import { liveProfileOf } from '../on-wire.ts';
import { assignments, liveMail, profile } from '../tenant.ts';

const NAMES = new Map([
  ['sales', 'Sales users'],
  ['phones', 'Corporate iPhones'],
]);

function delta(before: readonly string[], after: readonly string[]) {
  return assignmentDelta(assignments(...before), assignments(...after), NAMES);
}

function shown(before: readonly string[], after: readonly string[]) {
  const { add, remove, change } = delta(before, after);
  const text = (views: typeof add) => views.map(({ intent, type, id }) => `${intent} ${id ?? type}`);
  return { add: text(add), remove: text(remove), change: text(change.map(({ to }) => to)) };
}

describe('a change of assignments', () => {
  it('names what is added, taken away and filtered otherwise', () => {
    expect(shown(['sales', 'board', 'office'], ['office', 'sales+phones', 'field'])).toEqual({
      add: ['include field'],
      remove: ['include board'],
      change: ['include sales'],
    });
    expect(shown(['sales'], ['sales'])).toEqual({ add: [], remove: [], change: [] });
  });

  it('shows who gets it before who does not, each in the order of the normal form', () => {
    const all = ['-zeta', '-alpha', 'sales', 'board', 'all users'];
    const inOrder = ['include allUsers', 'include board', 'include sales', 'exclude alpha', 'exclude zeta'];
    expect(shown([], all)).toEqual({ add: inOrder, remove: [], change: [] });
    expect(shown(all, [])).toEqual({ add: [], remove: inOrder, change: [] });
  });

  it('has names where they are known, and filters with their mode', () => {
    expect(delta(['sales'], ['sales-phones', 'other+misc'])).toEqual({
      add: [
        {
          intent: 'include',
          type: 'group',
          id: 'other',
          name: null,
          filter: { id: 'misc', name: null, mode: 'include' },
        },
      ],
      remove: [],
      change: [
        {
          from: { intent: 'include', type: 'group', id: 'sales', name: 'Sales users', filter: null },
          to: {
            intent: 'include',
            type: 'group',
            id: 'sales',
            name: 'Sales users',
            filter: { id: 'phones', name: 'Corporate iPhones', mode: 'exclude' },
          },
        },
      ],
    });
    expect(delta([], ['all devices']).add).toEqual([
      { intent: 'include', type: 'allDevices', id: null, name: null, filter: null },
    ]);
  });

  it('is none between the same sets in another order', () => {
    expect(sameAssignments(assignments('a', 'b'), assignments('b', 'a', 'b'))).toBe(true);
    expect(sameAssignments(assignments('a'), assignments('a', 'b'))).toBe(false);
    expect(sameAssignments(assignments('a'), assignments('-a'))).toBe(false);
    expect(sameAssignments([], [])).toBe(true);
  });
});

const ASSIGNED = { assignments: [] };

function live(parts: Partial<LiveProfile> = {}): LiveProfile {
  const kind = kindNamed('ios-mail');
  const found = liveProfileOf(liveMail('mail', ASSIGNED), kind);
  return { ...found, ...parts };
}

function proposed(desired: Partial<ResolvedProfile>, object: LiveProfile | null) {
  const wanted = profile('mail', { name: 'iOS: Mail - mail', settings: {}, ...desired });
  return proposeForPair({ desired: wanted, live: object, adopted: true, entry: null, generation: 1 }, new Map());
}

describe('a patch', () => {
  it('tests what it replaces', () => {
    const change = proposed({ settings: { ssl: false } }, live());
    expect(jsonPatch(change)).toEqual([
      { op: 'test', path: '/settings/ssl', value: true },
      { op: 'replace', path: '/settings/ssl', value: false },
    ]);
  });

  it('replaces assignments whole, sorted and each once', () => {
    const object = live({ assignments: assignments('sales', 'board', 'sales') });
    expect(jsonPatch(proposed({ assignments: assignments('zeta', 'field') }, object))).toEqual([
      { op: 'test', path: '/assignments', value: ['include:group:board', 'include:group:sales'] },
      { op: 'replace', path: '/assignments', value: ['include:group:field', 'include:group:zeta'] },
    ]);
    expect(jsonPatch(proposed({ assignments: assignments('board', 'sales') }, object))).toEqual([]);
    expect(jsonPatch(proposed({ assignments: undefined }, object))).toEqual([]);
  });

  it('adds to nothing what a new profile has', () => {
    const [name] = jsonPatch(proposed({ assignments: [] }, null));
    expect(jsonPatch(proposed({ assignments: [] }, null))).toEqual([name]);
    expect(name).toEqual({ op: 'add', path: '/name', value: 'iOS: Mail - mail' });
    expect(
      jsonPatch(proposed({ assignments: assignments('sales'), settings: { ssl: true, oauth: null } }, null)),
    ).toEqual([
      name,
      { op: 'add', path: '/settings/ssl', value: true },
      { op: 'add', path: '/assignments', value: ['include:group:sales'] },
    ]);
  });

  it('starts from the document that the tenant holds, or from an empty one', () => {
    expect(patchBase(proposed({}, null))).toEqual({ settings: {} });
    const object = live({ assignments: assignments('sales', 'board'), scopeTagIds: ['1', '0'], description: 'Text' });
    expect(patchBase(proposed({}, object))).toEqual({
      name: 'iOS: Mail - mail',
      description: 'Text',
      scopeTags: ['1', '0'],
      settings: object.settings,
      assignments: ['include:group:board', 'include:group:sales'],
    });
  });
});
