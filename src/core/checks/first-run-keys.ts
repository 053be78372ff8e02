/** What an app does with keys that change on devices which run it already: APP-021. */

import { listChangedKeys } from '../../kinds/app-config/keys/app-key.ts';
import { keyNamed } from '../../kinds/app-config/keys/known-keys.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';

/** Apps read the keys of an account when they start for the first time (source: ACO, ACA). */
export function firstRunFindings({ key, desired, action, live, differences }: ProposedChange): readonly Finding[] {
  if (action !== 'update' || live === null || live.assignments.length === 0) return [];
  const keys = differences
    .filter(({ field }) => field === 'configuration')
    .flatMap((difference) => listChangedKeys(difference))
    .filter((name) => keyNamed(name)?.concern === 'account');
  if (keys.length === 0) return [];
  const text = `configuration: ${keys.join(', ')} may do nothing where the app runs already, since it reads ${keys.length === 1 ? 'it' : 'them'} when it starts for the first time: tell people to set the app up anew if they need the change`;
  return [finding('APP-021', text, { key, at: desired?.at })];
}
