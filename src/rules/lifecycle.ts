/** Rules about kinds whose platform or app has ended. */

import type { Kind } from '../catalogue/kind.ts';
import { mailTraits } from '../catalogue/traits.ts';
import type { Rule, RuleHit } from './rule.ts';

/** LIF-001. Enrolment ended with Google's services; devices without them live on. */
export const deviceAdministratorEnded: Rule = { id: 'LIF-001', check: (_, kind) => endedHits(kind, 'LIF-001') };

/** LIF-002. Outlook doesn't use ActiveSync, so that it isn't set up is our conclusion. */
export const windowsMailEnded: Rule = { id: 'LIF-002', check: (_, kind) => endedHits(kind, 'LIF-002') };

function endedHits(kind: Kind, code: Rule['id']): readonly RuleHit[] {
  const ended = mailTraits(kind)?.ended;
  return ended?.code === code ? [{ pointer: '/kind', message: ended.message }] : [];
}
