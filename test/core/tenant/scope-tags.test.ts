/** Scope tags that the service added by itself are kept, and objects that can't carry any are not asked to. */

import { describe, expect, it } from 'vitest';
import { recordAgreed, recordObject } from '../../../src/core/state/record.ts';
import { iosMail } from '../../../src/kinds/mail/ios.ts';
import { isJsonObject, type JsonObject } from '../../../src/model/json.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { LiveProfile } from '../../../src/model/profile.ts';
import { EMPTY_INVENTORY, type Inventory, readInventory, writeInventory } from '../../../src/model/state/inventory.ts';
import { CONFIG, EMPTY, planWorld } from '../../laws/pure-plan.ts';
import { liveProfileOf } from '../on-wire.ts';
import { AT, marked } from '../state/objects.ts';
import { graphId, liveMail, profile } from '../tenant.ts';

function wish(...scopeTagIds: readonly string[]) {
  return profile('ios-one', { name: 'iOS: Mail - one', scopeTagIds });
}

function object(tags: readonly string[], parts: JsonObject = {}): JsonObject {
  return liveMail('one', { ...marked('ios-one'), roleScopeTagIds: [...tags], ...parts });
}

function live(from: JsonObject): LiveProfile {
  const found = liveProfileOf(from, iosMail);
  return found;
}

/** The inventory after a run that left the tenant like this. */
function recordedAs(from: JsonObject, desired = wish('0'), before?: Inventory): Inventory {
  const seen = live(from);
  const known = before ?? recordObject(EMPTY_INVENTORY, 'ios-one', seen, 1, false);
  return recordAgreed(known, 'ios-one', seen, desired, iosMail, AT);
}

function tagsSent({ steps }: Plan): readonly unknown[] {
  return steps.map(({ request: { body } }) => (isJsonObject(body) ? body['roleScopeTagIds'] : null));
}

function planned(inventory: Inventory | null, from: JsonObject, desired = wish('0')) {
  const plan = planWorld({ ...EMPTY, inventory, objects: [from], profiles: [desired] });
  const tags = plan.changes.flatMap(({ fields }) => fields.filter(({ path }) => path === '/scopeTags'));
  return {
    tags: tags.map(({ from: was, to, origin }) => [was, to, origin]),
    codes: plan.findings.map(({ code, severity }) => `${code} ${severity}`),
    bodies: tagsSent(plan),
  };
}

const QUIET = { tags: [], codes: [], bodies: [] };
const TOLD = { ...QUIET, codes: ['RBC-003 info'] };

describe('tags that the service added', () => {
  const grown = object(['0', '4']);
  const inventory = recordedAs(grown);

  it('are no difference right after the create, and ever after', () => {
    expect(planned(null, grown)).toEqual(TOLD);
    expect(planned(inventory, grown)).toEqual(TOLD);
    expect(planned(inventory, object(['0', '4'], { version: 7 }))).toEqual(TOLD);
  });

  it('are seen in a new object of which only the beginning is recorded', () => {
    const entry = recordObject(EMPTY_INVENTORY, 'ios-one', live(grown), 1, false).entries['ios-one'];
    if (entry === undefined) throw new Error('the object was recorded');
    const applied = { commit: null, at: AT.now, normal: { settings: {}, assignments: [] }, managed: [] };
    const begun: Inventory = { ...EMPTY_INVENTORY, entries: { 'ios-one': { ...entry, applied } } };
    expect(planned(begun, grown)).toEqual(TOLD);
    expect(recordedAs(grown, wish('0'), begun).entries['ios-one']?.applied?.normal.addedTagIds).toEqual(['4']);
  });

  it('survive the state branch and later runs', () => {
    const read = readInventory(writeInventory(inventory));
    expect(read).toMatchObject({
      ok: true,
      value: { entries: { 'ios-one': { applied: { normal: { addedTagIds: ['4'] } } } } },
    });
    expect(recordedAs(object(['0', '4'], { version: 7 }), wish('0'), inventory)).toEqual(inventory);
  });

  it('stay when git adds a tag or takes one of its own away', () => {
    expect(planned(inventory, grown, wish('0', '1'))).toMatchObject({
      tags: [[['0', '4'], ['0', '1', '4'], 'intended']],
      bodies: [['0', '1', '4']],
    });
    const two = recordedAs(object(['0', '1', '4']), wish('0', '1'));
    expect(planned(two, object(['0', '1', '4']), wish('0'))).toMatchObject({
      tags: [[['0', '1', '4'], ['0', '4'], 'intended']],
      bodies: [['0', '4']],
    });
  });

  it("become git's once YAML lists them, so that git can take them away", () => {
    const listed = recordedAs(grown, wish('0', '4'), inventory);
    expect(planned(inventory, grown, wish('0', '4'))).toEqual(QUIET);
    expect(planned(listed, grown, wish('0'))).toMatchObject({ tags: [[['0', '4'], ['0'], 'intended']], codes: [] });
  });
});

describe('other tags that are too many', () => {
  const inventory = recordedAs(object(['0']));

  it('are drift where the portal added them', () => {
    expect(planned(inventory, object(['0', '4'], { version: 2 }))).toMatchObject({
      tags: [[['0', '4'], ['0'], 'drift']],
      codes: [],
    });
  });

  it('are a difference where nobody knows whose they are', () => {
    expect(planned(null, object(['0', '4'], { version: 2 }))).toMatchObject({ tags: [[['0', '4'], ['0'], 'unknown']] });
    const config = { ...CONFIG, adopt: { 'ios-one': graphId('one') } };
    const bare = liveMail('one', { roleScopeTagIds: ['0', '4'] });
    const plan = planWorld({ ...EMPTY, config, objects: [bare], profiles: [wish('0')] });
    expect(tagsSent(plan)).toEqual([['0']]);
  });

  it('are a difference beside one that is missing', () => {
    expect(planned(null, object(['4']))).toMatchObject({ tags: [[['4'], ['0'], 'unknown']] });
  });

  it('are nobody’s business where YAML leaves tags out, or to the portal', () => {
    const silent = profile('ios-one', { name: 'iOS: Mail - one' });
    expect(planned(null, object(['0', '4']), silent)).toEqual(QUIET);
    expect(planned(null, object(['0', '4']), { ...wish('0'), unmanaged: ['scopeTags'] })).toEqual(QUIET);
  });
});

describe('an object without support for scope tags', () => {
  const old = object(['0'], { supportsScopeTags: false });

  it('gets a warning and no write', () => {
    expect(planned(null, old, wish('0', '1'))).toEqual({ ...QUIET, codes: ['RBC-004 warning'] });
  });

  it('is not said to be out of the hands of git, though git decided its tags once', () => {
    expect(planned(recordedAs(object(['0'])), old, wish('0', '1'))).toEqual({ ...QUIET, codes: ['RBC-004 warning'] });
  });

  it('is fine where git wants what it has, or nothing', () => {
    expect(planned(null, old)).toEqual(QUIET);
    expect(planned(null, old, { ...wish('1'), unmanaged: ['scopeTags'] })).toEqual(QUIET);
  });

  it('is told from one that supports them', () => {
    expect(planned(null, object(['0'], { supportsScopeTags: true }), wish('0', '1')).bodies).toEqual([['0', '1']]);
  });
});
