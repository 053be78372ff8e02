/** Rules about kinds whose platform or app has ended. */

import { CALENDAR, isInForceOn } from '../catalogue/calendar.ts';
import type { Kind } from '../catalogue/kind.ts';
import { mailTraits } from '../catalogue/traits.ts';
import { isJsonObject } from '../model/json.ts';
import { type Rule, type RuleHit, setting } from './rule.ts';

/** LIF-001. Enrolment ended with Google's services; devices without them live on. */
export const deviceAdministratorEnded: Rule = { id: 'LIF-001', check: (_, kind) => endedHits(kind, 'LIF-001') };

/** LIF-002. Outlook doesn't use ActiveSync, so that it isn't set up is our conclusion. */
export const windowsMailEnded: Rule = { id: 'LIF-002', check: (_, kind) => endedHits(kind, 'LIF-002') };

/** LIF-003. Only where the profile itself is for older versions: which devices there are is not asked. */
export const windows10Alone: Rule = {
  id: 'LIF-003',
  check(profile, kind, day) {
    const versions = setting(profile, 'applicableVersions');
    const include = isJsonObject(versions) ? (versions['include'] ?? null) : null;
    const max = isJsonObject(include) ? include['max'] : undefined;
    const [, , build = '0'] = typeof max === 'string' ? max.split('.') : [];
    const isOld = Object.hasOwn(kind.fields, 'applicableVersions') && Number(build) > 0 && Number(build) < 22_000;
    if (!isOld || !isInForceOn(day, CALENDAR.windows10)) return [];
    const message =
      'applicableVersions: the profile is for Windows 10 alone, whose support has ended on 14 October 2025: let it hold for 10.0.22000 and newer too';
    return [{ pointer: '/settings/applicableVersions', message }];
  },
};

function endedHits(kind: Kind, code: Rule['id']): readonly RuleHit[] {
  const ended = mailTraits(kind)?.ended;
  return ended?.code === code ? [{ pointer: '/kind', message: ended.message }] : [];
}
