/** Rules about what people can no longer do with their mail. */

import { hitIf, type Rule, setting } from './rule.ts';

/** SCH-021. Apple: the restriction also stops replying and forwarding from another account. */
export const noMoving: Rule = {
  id: 'SCH-021',
  check(profile) {
    return hitIf(
      setting(profile, 'allowMovingMessages') === false,
      'allowMovingMessages',
      'allowMovingMessages: false also stops replying and forwarding from another account',
    );
  },
};

/** APP-022. */
export const noSendingFromApps: Rule = {
  id: 'APP-022',
  check(profile) {
    return hitIf(
      setting(profile, 'allowSendingFromOtherApps') === false,
      'allowSendingFromOtherApps',
      'allowSendingFromOtherApps: false keeps people from mailing photos and files out of other apps: write true unless that is meant',
    );
  },
};
