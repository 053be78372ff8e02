/** Which references a plan reads, what an answer means, and which are cleared once nothing uses them. */

import { describe, expect, it } from 'vitest';
import {
  fillReferences,
  findUnusedReferences,
  listReferenceReads,
  referencePath,
} from '../../../src/core/tenant/references.ts';
import { iosMail } from '../../../src/kinds/mail/ios.ts';
import type { LiveProfile, Settings } from '../../../src/model/profile.ts';
import type { ReadAnswer } from '../../../src/model/reads.ts';
import { liveProfileOf } from '../on-wire.ts';
import { liveMail, profile } from '../tenant.ts';

function live(settings: Settings = {}): LiveProfile {
  const found = liveProfileOf(liveMail('mail'), iosMail);
  return { ...found, settings: { ...found.settings, ...settings } };
}

const PATH = "/deviceManagement/deviceConfigurations('mail')/microsoft.graph.iosEasEmailProfileConfiguration";
const CERTIFICATE = { authentication: 'certificate' };

function read(desired: Settings, object: Settings, unmanaged: readonly string[] = []) {
  return listReferenceReads(profile('mail', { settings: desired, unmanaged }), live(object), iosMail);
}

describe('references are read', () => {
  it('where the live settings make use of them', () => {
    expect(read({}, {})).toEqual([]);
    const request = { path: `${PATH}/identityCertificate` };
    const wanted = { id: 'mail', field: 'identityCertificate', request };
    expect(read({}, CERTIFICATE)).toMatchObject([wanted]);
  });

  it('where YAML mentions them, null included', () => {
    expect(read({ smimeSigningCertificate: null }, {}).map(({ field }) => field)).toEqual(['smimeSigningCertificate']);
    expect(read({ identityCertificate: { id: 'x' } }, {}).map(({ field }) => field)).toEqual(['identityCertificate']);
  });

  it('not where they are left to the portal, and never for what the object itself carries', () => {
    expect(read({ identityCertificate: { id: 'x' } }, CERTIFICATE, ['identityCertificate'])).toEqual([]);
    expect(read({ perAppVpn: { id: 'x' }, host: 'mail' }, {})).toEqual([]);
  });

  it('by a path with a cast', () => {
    const { identityCertificate } = iosMail.fields;
    expect(referencePath(iosMail, '{mail}', identityCertificate)).toBe(
      "/deviceManagement/deviceConfigurations('{mail}')/microsoft.graph.iosEasEmailProfileConfiguration/identityCertificate",
    );
  });
});

const NOTHING_BOUND: ReadAnswer = { status: 'missing', requestId: null };

const UNREADABLE: ReadAnswer = {
  status: 'unreadable',
  problem: { type: 'incomplete', message: 'gone', requestIds: [] },
};

describe('an answer', () => {
  it('is an id, or nothing bound', () => {
    const reads = read({ identityCertificate: null }, CERTIFICATE);
    const answered = (answer: ReadAnswer) => fillReferences(reads, [answer])(live(CERTIFICATE)).settings;
    const body = { id: 'cert', displayName: 'Certificate' };
    expect(answered({ status: 'found', body })).toHaveProperty('identityCertificate', { id: 'cert' });
    for (const nothing of [{}, null, { id: 7 }])
      expect(answered({ status: 'found', body: nothing })).toHaveProperty('identityCertificate', null);
    expect(answered(NOTHING_BOUND)).toHaveProperty('identityCertificate', null);
    expect(answered(UNREADABLE)).not.toHaveProperty('identityCertificate');
  });

  it('goes where it was asked for, and only to its own object', () => {
    const reads = read({ identityCertificate: null, smimeSigningCertificate: null }, CERTIFICATE);
    const foreign = reads.map((one) => ({ ...one, id: 'other' }));
    const answers: readonly ReadAnswer[] = [{ status: 'found', body: { id: 'cert' } }, NOTHING_BOUND];
    const { settings } = fillReferences(reads, answers)(live(CERTIFICATE));
    expect(settings).toEqual({
      ...live(CERTIFICATE).settings,
      identityCertificate: { id: 'cert' },
      smimeSigningCertificate: null,
    });
    expect(fillReferences(foreign, answers)(live())).toEqual(live());
    expect(fillReferences(reads, [])(live())).toEqual(live());
    expect(fillReferences(reads, [UNREADABLE, UNREADABLE])(live())).toEqual(live());
  });
});

describe('a reference that nothing uses any more', () => {
  const BOUND = { ...CERTIFICATE, identityCertificate: { id: 'cert' } };
  const PASSWORD = { authentication: 'usernameAndPassword' };
  const unused = (desired: Settings, object: Settings, after: Settings, unmanaged: readonly string[] = []) =>
    findUnusedReferences(profile('mail', { settings: desired, unmanaged }), live(object), iosMail, after);

  it('is cleared', () => {
    expect(unused(PASSWORD, BOUND, PASSWORD)).toEqual({ identityCertificate: null });
  });

  it('stays while something uses it, while YAML speaks of it, and where the portal has it', () => {
    expect(unused({}, BOUND, BOUND)).toEqual({});
    expect(unused({ identityCertificate: { id: 'other' } }, BOUND, PASSWORD)).toEqual({});
    expect(unused({}, BOUND, PASSWORD, ['identityCertificate'])).toEqual({});
  });

  it('is not cleared where nothing is bound, or nobody knows', () => {
    expect(unused({}, { ...CERTIFICATE, identityCertificate: null }, PASSWORD)).toEqual({});
    expect(unused({}, CERTIFICATE, PASSWORD)).toEqual({});
    expect(unused({}, { perAppVpn: { id: 'vpn' } }, PASSWORD)).toEqual({});
  });
});
