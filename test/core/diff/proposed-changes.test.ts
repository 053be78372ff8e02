/** What is to be done with one profile: the action, what differs, who moved, and what stays. */

import { describe, expect, it } from 'vitest';
import {
  plannedAssignments,
  proposeForgetting,
  proposeForOrphan,
  proposeForPair,
  proposeUnmanaged,
} from '../../../src/core/diff/proposed-change.ts';
import { compareSides } from '../../../src/core/diff/three-way.ts';
import { recordAdopted } from '../../../src/core/state/record.ts';
import { iosMail } from '../../../src/kinds/mail/ios.ts';
import {
  isManaged,
  type LiveProfile,
  managedSettings,
  type ResolvedProfile,
  type Settings,
} from '../../../src/model/profile.ts';
import type { InventoryEntry } from '../../../src/model/state/inventory.ts';
import { liveProfile } from '../impact/assessed-changes.ts';
import { AT, recorded } from '../state/objects.ts';
import { assignments, profile, SETTINGS } from '../tenant.ts';

function wanted(parts: Partial<ResolvedProfile> = {}): ResolvedProfile {
  return profile('mail', { name: 'iOS: Mail - id-mail', settings: {}, ...parts });
}

function compared(desired: ResolvedProfile, live: LiveProfile) {
  return compareSides({ applied: null, live, desired }, iosMail).differences;
}

/** What differs between git and an object for sales with tags 0. */
function differing(parts: Partial<ResolvedProfile>, object: Partial<LiveProfile> = {}) {
  return compared(wanted(parts), liveProfile(object)).map(({ path, field, from, to }) => ({
    path,
    field,
    from,
    to,
  }));
}

describe('differences', () => {
  it('are of name, description and tags, with the verdict on metadata', () => {
    const parts = { name: 'New', description: 'Text', scopeTagIds: ['1', '2'] };
    expect(differing(parts, { scopeTagIds: ['3', '0'] })).toEqual([
      { path: '/name', field: null, from: 'iOS: Mail - id-mail', to: 'New' },
      { path: '/description', field: null, from: '', to: 'Text' },
      { path: '/scopeTags', field: null, from: ['0', '3'], to: ['1', '2'] },
    ]);
    const [name] = compared(wanted({ name: 'New' }), liveProfile());
    expect(name).toMatchObject({ verdict: iosMail.effects.metadata, origin: 'unknown' });
  });

  it('are none where tags come in another order', () => {
    expect(differing({ scopeTagIds: ['0', '1'] }, { scopeTagIds: ['1', '0'] })).toEqual([]);
  });

  it('are none where YAML is silent or leaves it to the portal', () => {
    expect(differing({ description: undefined, scopeTagIds: undefined })).toEqual([]);
    const left = { description: 'Text', scopeTagIds: ['1'], unmanaged: ['description', 'scopeTags', 'ssl'] };
    expect(differing({ ...left, settings: { ssl: false } })).toEqual([]);
    expect(differing({ ...left, unmanaged: ['description'] }).map(({ path }) => path)).toEqual(['/scopeTags']);
    expect(differing({ ...left, unmanaged: ['scopeTags'] }).map(({ path }) => path)).toEqual(['/description']);
  });

  it('are of settings, judged with everything before and after', () => {
    const settings = { ssl: true, host: 'outlook.office365.com', accountName: 'Contoso mail' };
    const object = liveProfile();
    const found = compared(wanted({ settings }), { ...object, settings: { ...object.settings, ssl: false } });
    expect(found).toMatchObject([
      { path: '/settings/host', field: 'host', from: 'mail.contoso.com', to: 'outlook.office365.com' },
      { path: '/settings/ssl', from: false, to: true, verdict: { rule: 'EFF-IOS-SSL-ON' }, origin: 'unknown' },
    ]);
  });

  it('take references with one id for equal, and those that were not read for nothing', () => {
    const settings: Settings = { perAppVpn: { id: 'vpn', name: 'Old name' } };
    const object = liveProfile();
    const bound = { settings: { ...object.settings, perAppVpn: { id: 'vpn' } } };
    expect(differing({ settings }, bound)).toEqual([]);
    expect(differing({ settings: { perAppVpn: { id: 'other' } } }, bound)).toHaveLength(1);
    expect(differing({ settings: { perAppVpn: { key: 'vpn' } } }, bound)).toHaveLength(1);
    expect(differing({ settings: { perAppVpn: null } }, bound)).toHaveLength(1);
    expect(differing({ settings }, { settings: { ...object.settings, perAppVpn: { key: 'vpn' } } })).toHaveLength(1);
    expect(differing({ settings: { identityCertificate: { id: 'x' } } })).toEqual([]);
  });

  it('mind only what git decides', () => {
    const half = wanted({ settings: { ssl: true, host: 'x' }, unmanaged: ['ssl'] });
    expect(managedSettings(half)).toEqual({ host: 'x' });
    expect([isManaged(half, 'ssl'), isManaged(half, 'host')]).toEqual([false, true]);
  });
});

function proposed(
  parts: Partial<ResolvedProfile>,
  live: LiveProfile | null,
  more: { readonly adopted?: boolean; readonly entry?: InventoryEntry | null; readonly generation?: number } = {},
  ids: ReadonlyMap<string, string> = new Map(),
) {
  return proposeForPair({ desired: wanted(parts), live, adopted: false, entry: null, generation: 1, ...more }, ids);
}

describe('a profile that is new', () => {
  it('is created with what git says of it, and nothing of it is judged', () => {
    const settings = { ssl: true, oauth: null, host: 'mail' };
    const made = proposed({ settings, description: 'Text', scopeTagIds: ['1'], protect: true }, null, {
      generation: 3,
    });
    expect(made).toMatchObject({
      key: 'mail',
      kind: iosMail,
      action: 'create',
      live: null,
      assignments: { before: [], after: [], origin: 'intended' },
      settings,
      watched: [],
      generation: 3,
      protect: true,
      removable: true,
    });
    expect(made.differences.map(({ path, field, from, to }) => [path, field, from, to])).toEqual([
      ['/name', null, null, 'iOS: Mail - id-mail'],
      ['/description', null, null, 'Text'],
      ['/scopeTags', null, null, ['1']],
      ['/settings/ssl', 'ssl', null, true],
      ['/settings/host', 'host', null, 'mail'],
    ]);
    for (const { origin, verdict } of made.differences) {
      expect([origin, verdict.level, verdict.rule]).toEqual(['intended', 'none', 'EFF-NEW']);
    }
  });

  it('says nothing of what is empty or left to the portal', () => {
    const made = proposed({ description: '', settings: { ssl: true }, unmanaged: ['ssl'] }, null);
    expect(made.differences.map(({ path }) => path)).toEqual(['/name']);
    expect(made.settings).toEqual({});
  });

  it('is for whom git says, unless the portal decides that', () => {
    const sales = assignments('sales');
    expect(proposed({ assignments: sales }, null).assignments?.after).toEqual(sales);
    expect(proposed({ assignments: sales, unmanaged: ['assign'] }, null).assignments?.after).toEqual([]);
  });

  it('must be of a kind that there is', () => {
    expect(() => proposed({ kind: 'palm-mail' }, null)).toThrow('palm-mail');
  });
});

describe('a profile that is there', () => {
  const action = (parts: Partial<ResolvedProfile>, adopted = false) =>
    proposed(parts, liveProfile(), { adopted }).action;

  it('is updated where it differs, unassigned where nobody keeps it, and otherwise left alone', () => {
    expect(action({})).toBe('unchanged');
    expect(action({}, true)).toBe('adopt');
    expect(action({ settings: { ssl: false } })).toBe('update');
    expect(action({ settings: { ssl: false } }, true)).toBe('update');
    expect(action({ assignments: assignments('sales') })).toBe('unchanged');
    expect(action({ assignments: assignments('board') })).toBe('update');
    expect(action({ assignments: [] })).toBe('unassign');
    expect(action({ assignments: [], unmanaged: ['assign'] })).toBe('unchanged');
    expect(proposed({ assignments: [] }, liveProfile({ assignments: [] })).action).toBe('unchanged');
  });

  it('keeps what git does not decide', () => {
    const live = liveProfile();
    const found = proposed({ settings: { ssl: false, host: 'x' }, unmanaged: ['host'], protect: true }, live, {
      generation: 2,
    });
    expect(found).toMatchObject({ live, generation: 2, protect: true, removable: true, assignments: null });
    expect(found.settings).toEqual({ ...live.settings, ssl: false });
    expect(plannedAssignments(found)).toBe(live.assignments);
  });

  it('has the ids of its own profiles where they exist', () => {
    const settings: Settings = { perAppVpn: { key: 'vpn' }, identityCertificate: { key: 'new' }, ssl: false };
    const found = proposed({ settings }, null, {}, new Map([['vpn', 'id-vpn']]));
    expect(found.settings).toEqual({ perAppVpn: { id: 'id-vpn' }, identityCertificate: { key: 'new' }, ssl: false });
  });

  it('lets go of a reference that nothing uses any more, quietly', () => {
    const live = liveProfile();
    const settings = { ...live.settings, authentication: 'certificate', identityCertificate: { id: 'cert' } };
    const found = proposed({ settings: SETTINGS }, { ...live, settings });
    expect(found.differences.map(({ path, to, origin, verdict }) => [path, to, origin, verdict.rule])).toEqual([
      ['/settings/authentication', 'usernameAndPassword', 'unknown', 'EFF-IOS-AUTH'],
      ['/settings/identityCertificate', null, 'intended', 'EFF-UNUSED-REFERENCE'],
    ]);
    expect(found.differences[1]?.verdict).toMatchObject({ level: 'silent', outage: false, mayAlso: [] });
    expect(found.settings).toMatchObject({ authentication: 'usernameAndPassword', identityCertificate: null });
  });

  it('knows from the last record who moved, and watches what git never spoke of', () => {
    const before = liveProfile();
    const wish = wanted({ settings: { ssl: true, host: 'mail.contoso.com' }, assignments: assignments('sales') });
    const inventory = recordAdopted(recorded({ mail: before }), 'mail', before, wish, iosMail, AT);
    const entry = inventory.entries['mail'] ?? null;
    const now = liveProfile({
      settings: { ...before.settings, ssl: false, accountName: 'Portal' },
      assignments: assignments('board'),
    });
    const parts = { settings: { ssl: true, host: 'post.contoso.com' }, assignments: assignments('sales') };
    const found = proposed(parts, now, { entry });
    expect(found.differences.map(({ path, origin }) => `${path} ${origin}`)).toEqual([
      '/settings/host intended',
      '/settings/ssl drift',
    ]);
    expect(found.assignments?.origin).toBe('drift');
    expect(found.watched.map(({ path, class: found }) => `${path} ${found}`)).toEqual(['/settings/accountName drift']);
    const gaveUp = proposed({ settings: {}, assignments: assignments('sales') }, before, { entry });
    expect(gaveUp.watched.map(({ path, class: found }) => `${path} ${found}`).sort()).toEqual([
      '/settings/host relinquished',
      '/settings/ssl relinquished',
    ]);
    expect(proposed({ ...parts, settings: {} }, before, {}).watched).toEqual([]);
  });
});

describe('an object without YAML', () => {
  const orphan = { key: 'mail', live: liveProfile(), entry: null, generation: 2, removable: true };
  const EMPTY = liveProfile({ assignments: [] });

  it('is unassigned and stays', () => {
    expect(proposeForOrphan(orphan)).toMatchObject({
      key: 'mail',
      kind: iosMail,
      action: 'unassign',
      desired: null,
      live: orphan.live,
      differences: [],
      assignments: { before: orphan.live.assignments, after: [], origin: 'intended' },
      settings: orphan.live.settings,
      watched: [],
      generation: 2,
      protect: false,
      removable: true,
    });
  });

  it('is left alone where nobody has it, and where one witness alone calls it ours', () => {
    const empty = proposeForOrphan({ ...orphan, live: EMPTY });
    expect(empty).toMatchObject({ action: 'unchanged', assignments: null });
    const doubtful = proposeForOrphan({ ...orphan, removable: false });
    expect(doubtful).toMatchObject({ action: 'unchanged', removable: false, assignments: null });
  });

  it('is protected as it was remembered', () => {
    const entry = recorded({ mail: orphan.live }).entries['mail'] ?? null;
    const prior = entry === null ? null : { ...entry, protect: true };
    expect(proposeForOrphan({ ...orphan, entry: prior }).protect).toBe(true);
    expect(proposeForOrphan({ ...orphan, entry }).protect).toBe(false);
  });

  it('that is not ours is shown and never touched', () => {
    const found = proposeUnmanaged(orphan.live);
    expect(found).toMatchObject({
      key: 'id-mail',
      action: 'unmanaged',
      removable: false,
      generation: 1,
      assignments: null,
    });
  });

  it('that is gone leaves only its record to be forgotten', () => {
    expect(proposeForgetting('mail', 'ios-mail', 4)).toEqual({
      key: 'mail',
      kind: iosMail,
      action: 'forget',
      desired: null,
      live: null,
      differences: [],
      assignments: null,
      settings: {},
      watched: [],
      generation: 4,
      protect: false,
      removable: true,
    });
    expect(() => proposeForgetting('mail', 'palm-mail', 1)).toThrow('palm-mail');
  });
});
