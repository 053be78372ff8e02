/** The use case `status`: how far each managed profile has reached devices and people. It gets a reader, and writes nothing. */

import { managedKey } from '../core/state/managed-key.ts';
import { listReachReads, type ProfileReach, reachOf } from '../core/status/reach.ts';
import { decodeLive } from '../core/tenant/live-profile.ts';
import { CATALOGUE } from '../kinds/catalogue.ts';
import type { Config } from '../model/config.ts';
import { compareText } from '../model/finding.ts';
import type { Problem } from '../model/plan.ts';
import type { LiveProfile } from '../model/profile.ts';
import { allCollections, listCollections } from './plan/read-collections.ts';
import { readState } from './plan/read-state.ts';
import type { StateReader } from './ports/state.ts';
import type { Clock, TenantReader } from './ports/tenant.ts';

export interface StatusRequest {
  readonly config: Config;
  /** Kinds of the profiles in git; those in the inventory come on top. */
  readonly kinds: readonly string[];
  /** Keys to look at; empty for all. */
  readonly keys: readonly string[];
}

export interface Status {
  /** Sorted by key. */
  readonly profiles: readonly ProfileReach[];
  /** Keys of the request that no managed object has. */
  readonly unknown: readonly string[];
  readonly problems: readonly Problem[];
}

export interface StatusPorts {
  readonly reader: TenantReader;
  readonly state: StateReader;
  readonly clock: Clock;
}

/** Reads lists once and two overviews for each managed object that has them. Remote faults become problems. */
export async function status(
  { config, kinds, keys }: StatusRequest,
  { reader, state, clock }: StatusPorts,
): Promise<Status> {
  const memory = await readState(state);
  const prior = Object.values(memory.inventory?.entries ?? {}).map(({ kind }) => kind);
  const listed = await listCollections(collectionsOfKinds([...kinds, ...prior]), reader);
  const listings = listed.map(({ listing }) => listing);
  const belongings = { config, inventory: memory.inventory };
  const live = decodeLive(
    listings.flatMap(({ items }) => items),
    CATALOGUE,
  );
  const managed = live.flatMap((one) => {
    const key = managedKey(one, belongings);
    return key === null || Object.hasOwn(config.release, key) ? [] : [{ key, live: one }];
  });
  const wanted = managed
    .filter(({ key }) => keys.length === 0 || keys.includes(key))
    .sort((a, b) => compareText(a.key, b.key) || compareText(a.live.id, b.live.id));
  const reads = wanted.map(({ live: one }) => listReachReads(one));
  const answers = await reader.batch(reads.flat());
  const now = clock.now();
  let next = 0;
  return {
    profiles: wanted.map(({ key, live: one }, index) => {
      const own = answers.slice(next, next + (reads[index]?.length ?? 0));
      next += own.length;
      return reachOf(key, one, hoursSince(one, now), own);
    }),
    unknown: keys.filter((key) => !managed.some((one) => one.key === key)),
    problems: [
      ...(memory.problem === null ? [] : [memory.problem]),
      ...listings.flatMap(({ problem }) => problem ?? []),
      ...answers.flatMap((answer) => (answer.status === 'unreadable' ? [answer.problem] : [])),
    ],
  };
}

/** Configurations always, other collections where something of ours is in them: who manages no apps may not read any. */
function collectionsOfKinds(kinds: readonly string[]): readonly string[] {
  const own = CATALOGUE.filter(({ name }) => kinds.includes(name)).map(({ graph }) => graph.collection);
  return [...new Set([...allCollections().slice(0, 1), ...own])];
}

function hoursSince({ modified }: LiveProfile, now: string): number | null {
  const [then, present] = [Date.parse(modified ?? ''), Date.parse(now)];
  return Number.isNaN(then) || Number.isNaN(present) ? null : Math.max(0, (present - then) / 3_600_000);
}
