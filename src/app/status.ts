/** The use case `status`: how far each managed profile has reached devices and people. It gets a reader, and writes nothing. */

import { decodeLive } from '../core/decode-live.ts';
import { type Reach, reachOf, reachReads } from '../core/status.ts';
import { managedKey } from '../core/status-objects.ts';
import { CATALOGUE, kindNamed } from '../kinds/catalogue.ts';
import type { Config } from '../model/config.ts';
import { compareText } from '../model/finding.ts';
import type { Problem } from '../model/plan.ts';
import type { LiveProfile } from '../model/profile.ts';
import type { Clock, TenantReader } from './ports.ts';
import { collectionsOf, listCollections } from './read-collections.ts';
import { remember } from './remember.ts';
import type { StateReader } from './state-port.ts';

export interface StatusRequest {
  readonly config: Config;
  /** Keys to look at; empty for all. */
  readonly keys: readonly string[];
}

export interface Status {
  /** Sorted by key. */
  readonly profiles: readonly Reach[];
  /** Keys of the request that no managed object has. */
  readonly unknown: readonly string[];
  readonly problems: readonly Problem[];
}

export interface StatusPorts {
  readonly reader: TenantReader;
  readonly state: StateReader;
  readonly clock: Clock;
}

/** Reads lists once and two overviews for each managed object. Remote faults become problems. */
export async function status({ config, keys }: StatusRequest, { reader, state, clock }: StatusPorts): Promise<Status> {
  // Overviews exist for configurations; how far an app has got is told by reports only.
  const [memory, listed] = await Promise.all([remember(state), listCollections(collectionsOf([]), reader)]);
  const listings = listed.map(({ listing }) => listing);
  const belongings = { config, inventory: memory.inventory };
  const live = decodeLive(
    listings.flatMap(({ items }) => items),
    CATALOGUE,
  );
  const managed = live.flatMap((one) => {
    const key = managedKey(one, belongings);
    return key === null || config.release[key] !== undefined ? [] : [{ key, live: one }];
  });
  const wanted = managed
    .filter(({ key }) => keys.length === 0 || keys.includes(key))
    .sort((a, b) => compareText(a.key, b.key) || compareText(a.live.id, b.live.id));
  const reads = wanted.flatMap(({ live: one }) => reachReads(kindNamed(one.kind)?.graph.collection ?? '', one));
  const answers = await reader.batch(reads);
  const now = clock.now();
  return {
    profiles: wanted.map(({ key, live: one }, index) =>
      reachOf(key, one, hoursSince(one, now), [answers[2 * index], answers[2 * index + 1]]),
    ),
    unknown: keys.filter((key) => !managed.some((one) => one.key === key)),
    problems: [
      ...(memory.problem === null ? [] : [memory.problem]),
      ...listings.flatMap(({ problem }) => problem ?? []),
      ...answers.flatMap((answer) => (answer.status === 'unreadable' ? [answer.problem] : [])),
    ],
  };
}

function hoursSince({ modified }: LiveProfile, now: string): number | null {
  const [then, present] = [Date.parse(modified ?? ''), Date.parse(now)];
  return Number.isNaN(then) || Number.isNaN(present) ? null : Math.max(0, (present - then) / 3_600_000);
}
