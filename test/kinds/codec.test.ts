/** The codec on a kind small enough to read at a glance: what travels, what stays, and what is nobody's. */

import { describe, expect, it } from 'vitest';
import {
  decodeSettings,
  encodeCreate,
  encodeSettings,
  isNavigation,
  normaliseSettings,
  unknownMembers,
} from '../../src/catalogue/codec.ts';
import { verdict } from '../../src/catalogue/effects.ts';
import { flagField, hostField, idPropertyField, navigationField, textField } from '../../src/catalogue/fields/basic.ts';
import type { Kind } from '../../src/catalogue/kind.ts';

const named = { label: 'Label', doc: 'Doc.', changes: [] } as const;
const target = { collection: '/things', types: [], noun: 'thing' } as const;
const nothing = verdict('EFF-TEST', 'none', 'inferred', 'nothing happens', { sources: ['CFG'] });

const SMALL: Kind = {
  name: 'small-mail',
  title: 'Small mail',
  doc: 'Mail.',
  portalPath: 'Devices',
  platform: 'ios',
  devices: { systems: ['ios'], types: [] },
  delivers: 'mail',
  mail: { account: null, apps: [], speaker: 'system', compliance: null },
  graph: { collection: '/things', type: 'smallMail', permissions: { read: 'Read', write: 'Write' } },
  fields: {
    host: hostField({ ...named, graph: 'hostName', examples: ['mail.contoso.com'] }),
    note: textField({ ...named, graph: 'note', examples: ['Note'] }),
    ssl: flagField({ ...named, graph: 'requireSsl', initial: true }),
    vpn: idPropertyField({ ...named, graph: 'vpnId', target }),
    certificate: navigationField({ ...named, graph: 'certificate', target, usedWhen: () => true }),
  },
  constants: { source: { value: 'upn', because: 'as the admin center does' } },
  leftAlone: { rule: 'not for mail' },
  effects: { firstDelivery: [], removal: nothing, moved: nothing, metadata: nothing },
};

describe('settings', () => {
  it('are in normal form where YAML mentions them, null included, and out where it does not', () => {
    expect(normaliseSettings(SMALL, { host: 'MAIL', ssl: null })).toEqual({ host: 'mail', ssl: true });
    expect(normaliseSettings(SMALL, { stranger: 'x' })).toEqual({});
  });

  it('come from an object without the references that do not travel in it', () => {
    const object = { hostName: 'MAIL', requireSsl: false, vpnId: 'v', certificate: { id: 'c' } };
    expect(decodeSettings(SMALL, object)).toEqual({ host: 'mail', note: null, ssl: false, vpn: { id: 'v' } });
  });

  it('go into the members of the fields that are there', () => {
    expect(encodeSettings(SMALL, { host: 'mail', note: null })).toEqual({ hostName: 'mail', note: null });
    expect(encodeSettings(SMALL, { certificate: { id: 'c' } })).toEqual({});
  });
});

describe('a create', () => {
  it('spells out every default, carries the constants, and leaves nulls to the service', () => {
    expect(encodeCreate(SMALL, { host: 'mail' })).toEqual({
      '@odata.type': '#microsoft.graph.smallMail',
      source: 'upn',
      hostName: 'mail',
      requireSsl: true,
    });
    expect(encodeCreate(SMALL, { ssl: false, note: 'x' })).toMatchObject({ requireSsl: false, note: 'x' });
  });
});

describe('a reference', () => {
  it('travels beside the object by navigation, and in it by property', () => {
    const travels = Object.entries(SMALL.fields).map(([name, field]) => `${name} ${isNavigation(field)}`);
    expect(travels).toEqual(['host false', 'note false', 'ssl false', 'vpn false', 'certificate true']);
  });
});

describe('what the catalogue does not know', () => {
  it('is named in order; fields, constants, what is left alone and the envelope are known', () => {
    const known = { hostName: 'x', requireSsl: true, vpnId: '', certificate: null, source: 'upn', rule: null };
    expect(unknownMembers(SMALL, { zebra: 1, ...known, apple: 2 })).toEqual(['apple', 'zebra']);
  });

  it.each([
    'id',
    'displayName',
    'description',
    'createdDateTime',
    'lastModifiedDateTime',
    'version',
    'roleScopeTagIds',
    'supportsScopeTags',
    'assignments',
  ])('is not %s, which every configuration has', (name) => {
    expect(unknownMembers(SMALL, { [name]: 'x' })).toEqual([]);
  });

  it('is no annotation and no action', () => {
    const noise = { '@odata.type': 'x', 'assignments@odata.context': 'x', '#microsoft.graph.assign': {} };
    expect(unknownMembers(SMALL, noise)).toEqual([]);
    expect(unknownMembers(SMALL, { 'odd#name': 1 })).toEqual(['odd#name']);
  });
});
