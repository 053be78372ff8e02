/** Which live objects are managed, and under which key: what `import` leaves alone and `status` asks about. */

import type { Config } from '../model/config.ts';
import type { LiveProfile } from '../model/profile.ts';

/** What the configuration says about ownership. */
export type OwnershipConfig = Pick<Config, 'owner' | 'moved' | 'adopt'>;

/** The key of a live object by `adopt.yaml` or by a marker of ours, today's name; null where it isn't ours. */
export function managedKey(live: LiveProfile, { owner, moved, adopt }: OwnershipConfig): string | null {
  const adopted = Object.entries(adopt).find(([, id]) => id === live.id)?.[0];
  const own = adopted ?? (live.marker?.owner === owner ? live.marker.key : undefined);
  return own === undefined ? null : (moved[own] ?? own);
}
