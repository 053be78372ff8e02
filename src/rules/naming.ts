/** Rules about names and descriptions, for those who look at the admin center. */

import type { Kind } from '../catalogue/kind.ts';
import type { Rule } from './rule.ts';

const PLATFORM_NAMES: Readonly<Record<Kind['platform'], RegExp>> = {
  ios: /\b(?:ios|ipados|iphones?|ipads?|apple)\b/i,
  android: /\b(?:android|samsung|knox)\b/i,
  windows: /\b(?:windows|win)\b/i,
  mobile: /\b(?:ios|ipados|iphones?|ipads?|android|mobile|apps?)\b/i,
};

/** RBC-006. */
export const tellingName: Rule = {
  id: 'RBC-006',
  check({ name, description }, kind) {
    // What an app is called is the store's business.
    if (kind.delivers !== 'app' && !PLATFORM_NAMES[kind.platform].test(name)) {
      return [
        { pointer: '/name', message: `name: "${name}" does not tell its platform, such as "${kind.title}: ${name}"` },
      ];
    }
    return description === '' && kind.labels !== 'store'
      ? [{ pointer: '/description', message: 'description is empty: say who the profile is for' }]
      : [];
  },
};
