/** Objects that only a store makes are found by what they are, once, and never guessed. */

import { describe, expect, it } from 'vitest';
import { findObjects } from '../../../src/core/state/store-objects.ts';
import { decodeLive } from '../../../src/core/tenant/live-profile.ts';
import { CATALOGUE } from '../../../src/kinds/catalogue.ts';
import { EMPTY_INVENTORY, type Inventory } from '../../../src/model/state/inventory.ts';
import { graphId, profile } from '../tenant.ts';

function apps(...packages: readonly string[]) {
  return decodeLive(
    packages.map((packageId, index) => ({
      '@odata.type': '#microsoft.graph.androidManagedStoreApp',
      id: `app-${index}`,
      displayName: packageId,
      packageId,
    })),
    CATALOGUE,
  );
}

function wanted(key: string, app = 'outlook') {
  return profile(key, { kind: 'android-play-app', name: key, settings: { app } });
}

const OUTLOOK = 'com.microsoft.office.outlook';

function recorded(key: string, id: string): Inventory {
  const entry = {
    kind: 'android-play-app',
    id: graphId(id),
    created: null,
    type: '#microsoft.graph.androidManagedStoreApp',
    generation: 1,
    protect: false,
    tombstone: null,
    applied: null,
    people: null,
    provisional: null,
  };
  return { ...EMPTY_INVENTORY, entries: { [key]: entry } };
}

describe('an app of managed Google Play', () => {
  it('is found by its package, in whatever case', () => {
    const found = findObjects([wanted('outlook')], apps('com.google.android.gm', OUTLOOK.toUpperCase()), {}, null);
    expect(found).toEqual({ adopt: { outlook: 'app-1' }, missing: new Set(), findings: [] });
  });

  it('that nobody approved is missing, and the finding says how it comes', () => {
    const { adopt, missing, findings } = findObjects([wanted('nine', 'nineWork')], apps(OUTLOOK), {}, null);
    expect([adopt, [...missing]]).toEqual([{}, ['nine']]);
    expect(findings).toMatchObject([{ code: 'APP-101', severity: 'error', key: 'nine' }]);
    expect(findings[0]?.message).toContain('approve com.ninefolders.hd3.work in the admin center');
  });

  it('is not guessed among several', () => {
    const { missing, findings } = findObjects([wanted('outlook')], apps(OUTLOOK, OUTLOOK), {}, null);
    expect([...missing]).toEqual(['outlook']);
    expect(findings[0]?.message).toContain('write "outlook: app-0" or another one of them in adopt.yaml');
  });

  it('belongs to one profile', () => {
    const both = findObjects([wanted('one'), wanted('other')], apps(OUTLOOK), {}, null);
    expect(both).toMatchObject({ adopt: { one: 'app-0' }, findings: [{ code: 'APP-102', key: 'other' }] });
    const later = findObjects([wanted('other')], apps(OUTLOOK), {}, recorded('one', 'app-0'));
    expect(later.findings[0]?.message).toContain('is that of "one" already');
  });

  it('is not looked for where adopt.yaml or the inventory has it', () => {
    const nothing = { adopt: {}, missing: new Set(), findings: [] };
    const live = apps(OUTLOOK, OUTLOOK);
    expect(findObjects([wanted('outlook')], live, { outlook: graphId('app-1') }, null)).toEqual(nothing);
    expect(findObjects([wanted('outlook')], live, {}, recorded('outlook', 'app-1'))).toEqual(nothing);
  });

  it('that was taken out of the store and approved again is found anew', () => {
    const found = findObjects([wanted('outlook')], apps(OUTLOOK), {}, recorded('outlook', 'app-gone'));
    expect(found.adopt).toEqual({ outlook: 'app-0' });
  });

  it('is the only sort of object that is looked for', () => {
    expect(findObjects([profile('mail')], [], {}, null)).toEqual({ adopt: {}, missing: new Set(), findings: [] });
  });
});
