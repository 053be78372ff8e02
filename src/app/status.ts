/** The use case `status`: how far each managed profile has reached devices and people. It gets a reader, and writes nothing. */

import { managedKey } from '../core/state/managed-key.ts';
import { findRun, type Observation } from '../core/status/observation.ts';
import { listReachReads, type ProfileReach, reachOf } from '../core/status/reach.ts';
import { decodeLive } from '../core/tenant/live-profile.ts';
import { CATALOGUE } from '../kinds/catalogue.ts';
import type { Config } from '../model/config.ts';
import { compareText } from '../model/finding.ts';
import type { Problem } from '../model/plan.ts';
import type { LiveProfile } from '../model/profile.ts';
import type { RunRecord } from '../model/state/log.ts';
import { observe } from './observe.ts';
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
  /** The run since which to look, as `findRun` reads it; left out: what a run predicted isn't asked for. */
  readonly since?: string;
}

export interface Status {
  /** Sorted by key. */
  readonly profiles: readonly ProfileReach[];
  /** By key, where a run is asked for that changed the profile. */
  readonly observations: ReadonlyMap<string, Observation>;
  /** Runs that changed a profile of those asked for, as they may be named; empty unless a run is asked for. */
  readonly runs: readonly RunRecord[];
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
export async function readStatus(
  { config, kinds, keys, since }: StatusRequest,
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
  const profiles = wanted.map(({ key, live: one }, index) => {
    const own = answers.slice(next, next + (reads[index]?.length ?? 0));
    next += own.length;
    return { live: one, reach: reachOf(key, one, hoursSince(one, now), own) };
  });
  const past = since === undefined || memory.revision === null ? null : await state.readRuns(memory.revision, EVER);
  const runs = past?.status === 'found' ? past.runs : [];
  const watched = profiles.flatMap(({ live: one, reach }) => {
    const found = since === undefined ? null : findRun(runs, reach.key, since);
    return found === null ? [] : [{ past: found, live: one, reach }];
  });
  const observations = new Map<string, Observation>();
  for (const one of watched) observations.set(one.reach.key, await observe(one, config, reader, now));
  const keysAsked = new Set(profiles.map(({ reach }) => reach.key));
  return {
    profiles: profiles.map(({ reach }) => reach),
    observations,
    runs: runs.filter(({ changes }) => changes.some(({ key }) => keysAsked.has(key))),
    unknown: keys.filter((key) => !managed.some((one) => one.key === key)),
    problems: [
      ...(memory.problem === null ? [] : [memory.problem]),
      ...(past === null || past.status === 'found'
        ? []
        : [{ type: 'incomplete', message: past.message, requestIds: [] } as const]),
      ...listings.flatMap(({ problem }) => problem ?? []),
      ...answers.flatMap((answer) => (answer.status === 'unreadable' ? [answer.problem] : [])),
    ],
  };
}

/** Before any run. */
const EVER = '1970-01-01T00:00:00Z';

/** Configurations always, other collections where something of ours is in them: who manages no apps may not read any. */
function collectionsOfKinds(kinds: readonly string[]): readonly string[] {
  const own = CATALOGUE.filter(({ name }) => kinds.includes(name)).map(({ graph }) => graph.collection);
  return [...new Set([...allCollections().slice(0, 1), ...own])];
}

function hoursSince({ modified }: LiveProfile, now: string): number | null {
  const [then, present] = [Date.parse(modified ?? ''), Date.parse(now)];
  return Number.isNaN(then) || Number.isNaN(present) ? null : Math.max(0, (present - then) / 3_600_000);
}
