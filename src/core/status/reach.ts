/** How far profiles have got: counts of the service, and what they mean. */

import { collectionApiOf } from '../../catalogue/kind.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import { isAssigned } from '../../model/assignment.ts';
import { isJsonObject, type JsonObject } from '../../model/json.ts';
import type { LiveProfile } from '../../model/profile.ts';
import type { ReadAnswer, ReadRequest } from '../../model/reads.ts';

/** Devices or users by what became of the profile there. */
interface ReachCounts {
  readonly success: number;
  readonly pending: number;
  readonly error: number;
  readonly failed: number;
  readonly conflict: number;
  readonly notApplicable: number;
}

/** A managed profile and how far it has got; null counts could not be read. */
export interface ProfileReach {
  readonly key: string;
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly assigned: boolean;
  readonly version: number | null;
  /** Whether the counts are those of the present version; null where nobody says. */
  readonly fresh: boolean | null;
  /** Hours since the profile was changed; null where nobody says. */
  readonly hours: number | null;
  readonly devices: ReachCounts | null;
  readonly people: ReachCounts | null;
  /** False where the service counts nothing beside the object: then `devices` and `people` are null. */
  readonly counted: boolean;
  readonly verdict: string;
}

/** A device that is switched on checks in every eight hours (Microsoft's page on policy refresh). */
const CHECK_IN_HOURS = 8;

/**
 * The two reads about one object: its devices and its users. Neither is deprecated, unlike the rows behind them. None
 * where the service has no counts beside the object.
 */
export function listReachReads({ kind: name, id }: LiveProfile): readonly ReadRequest[] {
  const kind = kindNamed(name);
  const names = kind === undefined ? null : collectionApiOf(kind).reach;
  if (kind === undefined || names === null) return [];
  const path = `${kind.graph.collection}/${id}`;
  return [{ path: `${path}/${names.devices}` }, { path: `${path}/${names.people}` }];
}

/** A managed object with the answers to its reads, if there were any. `hours` since its last change. */
export function reachOf(
  key: string,
  live: LiveProfile,
  hours: number | null,
  [devices, people]: readonly (ReadAnswer | undefined)[],
): ProfileReach {
  const overview = objectIn(devices);
  const counted = overview?.['configurationVersion'];
  const facts = {
    key,
    kind: live.kind,
    id: live.id,
    name: live.name,
    assigned: mayReachPeople(live),
    version: live.version,
    fresh: typeof counted === 'number' && live.version !== null ? counted === live.version : null,
    hours,
    devices: countsIn(overview),
    people: countsIn(objectIn(people)),
    counted: listReachReads(live).length > 0,
  };
  return { ...facts, verdict: verdictOn(facts) };
}

/** True where assignments include somebody. A list of apps comes without assignments and says only whether there are any. */
function mayReachPeople({ kind: name, assignments, raw }: LiveProfile): boolean {
  const kind = kindNamed(name);
  const isApart = kind !== undefined && collectionApiOf(kind).assignmentsApart;
  return isApart ? raw['isAssigned'] !== false : isAssigned(assignments);
}

/** True where the overview counts anything, and where it can't be read. */
export function wasReached(answer: ReadAnswer | undefined): boolean {
  const counts = countsIn(objectIn(answer));
  return counts === null || Object.values(counts).some((count) => count > 0);
}

function objectIn(answer: ReadAnswer | undefined): JsonObject | null {
  return answer?.status === 'found' && isJsonObject(answer.body) ? answer.body : null;
}

function countsIn(overview: JsonObject | null): ReachCounts | null {
  if (overview === null) return null;
  const count = (name: string): number => {
    const value = overview[name];
    return typeof value === 'number' ? value : 0;
  };
  return {
    success: count('successCount'),
    pending: count('pendingCount'),
    error: count('errorCount'),
    failed: count('failedCount'),
    conflict: count('conflictCount'),
    // Two members for one thing: the setting, or the whole platform, does not fit the device.
    notApplicable: count('notApplicableCount') + count('notApplicablePlatformCount'),
  };
}

/** One sentence; what needs somebody comes first. */
function verdictOn({ assigned, counted, devices, fresh, hours }: Omit<ProfileReach, 'verdict'>): string {
  if (!assigned) return 'nobody gets it';
  if (!counted) return 'only reports tell where it is: look under Monitor in the admin center';
  if (devices === null) return 'how far it has got could not be read';
  const { conflict, error, failed, pending } = devices;
  if (conflict > 0)
    return `${conflict} in conflict: another profile sets the same account, look for a second assignment`;
  if (error + failed > 0) return `${error + failed} failed: look at these devices in the admin center`;
  const isEarly = hours !== null && hours < CHECK_IN_HOURS;
  if (fresh === false) {
    return isEarly
      ? `counts of an earlier version: normal within ${CHECK_IN_HOURS} hours`
      : 'counts of an earlier version';
  }
  if (pending === 0) return devices.success === 0 ? 'no device has it yet' : 'every device that reported has it';
  if (isEarly) return `${pending} pending: normal within ${CHECK_IN_HOURS} hours of a change`;
  return `${pending} pending: these devices are switched off, or have not checked in`;
}
