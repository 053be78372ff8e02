/** Sets of people reached before and after a change, with the basis of each count: exact, a bound, or unknown. */

import { type Assignment, targetId } from '../../model/assignment.ts';
import type { Basis } from '../../model/effect.ts';
import type { JsonObject } from '../../model/json.ts';
import { numbered, type Units } from './devices.ts';
import { type Aim, meet, NO, OPEN } from './targeting.ts';

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
interface DeviceSelector {
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
  /** The tenant counts devices of other platforms, which nobody asked for. */
  readonly hasOthers?: boolean;
  readonly groups: ReadonlyMap<string, GroupMembers | null>;
  /** Groups that exist and were not read because they are too large: null in `groups`, and anybody may be in them. */
  readonly large?: ReadonlySet<string>;
  /** By filter id. A filter missing from this map has unknown matches. */
  readonly filters?: ReadonlyMap<string, FilterAnswer>;
}

/** People who lose access to what conditional access protects, and the names of the compliance policies that cause it. */
interface LockOut {
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
  /** The people who lose the profile and are then locked out by a compliance policy. */
  readonly lockOut?: LockOut;
  /** The people who keep an app but for whom it becomes required or available when it was not so before. */
  readonly otherTerms?: ReadonlySet<string>;
  /** True where all who keep it are sure to have it still when it was taken from those who lose it, and given to nobody yet. */
  readonly keepsInBetween?: true;
}

export const NOBODY: Audience = { basis: 'exact', kept: new Set(), gained: new Set(), lost: new Set(), devices: 0 };

/** Marks of a reach: nobody there, reached in some reading of what isn't known, reached in every reading. */
export const NOT_REACHED = 0;
export const MAYBE_REACHED = 1;
export const REACHED = 2;

/**
 * Whom one set of assignments reaches, device by device: one mark for each of the engine's devices, in their order.
 * A byte a device, since plans compare hundreds of these. No marks where `basis` is unknown, as without devices.
 */
export interface Reach {
  readonly basis: Basis;
  readonly marks: Uint8Array;
  /** The devices with a mark other than "not reached". */
  readonly reached: Int32Array;
}

/** Answers about one set of facts; what several questions share is worked out once. */
export interface SetEngine {
  /** For each device that has a person the number of that person, and the people by number. */
  readonly owners: Int32Array;
  readonly people: readonly string[];
  /**
   * Compares two assignment sets over the devices that can receive the profile. What isn't known (filters, groups that
   * are too large, exclusions that could not be read) makes the counts upper bounds; an included group that could not be
   * read makes them unknown. Who loses it on one device counts as lost, also with another device that keeps it.
   */
  audienceOf(before: readonly Assignment[], after: readonly Assignment[], selector: DeviceSelector): Audience;
  /** Everything that the assignments reach, with the same rules. */
  reachOf(assignments: readonly Assignment[], selector: DeviceSelector): Reach;
  /** What `after` reaches and `before` did not, or not surely. */
  newReachOf(before: readonly Assignment[], after: readonly Assignment[], selector: DeviceSelector): Reach;
}

/** An engine over the facts. */
export function setEngine(facts: AudienceFacts): SetEngine {
  const devices = numbered((facts.devices ?? []).filter(hasPerson));
  const unitsFor = (assignments: readonly Assignment[]): Units | null => {
    const includes = assignments.filter(({ intent }) => intent === 'include');
    if (includes.some((one) => isUnread(one, facts) && !isLarge(one, facts))) return null;
    return facts.devices === null ? peopleAlone(includes, facts) : devices;
  };
  return {
    owners: devices.owners,
    people: devices.people,
    audienceOf: (before, after, selector) => {
      const units = unitsFor([...before, ...after]);
      return units === null ? UNKNOWN : compared(before, after, selector, units, facts);
    },
    reachOf: (assignments, selector) => {
      const unknown = facts.devices === null || unitsFor(assignments) === null;
      return unknown ? NOWHERE : reached([], assignments, selector, devices, facts);
    },
    newReachOf: (before, after, selector) => {
      const unknown = facts.devices === null || unitsFor([...before, ...after]) === null;
      return unknown ? NOWHERE : reached(before, after, selector, devices, facts);
    },
  };
}

const NOWHERE: Reach = { basis: 'unknown', marks: new Uint8Array(), reached: new Int32Array() };
const UNKNOWN: Audience = { ...NOBODY, basis: 'unknown', devices: null };

/** What a person may be said to be, as bits. */
const HAD = 1;
const HAS = 2;
const SURELY_HAD = 4;
const LOST = 8;
const MAY_GAIN = 16;

function compared(
  before: readonly Assignment[],
  after: readonly Assignment[],
  selector: DeviceSelector,
  units: Units,
  facts: AudienceFacts,
): Audience {
  const aims = (all: readonly Assignment[]): readonly Aim[] => all.map((one) => aimOf(one, units, facts));
  const [old, fresh] = [aims(before), aims(after)];
  const said = new Uint8Array(units.people.length);
  let sure = true;
  let devices = 0;
  for (const index of fittingUnits(units, selector, facts)) {
    const [was, is] = [meet(old, index), meet(fresh, index)];
    if (!was.possible && !is.possible) continue;
    devices += 1;
    sure &&= was.possible === was.definite && is.possible === is.definite;
    let bits = (was.possible ? HAD : 0) | (is.possible ? HAS : 0) | (was.definite ? SURELY_HAD : 0);
    if (was.signature !== is.signature) {
      bits |= (was.possible && !is.definite ? LOST : 0) | (is.possible && !was.definite ? MAY_GAIN : 0);
    }
    const owner = units.owners[index] ?? 0;
    said[owner] = (said[owner] ?? 0) | bits;
  }
  const peopleOf = (test: (bits: number) => boolean): ReadonlySet<string> =>
    new Set(units.people.filter((_, number) => test(said[number] ?? 0)));
  return {
    basis: sure && isWhole([...before, ...after], facts) ? 'exact' : 'at-most',
    kept: peopleOf((bits) => (bits & HAD) !== 0 && (bits & HAS) !== 0 && !(sure && (bits & LOST) !== 0)),
    gained: peopleOf((bits) => (bits & MAY_GAIN) !== 0 && (bits & SURELY_HAD) === 0),
    lost: peopleOf((bits) => (bits & LOST) !== 0),
    devices: facts.devices === null ? null : devices,
  };
}

/** What isn't known leaves a device where it was: its outcome is the same before and after. */
function reached(
  before: readonly Assignment[],
  after: readonly Assignment[],
  selector: DeviceSelector,
  units: Units,
  facts: AudienceFacts,
): Reach {
  const aims = (all: readonly Assignment[]): readonly Aim[] => all.map((one) => aimOf(one, units, facts));
  const [old, fresh] = [aims(before), aims(after)];
  const marks = new Uint8Array(units.all.length);
  const fitting = units.fitting(selector);
  for (const index of fitting) {
    const { possible, definite, signature } = meet(fresh, index);
    if (!possible) continue;
    const was = meet(old, index);
    if (was.definite || was.signature === signature) continue;
    marks[index] = definite && !was.possible ? REACHED : MAYBE_REACHED;
  }
  const exact = isWhole([...before, ...after], facts) && !marks.includes(MAYBE_REACHED);
  const basis = exact ? 'exact' : 'at-most';
  return { basis, marks, reached: fitting.filter((index) => marks[index] !== NOT_REACHED) };
}

/** People without managed devices count for every platform: their devices are unknown. */
function fittingUnits(units: Units, selector: DeviceSelector, facts: AudienceFacts): Int32Array {
  return facts.devices === null ? Int32Array.from(units.all.keys()) : units.fitting(selector);
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

/** Devices without a person reach nobody. */
function hasPerson(device: ManagedDevice): device is ManagedDevice & { readonly person: string } {
  return device.person !== null;
}

/** The people of the groups where devices could not be read; null where not even those are known. */
function peopleAlone(includes: readonly Assignment[], facts: AudienceFacts): Units | null {
  const people = new Set<string>();
  for (const { target } of includes) {
    const group = target.type === 'group' ? facts.groups.get(target.id) : null;
    // Without device data nobody can say who stands behind a device, or who "all" are.
    if (group === null || group === undefined || group.devices.size > 0) return null;
    for (const person of group.people) people.add(person);
  }
  return numbered([...people].map((person) => ({ person, id: null, entraId: null, operatingSystem: '', type: null })));
}

function aimOf(assignment: Assignment, units: Units, facts: AudienceFacts): Aim {
  const { intent, filter } = assignment;
  const answer = filter === null ? undefined : facts.filters?.get(filter.id);
  return {
    intent,
    mode: filter?.mode ?? null,
    targetName: targetId({ ...assignment, intent: 'include' }),
    filterName: filter?.id ?? '',
    covers: coverOf(assignment, units, facts),
    matches: filter === null || answer === undefined ? units.nobodyKnows() : units.matches(filter.id, answer),
  };
}

const NOBODY_IN: GroupMembers = { people: new Set(), devices: new Set() };

function coverOf({ target }: Assignment, units: Units, facts: AudienceFacts): Uint8Array {
  if (target.type === 'allUsers' || target.type === 'allDevices') return units.everybody();
  if (target.type === 'other') return units.nobodyKnows();
  const group = facts.groups.get(target.id);
  if (group === null) return units.nobodyKnows();
  // Without device data the users of the group's devices are unknown.
  const open = facts.devices === null && group !== undefined && group.devices.size > 0;
  return units.members(target.id, group ?? NOBODY_IN, open ? OPEN : NO);
}
