/** Rules about the domain in front of a SAM account name. */

import { hitIf, isLacking, type Rule, readTextSetting, setting } from './rule.ts';

/** SCH-005. YAML has one setting for both ways to name the domain, so only the lack of it can be wrong. */
export const domainForSamAccountName: Rule = {
  id: 'SCH-005',
  check(profile, kind) {
    return hitIf(
      setting(profile, 'username') === 'samAccountName' && isLacking(profile, kind, 'usernameDomain'),
      'username',
      'username: samAccountName has no domain: set usernameDomain to fullDomainName, netBiosDomainName or {custom: NAME}',
    );
  },
};

/** SCH-008. The form in the admin center shows the domain for SAM account names only. */
export const domainWithoutSamAccountName: Rule = {
  id: 'SCH-008',
  check(profile) {
    const username = readTextSetting(profile, 'username');
    const hasDomain = (setting(profile, 'usernameDomain') ?? null) !== null;
    return hitIf(
      hasDomain && username !== undefined && username !== 'samAccountName',
      'usernameDomain',
      `usernameDomain is ignored with username: ${username}: write null, or username: samAccountName`,
    );
  },
};
