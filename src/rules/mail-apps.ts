/** Rules about mail apps and the way in which they are assigned. */

import { mailTraits } from '../catalogue/traits.ts';
import { isJsonArray } from '../model/json.ts';
import { hitIf, type Rule, setting } from './rule.ts';

/** APP-017. */
export const outlookInTheSuite: Rule = {
  id: 'APP-017',
  check(profile, kind) {
    const excluded = setting(profile, 'excluded');
    return hitIf(
      kind.delivers === 'app' && isJsonArray(excluded) && excluded.includes('outlook'),
      'excluded',
      'excluded: the suite leaves Outlook out and brings no mail: take outlook away, unless mail comes otherwise',
    );
  },
};

/** APP-019. */
export const filterOnAvailable: Rule = {
  id: 'APP-019',
  check({ assign }, kind) {
    if (kind.install?.filtersOnlyRequired !== true) return [];
    const index = (assign ?? []).findIndex(({ filter, install }) => filter !== null && install?.intent === 'available');
    return index === -1
      ? []
      : [
          {
            pointer: '/assign',
            message:
              'assign: a filter on an available app is ignored on personally-owned work profiles: require the app, or leave the filter out',
          },
        ];
  },
};

/** APP-020. In the app, and in the mail profile that needs it. */
export const nineWorkLicence: Rule = {
  id: 'APP-020',
  check(profile, kind) {
    const remark = 'Nine Work may have to be paid for each person: check the licences';
    const needs = mailTraits(kind)?.apps.some(({ name }) => name.startsWith('nineWork')) === true;
    if (needs) return [{ pointer: '/kind', message: `kind: ${remark} before the profile is assigned` }];
    const app = setting(profile, 'app');
    return hitIf(
      kind.delivers === 'app' && typeof app === 'string' && app.startsWith('nineWork'),
      'app',
      `app: ${remark} before it is required`,
    );
  },
};

/** APP-026. */
export const suiteWithoutFile: Rule = {
  id: 'APP-026',
  check(profile, kind) {
    const products = setting(profile, 'products');
    return hitIf(
      kind.delivers === 'app' && isJsonArray(products) && products.includes('o365BusinessRetail'),
      'products',
      'products: the admin center sets up o365BusinessRetail by a configuration file only: write o365ProPlusRetail, or set the suite up there',
    );
  },
};
