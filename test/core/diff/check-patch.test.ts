/** A patch of a plan that misses what is wanted never reaches a plan. */

import { describe, expect, it } from 'vitest';
import { checkedPatch } from '../../../src/core/diff/check-patch.ts';
import { proposeForPair } from '../../../src/core/diff/proposed-change.ts';
import { iosMail } from '../../../src/kinds/mail/ios.ts';
import { stringAt } from '../../../src/model/json.ts';
import { liveProfileOf } from '../on-wire.ts';
import { liveMail, profile } from '../tenant.ts';

const CHANGE = proposeForPair(
  {
    desired: profile('mail', { name: 'New name', settings: { ssl: false } }),
    live: liveProfileOf(liveMail('mail'), iosMail),
    adopted: true,
    entry: null,
    generation: 1,
  },
  new Map(),
);
const [NAME, SSL] = CHANGE.differences;

describe('the patch of a change', () => {
  it('is handed on when it makes what is wanted', () => {
    expect(checkedPatch(CHANGE).map((one) => `${stringAt(one, 'op')} ${stringAt(one, 'path')}`)).toEqual([
      'test /name',
      'replace /name',
      'test /settings/ssl',
      'replace /settings/ssl',
    ]);
  });

  it('is a bug when it leaves a setting as it is', () => {
    const differences = NAME === undefined ? [] : [NAME];
    expect(() => checkedPatch({ ...CHANGE, differences })).toThrow('the patch of mail does not make what is wanted');
  });

  it('is a bug when it sets another value', () => {
    const differences = SSL === undefined ? [] : [{ ...SSL, to: null }];
    expect(() => checkedPatch({ ...CHANGE, differences })).toThrow('the patch of mail does not make what is wanted');
  });

  it('is a bug when it starts from something that is not live', () => {
    const differences = SSL === undefined ? [] : [{ ...SSL, from: false }];
    expect(() => checkedPatch({ ...CHANGE, differences })).toThrow('TEST_OPERATION_FAILED');
  });

  it('leaves out what the tenant could not be asked for', () => {
    const { live } = CHANGE;
    if (live === null) throw new Error('the object is live');
    const { ssl: _unread, ...read } = live.settings;
    const unasked = { ...CHANGE, live: { ...live, settings: read }, differences: NAME === undefined ? [] : [NAME] };
    expect(checkedPatch(unasked).map((one) => `${stringAt(one, 'op')} ${stringAt(one, 'path')}`)).toEqual([
      'test /name',
      'replace /name',
    ]);
  });
});
