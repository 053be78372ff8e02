/** Who is reached before and after: sets of people, with an honest word on how sure the count is. */

import { type Assignment, assignmentId } from '../model/assignment.ts';
import type { Basis } from '../model/effect.ts';

/** A managed device; `person` is the id of who enrolled it, `entraId` what device groups know it by. */
export interface ManagedDevice {
  readonly id: string;
  readonly person: string | null;
  readonly entraId: string | null;
  readonly operatingSystem: string;
  /** `deviceType`; null where the tenant doesn't say. */
  readonly type: string | null;
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

/** What was read; null where it could not be. Groups that nobody asked for are missing. */
export interface AudienceFacts {
  readonly devices: readonly ManagedDevice[] | null;
  readonly groups: ReadonlyMap<string, GroupMembers | null>;
}

/** People who keep, gain and lose a profile; null sets where nothing can be said. */
export interface Audience {
  readonly basis: Basis;
  readonly kept: ReadonlySet<string>;
  readonly gained: ReadonlySet<string>;
  readonly lost: ReadonlySet<string>;
  /** Devices concerned; null where devices could not be read. */
  readonly devices: number | null;
}

export const NOBODY: Audience = { basis: 'exact', kept: new Set(), gained: new Set(), lost: new Set(), devices: 0 };

/** A device of a person; a person known only from a group has no device. */
interface Unit {
  readonly person: string;
  readonly entraId: string | null;
}

/** How one set of assignments meets a unit. */
interface Meeting {
  /** Reached in some reading of what isn't known (filters, exclusions that could not be read). */
  readonly possible: boolean;
  /** Reached in every reading. */
  readonly definite: boolean;
  /** Equal texts mean: whatever isn't known, the outcome is the same. */
  readonly signature: string;
}

/**
 * Compares two assignment sets over the devices that can receive the profile. What isn't known (filters,
 * exclusions that could not be read) makes the counts upper bounds; an included group that could not be read makes
 * them unknown. Who loses it on one device counts as lost, also with another device that keeps it.
 */
export function audienceOf(
  before: readonly Assignment[],
  after: readonly Assignment[],
  selector: DeviceSelector,
  facts: AudienceFacts,
): Audience {
  const unread = [...before, ...after].filter((one) => isUnread(one, facts));
  const units = unitsOf([...before, ...after], selector, facts);
  if (units === null || unread.some((one) => one.intent === 'include')) {
    return { ...NOBODY, basis: 'unknown', devices: null };
  }
  const outcomes = units.map((unit) => ({ unit, was: meet(before, unit, facts), is: meet(after, unit, facts) }));
  const sure = outcomes.every(({ was, is }) => was.possible === was.definite && is.possible === is.definite);
  const had = peopleWhere(outcomes, ({ was }) => was.possible);
  const has = peopleWhere(outcomes, ({ is }) => is.possible);
  const surelyHad = peopleWhere(outcomes, ({ was }) => was.definite);
  const changed = outcomes.filter(({ was, is }) => was.signature !== is.signature);
  const lost = peopleWhere(changed, ({ was, is }) => was.possible && !is.definite);
  const kept = new Set([...had].filter((person) => has.has(person)));
  const exact = sure && facts.devices !== null && unread.length === 0;
  return {
    basis: exact ? 'exact' : 'at-most',
    kept: sure ? minus(kept, lost) : kept,
    gained: minus(
      peopleWhere(changed, ({ was, is }) => is.possible && !was.definite),
      surelyHad,
    ),
    lost,
    devices: facts.devices === null ? null : outcomes.filter(({ was, is }) => was.possible || is.possible).length,
  };
}

interface UnitOutcome {
  readonly unit: Unit;
  readonly was: Meeting;
  readonly is: Meeting;
}

function peopleWhere(outcomes: readonly UnitOutcome[], test: (outcome: UnitOutcome) => boolean): ReadonlySet<string> {
  return new Set(outcomes.filter(test).map(({ unit }) => unit.person));
}

function minus(set: ReadonlySet<string>, taken: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...set].filter((one) => !taken.has(one)));
}

function isUnread({ target }: Assignment, facts: AudienceFacts): boolean {
  if (target.type === 'other') return true;
  return target.type === 'group' && facts.groups.get(target.id) === null;
}

function unitOf({ person, entraId, operatingSystem, type }: ManagedDevice, selector: DeviceSelector): readonly Unit[] {
  const fits =
    selector.systems.includes(operatingSystem.toLowerCase()) &&
    (selector.types.length === 0 || type === null || selector.types.includes(type));
  return person !== null && fits ? [{ person, entraId }] : [];
}

/** The devices that count; without device data the people of the groups; null where not even those are known. */
function unitsOf(
  assignments: readonly Assignment[],
  selector: DeviceSelector,
  facts: AudienceFacts,
): readonly Unit[] | null {
  if (facts.devices !== null) {
    return facts.devices.flatMap((device) => unitOf(device, selector));
  }
  const includes = assignments.filter(({ intent }) => intent === 'include');
  const members = includes.map(({ target }) => (target.type === 'group' ? facts.groups.get(target.id) : null));
  const people = new Set<string>();
  for (const group of members) {
    // Without device data nobody can say who stands behind a device, or who "all" are.
    if (group === null || group === undefined || group.devices.size > 0) return null;
    for (const person of group.people) people.add(person);
  }
  return [...people].map((person) => ({ person, entraId: null }));
}

/**
 * Several assignments of one policy to one device: an exclude filter that matches bars it, then an assignment without
 * filter reaches it, then an include filter that matches.
 */
function meet(assignments: readonly Assignment[], unit: Unit, facts: AudienceFacts): Meeting {
  const hits = assignments.filter((one) => covers(one, unit, facts));
  const included = hits.filter(({ intent }) => intent === 'include');
  if (included.length === 0 || hits.length > included.length) {
    return { possible: false, definite: false, signature: 'out' };
  }
  const doubts = assignments.filter((one) => mayExclude(one, facts)).map(assignmentId);
  const filters = included.map(({ filter }) => filter);
  const certain = filters.every((filter) => filter?.mode !== 'exclude') && filters.includes(null);
  const definite = certain && doubts.length === 0;
  const reached = certain ? ['in'] : filters.map((filter) => (filter === null ? '-' : `${filter.mode}:${filter.id}`));
  return { possible: true, definite, signature: [...new Set([...reached, ...doubts])].sort().join(' ') };
}

/** An exclusion of which nobody knows whom it covers. */
function mayExclude({ intent, target }: Assignment, facts: AudienceFacts): boolean {
  if (intent === 'include') return false;
  const group = target.type === 'group' ? facts.groups.get(target.id) : null;
  return group === null || (facts.devices === null && group !== undefined && group.devices.size > 0);
}

function covers({ target }: Assignment, unit: Unit, facts: AudienceFacts): boolean {
  if (target.type === 'allUsers' || target.type === 'allDevices') return true;
  if (target.type === 'other') return false;
  const group = facts.groups.get(target.id);
  if (group === null || group === undefined) return false;
  return group.people.has(unit.person) || (unit.entraId !== null && group.devices.has(unit.entraId));
}
