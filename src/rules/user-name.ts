/** Rules about user names that Graph takes and Android makes nothing of. */

import { mailTraits } from '../catalogue/traits.ts';
import { PLATFORMS } from '../model/platforms.ts';
import { hitIf, type Rule, readTextSetting, setting } from './rule.ts';

/** SCH-006. The types for the work profile have no property for a domain. */
export const samAccountNameWithoutDomain: Rule = {
  id: 'SCH-006',
  check(profile, kind) {
    return hitIf(
      setting(profile, 'username') === 'samAccountName' && !Object.hasOwn(kind.fields, 'usernameDomain'),
      'username',
      `username: samAccountName cannot work, ${kind.name} has no domain: write userPrincipalName or username`,
    );
  },
};

/** SCH-007. */
export const usernameNotOffered: Rule = {
  id: 'SCH-007',
  check(profile, kind) {
    const username = readTextSetting(profile, 'username') ?? '';
    return hitIf(
      mailTraits(kind)?.unofferedUsernames?.includes(username) === true,
      'username',
      `username: ${username} is not offered by the admin center for ${PLATFORMS[kind.platform].title}: write userPrincipalName or username, or test it on a pilot group`,
    );
  },
};
