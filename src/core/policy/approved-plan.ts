/** Is what would be done now what was approved then? Change by change: the same, or less of it, to hardly more people. */

import { authorWords } from '../../model/audit.ts';
import {
  type AssignmentDelta,
  type Change,
  type ChangeEffect,
  type FieldChange,
  isActing,
  type TargetView,
} from '../../model/change.ts';
import type { Config } from '../../model/config.ts';
import { compareLevels, gateLevel } from '../../model/effect.ts';
import { canonical, isJsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { Plan } from '../../model/plan.ts';
import { CLOCK_SKEW_MS, instantOf } from '../../model/time.ts';
import { isWithinGrowth, mostAllowed } from './growth.ts';
import { originWords } from './origin-words.ts';

/** What an approved plan is held against, besides the fresh one. */
export interface ApprovalTerms {
  /** How much the people concerned may grow: by so many percent, or by so many people where that is more. */
  readonly growth: Config['approval']['growth'];
  /** ISO 8601, UTC. */
  readonly now: string;
}

/** An approval speaks of the tenant of its day. */
const LONGEST_AGE_MS = 24 * 3_600_000;

/** What the fresh plan does beyond the saved one, in lines for people (tenant texts are not escaped); empty: covered. */
export function uncovered(saved: Plan, fresh: Plan, terms: ApprovalTerms): readonly string[] {
  const unusable = whyUnusable(saved, fresh, terms.now);
  if (unusable !== null) return [unusable];
  const approved = new Map(saved.changes.filter(isActing).map((change) => [change.key, change]));
  const ids = new Map(fresh.changes.flatMap(({ key, id }) => (id === null ? [] : [[key, id] as const])));
  return fresh.changes.filter(isActing).flatMap((change) => {
    const before = approved.get(change.key);
    const beyond = before === undefined ? allOf(change) : beyondApproval(before, change, ids, terms);
    return beyond.map((text) => `${change.key}: ${text}`);
  });
}

function whyUnusable(saved: Plan, fresh: Plan, now: string): string | null {
  if (saved.tenant.id !== fresh.tenant.id || saved.tenant.owner !== fresh.tenant.owner) {
    return `it was made for the tenant ${saved.tenant.id} and the owner ${saved.tenant.owner}`;
  }
  if (majorOf(saved.run.tool) !== majorOf(fresh.run.tool)) {
    return `it was made by ${saved.run.tool}, this is ${fresh.run.tool}: plan again`;
  }
  const [made, at] = [instantOf(saved.run.started), instantOf(now)];
  if (made === undefined || at === undefined || made - at > CLOCK_SKEW_MS) {
    return `it was made at ${saved.run.started}, which is not in the past: correct the clock, or plan again`;
  }
  return at - made > LONGEST_AGE_MS ? `it is older than 24 hours (made at ${saved.run.started}): plan again` : null;
}

/** `postilion 1.4.2` → `postilion 1`. */
function majorOf(tool: string): string {
  return tool.split('.')[0] ?? '';
}

function allOf(change: Change): readonly string[] {
  return [`${change.action} is new`, ...change.fields.map((field) => originWords(field, change)), ...added(change)];
}

function beyondApproval(
  saved: Change,
  fresh: Change,
  ids: ReadonlyMap<string, string>,
  { growth }: ApprovalTerms,
): readonly string[] {
  const people = peopleBeyond(saved.effect, fresh.effect, growth);
  if (saved.digest === fresh.digest) return people;
  return [
    ...(isLessOf(saved, fresh) ? [] : [`was ${saved.action}, is ${fresh.action}`]),
    ...(saved.kind === fresh.kind ? [] : [`was of the kind ${saved.kind}, is ${fresh.kind}`]),
    ...fresh.fields.flatMap((field) => fieldBeyond(saved, field, fresh, ids)),
    ...targetsBeyond(saved.assignments, fresh),
    ...effectBeyond(saved.effect, fresh.effect),
    ...people,
  ];
}

/** The same action, or what is left of one whose first steps were done: the object is there, or nobody has it any more. */
function isLessOf(saved: Change, fresh: Change): boolean {
  if (saved.action === fresh.action) return true;
  const rest = fresh.action === 'update';
  return rest && (saved.action === 'create' || saved.action === 'unassign');
}

function fieldBeyond(
  saved: Change,
  field: FieldChange,
  change: Change,
  ids: ReadonlyMap<string, string>,
): readonly string[] {
  const approved = saved.fields.find(({ path }) => path === field.path);
  if (approved === undefined) return [originWords(field, change)];
  const same = sameBound(approved.from, field.from, ids) && sameBound(approved.to, field.to, ids);
  if (same) return [];
  return [`${originWords(field, change)}; approved was ${shown(approved.from)} → ${shown(approved.to)}`];
}

/** A profile that was to be made is named by its key in the approved plan, and by its id once it's there. */
function sameBound(approved: JsonValue, now: JsonValue, ids: ReadonlyMap<string, string>): boolean {
  return canonical(bare(approved, ids)) === canonical(bare(now, ids));
}

function bare(value: JsonValue, ids: ReadonlyMap<string, string>): JsonValue {
  const key = isJsonObject(value) ? stringAt(value, 'key') : undefined;
  const id = key === undefined ? undefined : ids.get(key);
  return id === undefined ? value : { id };
}

function targetsBeyond(saved: AssignmentDelta, { assignments, changedBy }: Change): readonly string[] {
  const known = new Set(targetLines(saved).map(({ id }) => id));
  // Who moved a single target nobody records; who was at the object last is told instead.
  const by = changedBy === undefined ? '' : `; last changed in the portal ${authorWords(changedBy)}`;
  return targetLines(assignments).flatMap(({ id, text }) => (known.has(id) ? [] : [`${text} is new${by}`]));
}

function added({ assignments }: Change): readonly string[] {
  return targetLines(assignments).map(({ text }) => text);
}

/** Each part of a difference, as an identity and as words. */
function targetLines({
  add,
  remove,
  change,
}: AssignmentDelta): readonly { readonly id: string; readonly text: string }[] {
  return [
    ...add.map((target) => ({ id: `+ ${targetId(target)}`, text: `assigning ${targetText(target)}` })),
    ...remove.map((target) => ({ id: `- ${targetId(target)}`, text: `unassigning ${targetText(target)}` })),
    ...change.map(({ from, to }) => ({
      id: `~ ${targetId(from)} ${targetId(to)}`,
      text: to.install === undefined ? `another filter for ${targetText(to)}` : `another way for ${targetText(to)}`,
    })),
  ];
}

function targetId({ intent, type, id, filter, install }: TargetView): string {
  const asked = install === undefined ? {} : { install: { intent: install.intent, settings: install.settings } };
  const filtered = filter === null ? null : { id: filter.id, mode: filter.mode };
  return canonical({ intent, type, id, filter: filtered, ...asked });
}

function targetText({ intent, type, id, name }: TargetView): string {
  return `${intent === 'exclude' ? 'the exclusion of ' : ''}${name ?? id ?? type}`;
}

function effectBeyond(saved: ChangeEffect, fresh: ChangeEffect): readonly string[] {
  const [was, is] = [gateLevel(saved), gateLevel(fresh)];
  if (compareLevels(is, was) > 0) return [`the effect grew from ${was} to ${is}`];
  return [];
}

/** Those who have mail today may be hit worse by the very same change, when other people are in its groups by now. */
function peopleBeyond(saved: ChangeEffect, fresh: ChangeEffect, growth: ApprovalTerms['growth']): readonly string[] {
  const worse = compareLevels(fresh.disturbs, saved.disturbs) > 0;
  return [
    ...(worse ? [`for people who have mail today it is ${fresh.disturbs}, approved was ${saved.disturbs}`] : []),
    ...grown('people', saved.people, fresh.people, growth),
    ...grown('people losing mail', saved.lost, fresh.lost, growth),
  ];
}

/** Unknown is more than any number; an approval of an unknown number holds for all. */
function grown(
  what: string,
  was: number | null,
  is: number | null,
  growth: ApprovalTerms['growth'],
): readonly string[] {
  if (was === null) return [];
  if (isWithinGrowth(was, is, growth)) return [];
  return [`${what} ${was} → ${is ?? 'an unknown number'}, while approval.growth allows ${mostAllowed(was, growth)}`];
}

function shown(value: JsonValue): string {
  return canonical(value);
}
