/** A patch mentions only what changes, although some members repeat what others say: the check of a step must bear that. */

import { expect, it } from 'vitest';
import { checkPatch } from '../../../src/core/plan/precondition.ts';
import { androidAppConfig } from '../../../src/kinds/app-config/android.ts';
import { toAndroid } from '../../../src/kinds/app-config/values.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import type { Step } from '../../../src/model/plan.ts';

const PRODUCT = 'app:com.google.android.gm';

function payload(signature: string): JsonValue {
  return toAndroid({ default_signature: signature }, PRODUCT);
}

function checked(signature: string) {
  const step: Step = {
    id: 'gmail/patch',
    key: 'gmail',
    verb: 'patch',
    request: { method: 'PATCH', path: '', body: { payloadJson: payload('new') } },
    precondition: { properties: { payloadJson: payload('old') } },
    after: [],
  };
  const object = { packageId: PRODUCT, payloadJson: payload(signature), targetedMobileApps: ['gmail'] };
  return checkPatch(step, step.request.body, androidAppConfig, object);
}

it('a payload that names its product is compared with one that does', () => {
  expect(checked('old')).toEqual({ verdict: 'ready' });
  expect(checked('new')).toEqual({ verdict: 'done' });
  expect(checked('somebody else')).toEqual({ verdict: 'changed', what: 'payloadJson' });
});
