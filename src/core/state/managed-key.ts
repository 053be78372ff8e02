/** Which live objects are managed, and under which key: what `import` leaves alone and `status` asks about. */

import type { Config } from '../../model/config.ts';
import { ownMember } from '../../model/json.ts';
import type { LiveProfile } from '../../model/profile.ts';
import type { Inventory } from '../../model/state/inventory.ts';

/** What says that an object is ours. The inventory is null before the first apply: then markers are taken at their word. */
export interface Belongings {
  readonly config: Pick<Config, 'owner' | 'moved' | 'adopt'>;
  readonly inventory: Inventory | null;
}

/** The key of a live object, by today's name; null where it isn't ours. A copy has our marker, but not its own line. */
export function managedKey(live: LiveProfile, { config, inventory }: Belongings): string | null {
  const prior = Object.entries(inventory?.entries ?? {}).find(([, { id }]) => id === live.id)?.[0];
  const adopted = Object.entries(config.adopt).find(([, id]) => id === live.id)?.[0];
  const marked = inventory === null && live.marker?.owner === config.owner ? live.marker.key : undefined;
  const own = prior ?? adopted ?? marked;
  return own === undefined ? null : (ownMember(config.moved, own) ?? own);
}
