/** Rules about who gets a profile, as far as YAML alone tells. */

import type { Rule } from './rule.ts';

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
