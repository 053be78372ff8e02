/** Rules about names and descriptions, for those who look at the admin center. */

import { PLATFORMS } from '../model/platforms.ts';
import type { Rule } from './rule.ts';

/** RBC-006. */
export const tellingName: Rule = {
  id: 'RBC-006',
  check({ name, description }, kind) {
    // What an app is called is the store's business.
    if (kind.delivers !== 'app' && !PLATFORMS[kind.platform].names.test(name)) {
      return [
        { pointer: '/name', message: `name: "${name}" does not tell its platform, such as "${kind.title}: ${name}"` },
      ];
    }
    return description === '' && kind.labels !== 'store'
      ? [{ pointer: '/description', message: 'description is empty: say who the profile is for' }]
      : [];
  },
};
