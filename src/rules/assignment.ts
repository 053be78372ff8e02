/** Rules about who gets a profile, as far as YAML alone tells. */

import { type Rule, setting } from './rule.ts';

/**
 * ASG-001. Before somebody signs in nothing can be issued for a person; with a certificate people are asked for their
 * password again and again. Which groups hold devices is known to a plan alone.
 */
export const mailForUsers: Rule = {
  id: 'ASG-001',
  check(profile, kind) {
    const at = (profile.assign ?? []).find(({ intent, target }) => intent === 'include' && target === 'allDevices');
    const isForPerson = kind.delivers === 'mail' || setting(profile, 'store') === 'user';
    if (at === undefined || !isForPerson) return [];
    const pointer = '/assign/include';
    const usesCertificate = setting(profile, 'authentication') === 'certificate';
    if (kind.delivers === 'mail' && usesCertificate) {
      const message =
        'assign: allDevices with a certificate asks people for their password again and again: include allUsers or groups of users, here and in the certificate and its root';
      return [{ pointer, message, isOtherCase: true }];
    }
    const what = kind.delivers === 'mail' ? 'mail' : 'a certificate of a person';
    const message = `assign: ${what} for allDevices may not arrive where nobody is signed in, or a device has no primary user: include allUsers or groups of users`;
    return [{ pointer, message }];
  },
};

/** ASG-005. */
export const everybodyAndGroups: Rule = {
  id: 'ASG-005',
  check({ assign = [] }) {
    const included = assign.filter((target) => target.intent === 'include').map(({ target }) => target);
    const hasAll = included.includes('allUsers') && included.includes('allDevices');
    if (!hasAll || included.every((target) => typeof target === 'string')) return [];
    const message =
      'assign.include has allUsers, allDevices and groups, which the admin center cannot show: leave the groups out';
    return [{ pointer: '/assign/include', message }];
  },
};

/** ASG-008. Without `assign` the tenant's assignments stay, which is another thing. */
export const assignedToNobody: Rule = {
  id: 'ASG-008',
  check({ assign }) {
    if (assign === undefined || assign.length > 0) return [];
    return [{ pointer: '/assign', message: 'assign names nobody: the profile has no effect until it does' }];
  },
};
