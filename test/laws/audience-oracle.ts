/** Who has mail, worked out the slow way: device by device and person by person, with every filter's answer known. */

import type { AudienceFacts, ManagedDevice } from '../../src/core/people/audience.ts';
import type { Assignment } from '../../src/model/assignment.ts';
import type { DeviceSelector } from '../core/people/audience-of.ts';

/** Whether a filter matches a device. */
export type FilterTruth = (filter: string, device: string) => boolean;

export interface TrueAudience {
  readonly kept: ReadonlySet<string>;
  readonly gained: ReadonlySet<string>;
  readonly lost: ReadonlySet<string>;
  readonly devices: number;
}

/** What really happens to people when the assignments change. Facts must be complete. */
export function trueAudience(
  before: readonly Assignment[],
  after: readonly Assignment[],
  { systems, types }: DeviceSelector,
  facts: AudienceFacts,
  matches: FilterTruth,
): TrueAudience {
  const kept = new Set<string>();
  const gained = new Set<string>();
  const lost = new Set<string>();
  let devices = 0;
  const people = new Map<string, ManagedDevice[]>();
  for (const device of facts.devices ?? []) {
    if (device.person === null || !systems.includes(device.operatingSystem.toLowerCase())) continue;
    if (types.length > 0 && device.type !== null && !types.includes(device.type)) continue;
    people.set(device.person, [...(people.get(device.person) ?? []), device]);
  }
  for (const [person, owned] of people) {
    const had = owned.filter((device) => receives(before, device, facts, matches));
    const has = owned.filter((device) => receives(after, device, facts, matches));
    devices += owned.filter((device) => had.includes(device) || has.includes(device)).length;
    if (had.some((device) => !has.includes(device))) lost.add(person);
    else if (had.length > 0) kept.add(person);
    else if (has.length > 0) gained.add(person);
  }
  return { kept, gained, lost, devices };
}

function receives(
  assignments: readonly Assignment[],
  device: ManagedDevice,
  facts: AudienceFacts,
  matches: FilterTruth,
): boolean {
  const aimed = assignments.filter(({ target }) => {
    if (target.type !== 'group') return true;
    const members = facts.groups.get(target.id);
    return members?.people.has(device.person ?? '') === true || members?.devices.has(device.entraId ?? '') === true;
  });
  if (aimed.some(({ intent }) => intent === 'exclude')) return false;
  for (const { filter } of aimed) {
    if (filter?.mode === 'exclude' && matches(filter.id, device.id)) return false;
  }
  if (aimed.some(({ filter }) => filter === null)) return true;
  const included = aimed.filter(({ filter }) => filter?.mode === 'include');
  if (included.some(({ filter }) => matches(filter?.id ?? '', device.id))) return true;
  return included.length < aimed.length;
}
