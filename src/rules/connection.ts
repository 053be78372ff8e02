/** Rules about the server and the way to it. */

import { isExchangeOnline } from '../catalogue/conditions.ts';
import { mailTraits } from '../catalogue/traits.ts';
import { hitIf, type Rule, readTextSetting, setting } from './rule.ts';

/** SCH-002. The mail kind for Gmail is the only one whose documents know a port. */
export const portInHost: Rule = {
  id: 'SCH-002',
  check(profile, kind) {
    const host = readTextSetting(profile, 'host');
    const hasPort = host !== undefined && /:\d+$/.test(host);
    return hitIf(
      hasPort && mailTraits(kind)?.takesPort !== true,
      'host',
      `host: "${host}" has a port, which only Gmail is documented to use: write the name alone`,
    );
  },
};

/** SCH-016. Exchange Online refuses plain connections; elsewhere the mail travels readably. */
export const encrypted: Rule = {
  id: 'SCH-016',
  check(profile) {
    if (setting(profile, 'ssl') !== false) return [];
    const pointer = '/settings/ssl';
    return isExchangeOnline(profile.settings)
      ? [{ pointer, message: 'ssl: false stops mail, Exchange Online refuses plain connections: write true' }]
      : [{ pointer, isOtherCase: true, message: 'ssl: false sends mail and credentials in the clear: write true' }];
  },
};
