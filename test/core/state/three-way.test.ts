import { describe, expect, it } from 'vitest';
import { fieldStates, originOfClass, threeWay, worstOrigin } from '../../../src/core/diff/three-way.ts';
import { recordAdopted, recordAgreed } from '../../../src/core/state/record.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Inventory } from '../../../src/model/state/inventory.ts';
import { assignments, graphId, profile, SETTINGS } from '../tenant.ts';
import { AT, iosMail, liveObject, recorded } from './objects.ts';

const value = (wish: number) => ({ type: 'value', value: wish }) as const;
const reset = (wish: number) => ({ type: 'default', value: wish }) as const;
const absent = { type: 'absent', wasManaged: false } as const;
const dropped = { type: 'absent', wasManaged: true } as const;

describe('a field', () => {
  it.each([
    ['in-sync', 1, 1, value(1)],
    ['already-there', 1, 2, value(2)],
    ['already-there', undefined, 2, value(2)],
    ['intended', 1, 1, value(2)],
    ['drift', 1, 2, value(1)],
    ['conflict', 1, 2, value(3)],
    ['unknown', undefined, 1, value(2)],
    ['reset', 1, 1, reset(0)],
    ['in-sync', 0, 0, reset(0)],
    ['drift', 0, 1, reset(0)],
    ['conflict', 1, 2, reset(0)],
    ['unknown', undefined, 1, reset(0)],
    ['relinquished', 1, 1, dropped],
    ['relinquished', 1, 2, dropped],
    ['in-sync', 1, 1, absent],
    ['in-sync', undefined, 1, absent],
    ['drift', 1, 2, absent],
  ] as const)('is %s with base %s and live %s', (expected, base, live, wish) => {
    expect(threeWay(base, live, wish)).toBe(expected);
  });

  it('compares references by their ids', () => {
    const wish = { type: 'value', value: { id: 'a', name: 'new name' } } as const;
    expect(threeWay({ id: 'a' }, { id: 'a', name: 'old name' }, wish)).toBe('in-sync');
  });
});

const kind = iosMail();
const desired = profile('ios-one', { name: 'iOS: Mail - one', settings: SETTINGS });

/** The inventory after an adoption of the object as it stands. */
function adopted(parts: JsonObject = {}, wish = desired): Inventory {
  const live = liveObject('one', parts);
  return recordAdopted(recorded({ 'ios-one': live }), 'ios-one', live, wish, kind, AT);
}

function differing(inventory: Inventory, parts: JsonObject, wish = desired) {
  return fieldStates(inventory.entries['ios-one'] ?? null, liveObject('one', parts), wish, kind)
    .filter((field) => field.class !== 'in-sync')
    .map(({ path, class: found, mentioned }) => `${path} ${found}${mentioned ? '' : ' (watched)'}`);
}

describe('a profile', () => {
  it('shows intent, drift and conflict apart, and watches what YAML does not mention', () => {
    const wish = profile('ios-one', {
      name: 'iOS: Mail - one',
      settings: { ...SETTINGS, host: 'new.contoso.com', accountName: 'Mail' },
      assignments: assignments('sales'),
    });
    const now = { accountName: 'Changed in the portal', emailAddressSource: 'userPrincipalName', requireSsl: false };
    expect(differing(adopted(), { ...now, roleScopeTagIds: ['7'] }, wish)).toEqual([
      '/scopeTags drift (watched)',
      '/assign intended',
      '/settings/accountName conflict',
      '/settings/host intended',
      '/settings/ssl drift (watched)',
      '/settings/emailAddress drift',
    ]);
  });

  it('has unknown origins without a base, and none where nothing differs', () => {
    expect(differing(recorded({}), { hostName: 'old.contoso.com' })).toContain('/settings/host unknown');
    expect(differing(adopted(), {})).toEqual([]);
  });

  it('says once that git gave a field up, and says nothing of what is left to the portal', () => {
    const { host: _, ...rest } = SETTINGS;
    const wish = profile('ios-one', { name: 'iOS: Mail - one', settings: rest });
    expect(differing(adopted(), {}, wish)).toEqual(['/settings/host relinquished (watched)']);
    const left = { ...wish, unmanaged: ['host'] };
    expect(differing(adopted({}, left), { hostName: 'portal.contoso.com' }, left)).toEqual([]);
    const entry = adopted({}, left).entries['ios-one'];
    expect(entry?.applied?.normal.settings).not.toHaveProperty('host');
  });

  it('keeps drift of what YAML does not mention until somebody writes it into YAML', () => {
    const now = { requireSsl: false };
    const after = recordAgreed(adopted(), 'ios-one', liveObject('one', now), desired, kind, AT);
    expect(differing(after, now)).toEqual(['/settings/ssl drift (watched)']);
    const wish = { ...desired, settings: { ...SETTINGS, ssl: false } };
    expect(differing(after, now, wish)).toEqual(['/settings/ssl already-there']);
    const accepted = recordAgreed(after, 'ios-one', liveObject('one', now), wish, kind, AT);
    expect(differing(accepted, now, wish)).toEqual([]);
  });

  it('keeps the base of a field that was not brought about', () => {
    const wish = { ...desired, settings: { ...SETTINGS, host: 'new.contoso.com', accountName: 'New' } };
    const after = recordAgreed(adopted(), 'ios-one', liveObject('one', { accountName: 'New' }), wish, kind, AT);
    expect(differing(after, { accountName: 'New' }, wish)).toEqual(['/settings/host intended']);
  });

  it('leaves out references that were not read', () => {
    const wish = { ...desired, settings: { ...SETTINGS, identityCertificate: { id: graphId('cert') } } };
    expect(differing(adopted(), {}, wish)).toEqual([]);
  });
});

describe('origins', () => {
  it('are the words of the plan document', () => {
    expect((['intended', 'reset', 'drift', 'conflict', 'unknown'] as const).map(originOfClass)).toEqual([
      'intended',
      'intended',
      'drift',
      'conflict',
      'unknown',
    ]);
    expect((['in-sync', 'already-there', 'relinquished'] as const).map(originOfClass)).toEqual([null, null, null]);
    expect(worstOrigin(['drift', 'intended', 'conflict'])).toBe('conflict');
    expect(worstOrigin([])).toBe('intended');
  });
});
