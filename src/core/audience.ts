/** Who is reached before and after: sets of people, with an honest word on how sure the count is. */

import { type Assignment, targetId } from '../model/assignment.ts';
import type { Basis } from '../model/effect.ts';
import type { JsonObject } from '../model/json.ts';
import { type Aim, meet, type Unit } from './audience-meeting.ts';
import type { Truth } from './filters/compare-values.ts';

/** A managed device; `person` is the id of who enrolled it, `entraId` what device groups know it by. */
export interface ManagedDevice {
  readonly id: string;
  readonly person: string | null;
  readonly entraId: string | null;
  readonly operatingSystem: string;
  /** `deviceType`; null where the tenant doesn't say. */
  readonly type: string | null;
  /** What filters ask about, by Graph property name; absent where no filter asks. */
  readonly columns?: JsonObject;
}

/** Devices that can receive a profile; no types means all of the systems. */
export interface DeviceSelector {
  readonly systems: readonly string[];
  readonly types: readonly string[];
}

/** Transitive members of a group; device ids are `entraId`s. */
export interface GroupMembers {
  readonly people: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
}

/** Ids of the managed devices that a filter matches, and of those of which nobody can tell. */
export interface FilterAnswer {
  readonly matches: ReadonlySet<string>;
  readonly unsure: ReadonlySet<string>;
}

/** What was read; null where it could not be. Groups that nobody asked for are missing. */
export interface AudienceFacts {
  readonly devices: readonly ManagedDevice[] | null;
  readonly groups: ReadonlyMap<string, GroupMembers | null>;
  /** Groups that exist and were not read because they are too large: null in `groups`, and anybody may be in them. */
  readonly large?: ReadonlySet<string>;
  /** By filter id; a filter that is missing matches nobody knows what. */
  readonly filters?: ReadonlyMap<string, FilterAnswer>;
}

/** People who lose access to what conditional access guards, and the names of the compliance policies that say so. */
export interface LockOut {
  readonly people: ReadonlySet<string>;
  readonly policies: readonly string[];
}

/** People who keep, gain and lose a profile; null sets where nothing can be said. */
export interface Audience {
  readonly basis: Basis;
  readonly kept: ReadonlySet<string>;
  readonly gained: ReadonlySet<string>;
  readonly lost: ReadonlySet<string>;
  /** Devices concerned; null where devices could not be read. */
  readonly devices: number | null;
  /** Of those who lose it, the ones whom a compliance policy then locks out. */
  readonly lockOut?: LockOut;
}

export const NOBODY: Audience = { basis: 'exact', kept: new Set(), gained: new Set(), lost: new Set(), devices: 0 };

/**
 * Compares two assignment sets over the devices that can receive the profile. What isn't known (filters,
 * groups that are too large, exclusions that could not be read) makes the counts upper bounds; an included group that
 * could not be read makes them unknown. Who loses it on one device counts as lost, also with another device that
 * keeps it.
 */
export function audienceOf(
  before: readonly Assignment[],
  after: readonly Assignment[],
  selector: DeviceSelector,
  facts: AudienceFacts,
): Audience {
  const units = unitsOf([...before, ...after], selector, facts);
  if (units === null) return { ...NOBODY, basis: 'unknown', devices: null };
  const [old, fresh] = [before.map((one) => aimOf(one, facts)), after.map((one) => aimOf(one, facts))];
  const [had, has, surelyHad] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const [lost, mayGain] = [new Set<string>(), new Set<string>()];
  let sure = true;
  let devices = 0;
  for (const unit of units) {
    const [was, is] = [meet(old, unit), meet(fresh, unit)];
    if (!was.possible && !is.possible) continue;
    const { person } = unit;
    devices += 1;
    sure &&= was.possible === was.definite && is.possible === is.definite;
    if (was.possible) had.add(person);
    if (is.possible) has.add(person);
    if (was.definite) surelyHad.add(person);
    if (was.signature === is.signature) continue;
    if (was.possible && !is.definite) lost.add(person);
    if (is.possible && !was.definite) mayGain.add(person);
  }
  const kept = new Set([...had].filter((person) => has.has(person)));
  return {
    basis: sure && isWhole([...before, ...after], facts) ? 'exact' : 'at-most',
    kept: sure ? minus(kept, lost) : kept,
    gained: minus(mayGain, surelyHad),
    lost,
    devices: facts.devices === null ? null : devices,
  };
}

/** Marks of a reach: nobody there, reached in some reading of what isn't known, reached in every reading. */
export const NOT_REACHED = 0;
export const MAYBE_REACHED = 1;
export const REACHED = 2;

/**
 * Whom one set of assignments reaches, device by device: one mark for each of the devices of the facts, in their order.
 * A byte a device, since plans compare hundreds of these. No marks where `basis` is unknown, as without devices.
 */
export interface Reach {
  readonly basis: Basis;
  readonly marks: Uint8Array;
}

/** Everything that the assignments reach, with the same rules as `audienceOf`. */
export function reachOf(assignments: readonly Assignment[], selector: DeviceSelector, facts: AudienceFacts): Reach {
  const { devices } = facts;
  if (devices === null || unitsOf(assignments, selector, facts) === null)
    return { basis: 'unknown', marks: new Uint8Array() };
  const aims = assignments.map((one) => aimOf(one, facts));
  const marks = new Uint8Array(devices.length);
  devices.forEach((device, index) => {
    for (const unit of unitOf(device, selector)) {
      const { possible, definite } = meet(aims, unit);
      marks[index] = definite ? REACHED : possible ? MAYBE_REACHED : NOT_REACHED;
    }
  });
  const exact = isWhole(assignments, facts) && !marks.includes(MAYBE_REACHED);
  return { basis: exact ? 'exact' : 'at-most', marks };
}

function minus(set: ReadonlySet<string>, taken: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...set].filter((one) => !taken.has(one)));
}

/** True where devices and the members of every group were read. */
function isWhole(assignments: readonly Assignment[], facts: AudienceFacts): boolean {
  return facts.devices !== null && !assignments.some((one) => isUnread(one, facts));
}

function isUnread({ target }: Assignment, facts: AudienceFacts): boolean {
  if (target.type === 'other') return true;
  return target.type === 'group' && facts.groups.get(target.id) === null;
}

function isLarge({ target }: Assignment, facts: AudienceFacts): boolean {
  return target.type === 'group' && facts.large?.has(target.id) === true;
}

function unitOf(device: ManagedDevice, selector: DeviceSelector): readonly Unit[] {
  const { id, person, entraId, operatingSystem, type } = device;
  const fits =
    selector.systems.includes(operatingSystem.toLowerCase()) &&
    (selector.types.length === 0 || type === null || selector.types.includes(type));
  return person !== null && fits ? [{ person, device: id, entraId }] : [];
}

/**
 * The devices that count; without device data the people of the groups. Null where not even those are known, or where
 * an included group could not be read.
 */
function unitsOf(
  assignments: readonly Assignment[],
  selector: DeviceSelector,
  facts: AudienceFacts,
): readonly Unit[] | null {
  const includes = assignments.filter(({ intent }) => intent === 'include');
  if (includes.some((one) => isUnread(one, facts) && !isLarge(one, facts))) return null;
  if (facts.devices !== null) {
    return facts.devices.flatMap((device) => unitOf(device, selector));
  }
  const members = includes.map(({ target }) => (target.type === 'group' ? facts.groups.get(target.id) : null));
  const people = new Set<string>();
  for (const group of members) {
    // Without device data nobody can say who stands behind a device, or who "all" are.
    if (group === null || group === undefined || group.devices.size > 0) return null;
    for (const person of group.people) people.add(person);
  }
  return [...people].map((person) => ({ person, device: null, entraId: null }));
}

function aimOf(assignment: Assignment, facts: AudienceFacts): Aim {
  const { intent, filter } = assignment;
  const answer = filter === null ? undefined : facts.filters?.get(filter.id);
  return {
    intent,
    mode: filter?.mode ?? null,
    targetName: targetId({ ...assignment, intent: 'include' }),
    filterName: filter?.id ?? '',
    covers: coverOf(assignment, facts),
    matches: ({ device }) => {
      if (answer === undefined || device === null || answer.unsure.has(device)) return 'unknown';
      return answer.matches.has(device);
    },
  };
}

function coverOf({ target }: Assignment, facts: AudienceFacts): (unit: Unit) => Truth {
  if (target.type === 'allUsers' || target.type === 'allDevices') return () => true;
  if (target.type === 'other') return () => 'unknown';
  const group = facts.groups.get(target.id);
  if (group === undefined) return () => false;
  if (group === null) return () => 'unknown';
  const { people, devices } = group;
  // Without device data nobody knows whose the devices in the group are.
  const otherwise = facts.devices === null && devices.size > 0 ? 'unknown' : false;
  return ({ person, entraId }) => people.has(person) || (entraId !== null && devices.has(entraId)) || otherwise;
}
