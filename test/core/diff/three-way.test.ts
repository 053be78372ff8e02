import { describe, expect, it } from 'vitest';
import { compareSides, worstOrigin } from '../../../src/core/diff/three-way.ts';
import { recordAdopted, recordAgreed } from '../../../src/core/state/record.ts';
import { kindNamed } from '../../../src/kinds/catalogue.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Inventory } from '../../../src/model/state/inventory.ts';
import { AT, iosMail, liveObject, recorded } from '../state/objects.ts';
import { assignments, graphId, profile, SETTINGS } from '../tenant.ts';

/** Of one field: what was applied, what the tenant holds and what git wants; undefined where there is none. */
function oneField(base: string | undefined, live: string, wish: string | undefined): readonly string[] {
  const { host: _, ...rest } = SETTINGS;
  const wanted = (host: string | undefined) => ({
    ...desired,
    settings: host === undefined ? rest : { ...rest, host },
  });
  const { applied = null } = adopted({ hostName: base ?? null }, wanted(base)).entries['ios-one'] ?? {};
  const { host: __, ...unread } = applied?.normal.settings ?? {};
  const known =
    base !== undefined || applied === null ? applied : { ...applied, normal: { ...applied.normal, settings: unread } };
  const sides = { applied: known, live: liveObject('one', { hostName: live }), desired: wanted(wish) };
  const { differences, watched } = compareSides(sides, kind);
  return [...differences.map(({ origin }) => origin), ...watched.map((field) => `${field.class}, watched`)];
}

describe('a field', () => {
  it.each([
    ['in sync', 'a', 'a', 'a', []],
    ['in sync, since the tenant is there already', 'a', 'b', 'b', []],
    ['in sync, although nothing was applied', undefined, 'b', 'b', []],
    ['moved by git', 'a', 'a', 'b', ['intended']],
    ['moved by the tenant', 'a', 'b', 'a', ['drift']],
    ['moved by both', 'a', 'b', 'c', ['conflict']],
    ['moved by nobody knows whom', undefined, 'a', 'b', ['unknown']],
    ['not of interest, since git never wanted it', undefined, 'a', undefined, []],
    ['given up by git', 'a', 'a', undefined, ['relinquished, watched']],
    ['given up by git, wherever it stands', 'a', 'b', undefined, ['relinquished, watched']],
  ] as const)('is %s', (_, base, live, wish, expected) => {
    expect(oneField(base, live, wish)).toEqual(expected);
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
  const applied = inventory.entries['ios-one']?.applied ?? null;
  const found = compareSides({ applied, live: liveObject('one', parts), desired: wish }, kind);
  return [
    ...found.differences.map(({ path, origin }) => `${path} ${origin}`),
    ...(found.assignments === null ? [] : [`/assign ${found.assignments.origin}`]),
    ...found.watched.map(({ path, class: word }) => `${path} ${word} (watched)`),
  ];
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
      '/settings/accountName conflict',
      '/settings/host intended',
      '/settings/emailAddress drift',
      '/assign intended',
      '/scopeTags drift (watched)',
      '/settings/ssl drift (watched)',
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
    expect(differing(after, now, wish)).toEqual([]);
    const accepted = recordAgreed(after, 'ios-one', liveObject('one', now), wish, kind, AT);
    expect(differing(accepted, now, wish)).toEqual([]);
  });

  it('keeps the base of a field that was not brought about', () => {
    const wish = { ...desired, settings: { ...SETTINGS, host: 'new.contoso.com', accountName: 'New' } };
    const after = recordAgreed(adopted(), 'ios-one', liveObject('one', { accountName: 'New' }), wish, kind, AT);
    expect(differing(after, { accountName: 'New' }, wish)).toEqual(['/settings/host intended']);
  });

  it('leaves out references that were not read, and compares the others by their ids', () => {
    const wish = { ...desired, settings: { ...SETTINGS, identityCertificate: { id: graphId('cert') } } };
    expect(differing(adopted(), {}, wish)).toEqual([]);
    const live = liveObject('one');
    const bound = (id: string) => ({
      ...live,
      settings: { ...live.settings, identityCertificate: { id, name: 'Old' } },
    });
    const compared = (id: string) => compareSides({ applied: null, live: bound(id), desired: wish }, kind).differences;
    expect(compared(graphId('cert'))).toEqual([]);
    expect(compared('other').map(({ path }) => path)).toEqual(['/settings/identityCertificate']);
  });

  it('compares mappings whole, whatever their keys are called', () => {
    const config = kindNamed('ios-app-config');
    if (config === undefined) throw new Error('the kind is there');
    const holding = (host: string) => ({ configuration: { id: 'same', host } });
    const live = { ...liveObject('one'), kind: 'ios-app-config', settings: holding('old') };
    const wish = profile('config', { kind: 'ios-app-config', name: live.name, settings: holding('new') });
    const { differences } = compareSides({ applied: null, live, desired: wish }, config);
    expect(differences.map(({ path }) => path)).toEqual(['/settings/configuration']);
  });
});

describe('the origin of a whole change', () => {
  it('is the one that needs most attention', () => {
    expect(worstOrigin(['drift', 'intended', 'conflict'])).toBe('conflict');
    expect(worstOrigin([])).toBe('intended');
  });
});
