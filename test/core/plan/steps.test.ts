/** The requests of one change, each complete: what is sent, what must still hold, and what comes first. */

import { describe, expect, it } from 'vitest';
import { proposeForPair } from '../../../src/core/diff/proposed-change.ts';
import { stepsOf } from '../../../src/core/plan/steps.ts';
import { markerFor } from '../../../src/core/tenant/marker.ts';
import { iosMail } from '../../../src/kinds/mail/ios.ts';
import { assignmentIds } from '../../../src/model/assignment.ts';
import type { LiveProfile, ResolvedProfile, Settings } from '../../../src/model/profile.ts';
import { assignmentsOnWire, liveProfileOf } from '../on-wire.ts';
import { assignments, liveMail, profile, SETTINGS } from '../tenant.ts';

const MARKER = markerFor('contoso-mail', 'mail', 1);
const MARKED = `postilion:contoso-mail/mail#${MARKER.nonce}`;
const COLLECTION = '/deviceManagement/deviceConfigurations';
const TYPE = '#microsoft.graph.iosEasEmailProfileConfiguration';
const OWN = `${COLLECTION}('{mail}')/microsoft.graph.iosEasEmailProfileConfiguration`;

/** Without a record the marker alone says whose it is. */
const WITNESS = { born: null, type: TYPE, markers: [MARKED] };

/** The live object, its description already marked unless said otherwise. */
function live(parts: Partial<LiveProfile> = {}, description = MARKED): LiveProfile {
  const found = liveProfileOf(liveMail('id-mail', { description }), iosMail);
  return { ...found, ...parts, settings: { ...found.settings, ...parts.settings } };
}

function steps(desired: Partial<ResolvedProfile>, object: LiveProfile | null) {
  const wanted = profile('mail', { name: 'iOS: Mail - id-mail', settings: {}, ...desired });
  const pair = { desired: wanted, live: object, adopted: true, entry: null, generation: 1 };
  return stepsOf(proposeForPair(pair, new Map()), MARKER);
}

function inShort(desired: Partial<ResolvedProfile>, object: LiveProfile | null) {
  return steps(desired, object).map(({ id, after }) => `${id} after ${after.join(' ') || 'nothing'}`);
}

describe('a new profile', () => {
  const settings: Settings = {
    ...SETTINGS,
    identityCertificate: { key: 'cert' },
    smimeSigningCertificate: { id: 'x' },
  };

  it('is one request, with its references, its tags and its marker, after what it refers to', () => {
    const [create] = steps({ settings, assignments: [], scopeTagIds: ['3'], description: 'Text' }, null);
    expect(create).toMatchObject({
      id: 'mail/create',
      key: 'mail',
      verb: 'create',
      precondition: { absent: true },
      after: ['cert/create'],
      request: { method: 'POST', path: COLLECTION },
    });
    expect(create?.request.body).toMatchObject({
      '@odata.type': TYPE,
      displayName: 'iOS: Mail - id-mail',
      description: `Text\n\n${MARKED}`,
      roleScopeTagIds: ['3'],
      'identityCertificate@odata.bind': `${COLLECTION}('{cert}')`,
      'smimeSigningCertificate@odata.bind': `${COLLECTION}('x')`,
    });
    expect(create?.request.body).not.toHaveProperty('perAppVPNProfileId@odata.bind');
    expect(create?.request.body).not.toHaveProperty('smimeEncryptionCertificate@odata.bind');
  });

  it('has the tag that the service would give it, and a description of its marker alone', () => {
    const [create] = steps({ settings: SETTINGS }, null);
    expect(create?.request.body).toMatchObject({ roleScopeTagIds: ['0'], description: MARKED });
  });

  it('is assigned afterwards, where it is for anybody', () => {
    expect(inShort({ settings: SETTINGS, assignments: [] }, null)).toEqual(['mail/create after nothing']);
    const [, assign] = steps({ settings: SETTINGS, assignments: assignments('sales') }, null);
    expect(assign).toEqual({
      id: 'mail/assign',
      key: 'mail',
      verb: 'assign',
      request: {
        method: 'POST',
        path: `${COLLECTION}/{mail}/assign`,
        body: {
          assignments: assignmentsOnWire(assignments('sales')),
        },
      },
      precondition: { assignments: [], witness: WITNESS },
      after: ['mail/create'],
    });
  });
});

describe('a profile as it should be', () => {
  it('needs no request', () => {
    expect(steps({}, live())).toEqual([]);
    expect(steps({}, live({}, ''))).toEqual([]);
  });
});

describe('a patch', () => {
  it('carries what differs and its type, and holds against what it replaces', () => {
    expect(steps({ settings: { ssl: false, oauth: false, host: 'post.contoso.com' } }, live())).toEqual([
      {
        id: 'mail/patch',
        key: 'mail',
        verb: 'patch',
        request: {
          method: 'PATCH',
          path: `${COLLECTION}/{mail}`,
          body: { '@odata.type': TYPE, hostName: 'post.contoso.com', requireSsl: false },
        },
        precondition: { properties: { hostName: 'mail.contoso.com', requireSsl: true }, witness: WITNESS },
        after: [],
      },
    ]);
  });

  it('writes the marker when it is sent anyway, and keeps the text beside it', () => {
    const [patch] = steps({ settings: { ssl: false } }, live({}, 'Text'));
    expect(patch?.request.body).toMatchObject({ description: `Text\n\n${MARKED}`, requireSsl: false });
    expect(patch?.precondition.properties).toEqual({ description: 'Text', requireSsl: true });
    const [bare] = steps({ settings: { ssl: false } }, live({ raw: {} }));
    expect(bare?.precondition.properties).toEqual({ description: '', requireSsl: true });
  });

  it('renames, describes and tags', () => {
    const object = live({ scopeTagIds: ['1', '0'] }, `Text\n\n${MARKED}`);
    const [patch] = steps({ name: 'New', description: 'Other', scopeTagIds: ['2'] }, object);
    expect(patch?.request.body).toEqual({
      '@odata.type': TYPE,
      displayName: 'New',
      roleScopeTagIds: ['2'],
      description: `Other\n\n${MARKED}`,
    });
    expect(patch?.precondition.properties).toEqual({
      displayName: 'iOS: Mail - id-mail',
      roleScopeTagIds: ['1', '0'],
      description: `Text\n\n${MARKED}`,
    });
    const [only] = steps({ description: '' }, object);
    expect(only?.request.body).toEqual({ '@odata.type': TYPE, description: MARKED });
  });
});

describe('a reference', () => {
  const BOUND: Settings = { authentication: 'certificate', identityCertificate: { id: 'old' } };

  it('is set before the patch that uses it', () => {
    const settings: Settings = { authentication: 'certificate', identityCertificate: { id: 'cert' } };
    const [set, patch] = steps({ settings }, live({ settings: { identityCertificate: null } }));
    expect(set).toEqual({
      id: 'mail/set-reference:identityCertificate',
      key: 'mail',
      verb: 'set-reference',
      request: {
        method: 'PUT',
        path: `${OWN}/identityCertificate/$ref`,
        body: { '@odata.id': `${COLLECTION}('cert')` },
      },
      precondition: { reference: { navigation: 'identityCertificate', id: null }, witness: WITNESS },
      after: [],
    });
    expect(patch).toMatchObject({ verb: 'patch', after: ['mail/set-reference:identityCertificate'] });
  });

  it('is exchanged without a patch, against the one that is bound', () => {
    const all = steps({ settings: { identityCertificate: { key: 'new' } } }, live({ settings: BOUND }));
    expect(all).toMatchObject([
      {
        verb: 'set-reference',
        request: { body: { '@odata.id': `${COLLECTION}('{new}')` } },
        precondition: { reference: { navigation: 'identityCertificate', id: 'old' } },
        after: ['new/create'],
      },
    ]);
  });

  it('is cleared after the patch that no longer uses it, and before the assignments', () => {
    const desired = { settings: { authentication: 'usernameAndPassword' }, assignments: assignments('sales') };
    expect(inShort(desired, live({ settings: BOUND }))).toEqual([
      'mail/patch after nothing',
      'mail/clear-reference:identityCertificate after mail/patch',
      'mail/assign after mail/clear-reference:identityCertificate',
    ]);
    expect(steps(desired, live({ settings: BOUND }))[1]).toEqual({
      id: 'mail/clear-reference:identityCertificate',
      key: 'mail',
      verb: 'clear-reference',
      request: { method: 'DELETE', path: `${OWN}/identityCertificate/$ref`, body: null },
      precondition: { reference: { navigation: 'identityCertificate', id: 'old' }, witness: WITNESS },
      after: ['mail/patch'],
    });
  });

  it('is left alone while it stays', () => {
    const desired = { settings: { identityCertificate: { id: 'old' }, ssl: false } };
    expect(inShort(desired, live({ settings: BOUND }))).toEqual(['mail/patch after nothing']);
  });
});

describe('assignments', () => {
  const object = live({ assignments: assignments('sales', 'board') });

  it('are sent whole where they differ, against those that there were', () => {
    const [assign] = steps({ assignments: assignments('sales', '-board') }, object);
    expect(assign).toMatchObject({
      verb: 'assign',
      request: { body: { assignments: [{}, {}] } },
      precondition: { assignments: ['include:group:board', 'include:group:sales'] },
    });
    const [emptied] = steps({ assignments: [] }, object);
    expect(emptied).toMatchObject({ verb: 'assign', request: { body: { assignments: [] } } });
    expect(steps({ assignments: assignments('board', 'sales') }, object)).toEqual([]);
  });

  it('have one order and no repetition', () => {
    expect(assignmentIds(assignments('sales', 'board', 'sales', '-all'))).toEqual([
      'exclude:group:all',
      'include:group:board',
      'include:group:sales',
    ]);
  });
});
