/** Completes assignments with those of the profiles named in `sameAs`, and judges the whole. */

import { isAssigned } from '../../model/assignment.ts';
import { findNearest } from '../../model/did-you-mean.ts';
import { type Finding, inputError } from '../../model/finding.ts';
import type { InputCode } from '../../model/findings/table.ts';
import type { ProfileKey } from '../../model/ids.ts';
import { canonical } from '../../model/json.ts';
import type { DesiredTarget } from '../../model/profile.ts';
import type { SourceSpan } from '../../model/source.ts';
import type { PartialAssign } from './assign.ts';
import { quoted } from './yaml/messages.ts';

/** Profile key → what its `assign` says; undefined where it says nothing. */
export type PartialAssigns = ReadonlyMap<ProfileKey, PartialAssign | undefined>;

export interface Assignments {
  readonly targets: ReadonlyMap<ProfileKey, readonly DesiredTarget[] | undefined>;
  /** Key → the profiles whose targets it takes over; without those that take over nothing. */
  readonly follows: ReadonlyMap<ProfileKey, readonly ProfileKey[]>;
  readonly findings: readonly Finding[];
}

interface Union {
  readonly partials: PartialAssigns;
  readonly mayExist: (key: string) => boolean;
  readonly findings: Finding[];
}

interface Owned {
  readonly owner: ProfileKey;
  readonly target: DesiredTarget;
}

/** More models than that are nobody's intention, and looking through them would take long. */
const MAX_MODELS = 100;

/**
 * The targets of each profile, own ones first, without those that several models share. `mayExist` says of a key
 * without a reading that it may belong to a document that could not be read.
 */
export function completeAssignments(partials: PartialAssigns, mayExist: (key: string) => boolean): Assignments {
  const union: Union = { partials, mayExist, findings: [] };
  const targets = new Map<ProfileKey, readonly DesiredTarget[] | undefined>();
  const follows = new Map<ProfileKey, readonly ProfileKey[]>();
  for (const [key, partial] of partials) {
    if (partial === undefined) {
      targets.set(key, undefined);
      continue;
    }
    const reached = reachedFrom([key], union);
    if (reached.length > 1) follows.set(key, reached.slice(1));
    const owned = distinct(reached.flatMap((owner) => ownTargets(owner, union)));
    tellModels(key, partial, union);
    tellContradictions(key, partial, owned, union);
    targets.set(
      key,
      owned.map(({ target }) => target),
    );
  }
  return { targets, follows, findings: union.findings };
}

/** The profiles, and those whose targets they take over directly or through others; at most one more than allowed. */
function reachedFrom(start: readonly ProfileKey[], { partials }: Union): readonly ProfileKey[] {
  const reached = new Set<ProfileKey>();
  const waiting = [...start].reverse();
  for (let key = waiting.pop(); key !== undefined && reached.size <= MAX_MODELS; key = waiting.pop()) {
    if (reached.has(key)) continue;
    reached.add(key);
    const models = partials.get(key)?.sameAs ?? [];
    waiting.push(...models.map((model) => model.key).reverse());
  }
  return [...reached];
}

function ownTargets(owner: ProfileKey, { partials }: Union): readonly Owned[] {
  return (partials.get(owner)?.own ?? []).map((target) => ({ owner, target }));
}

function tellModels(key: ProfileKey, partial: PartialAssign, union: Union): void {
  for (const { key: model, at } of partial.sameAs) {
    const reached = reachedFrom([model], union);
    if (reached.includes(key)) {
      const what = model === key ? 'is this profile itself' : `takes over from ${quoted(key)} in turn`;
      const message = `sameAs: ${quoted(model)} ${what}: write the targets out`;
      tell(union, 'ASG-103', message, key, at);
    } else if (reached.length > MAX_MODELS) {
      tell(union, 'ASG-106', `sameAs reaches more than ${MAX_MODELS} profiles: write the targets out`, key, at);
    } else if (union.partials.get(model) === undefined) {
      tellNoModel(key, model, at, union);
    }
  }
}

function tellNoModel(key: ProfileKey, model: ProfileKey, at: SourceSpan, union: Union): void {
  if (union.partials.has(model)) {
    const message = `sameAs: ${quoted(model)} has no assign of its own: write one there, or the targets here`;
    tell(union, 'ASG-104', message, key, at);
  } else if (!union.mayExist(model)) {
    const meant = findNearest(model, [...union.partials.keys()]);
    const remedy = meant === null ? 'write the key of a profile of this repository' : `did you mean "${meant}"?`;
    tell(union, 'REF-001', `sameAs: no profile has the key ${quoted(model)}: ${remedy}`, key, at);
  }
}

function tell(union: Union, code: InputCode, message: string, key: ProfileKey, at: SourceSpan): void {
  union.findings.push(inputError(code, message, { key, at }));
}

/** Graph takes a group once per object, whether included or excluded, and an exclusion needs something to exclude from. */
function tellContradictions(key: ProfileKey, partial: PartialAssign, targets: readonly Owned[], union: Union): void {
  const seen = new Map<string, Owned>();
  for (const owned of targets) {
    const { target, owner } = owned;
    const earlier = seen.get(identityOf(target));
    seen.set(identityOf(target), earlier ?? owned);
    // A duplicate target in the profile named by `sameAs` is reported at that profile.
    if (earlier === undefined || (owner === earlier.owner && owner !== key)) continue;
    const how = earlier.target.intent === target.intent ? 'twice' : 'both included and excluded';
    const where = owner === key ? `line ${earlier.target.at.line}` : `${quoted(earlier.owner)} and ${quoted(owner)}`;
    const at = owner === key ? target.at : partial.at;
    tell(union, 'ASG-004', `${nameOf(target)} is ${how} (${where}): keep one`, key, at);
  }
  if (targets.length > 0 && !isAssigned(targets.map(({ target }) => target))) {
    tell(
      union,
      'ASG-101',
      'assign excludes groups but includes nobody: write include, or null for nobody',
      key,
      partial.at,
    );
  }
}

/** Models may agree: the same target with the same filter from another profile counts once. */
function distinct(targets: readonly Owned[]): readonly Owned[] {
  const first = new Map<string, ProfileKey>();
  return targets.filter(({ owner, target }) => {
    const whole = wholeOf(target);
    const earlier = first.get(whole);
    first.set(whole, earlier ?? owner);
    return earlier === undefined || earlier === owner;
  });
}

function wholeOf(target: DesiredTarget): string {
  const filter = target.filter === null ? '' : `${target.filter.mode}:${refOf(target.filter.ref)}`;
  const install = target.install === undefined ? '' : canonical({ ...target.install });
  return `${target.intent} ${identityOf(target)} ${filter} ${install}`;
}

function identityOf({ target }: DesiredTarget): string {
  return typeof target === 'string' ? target : refOf(target);
}

/** Graph compares display names without regard to case. */
function refOf(ref: Exclude<DesiredTarget['target'], string>): string {
  switch (ref.by) {
    case 'name':
      return `name:${ref.name.toLowerCase()}`;
    case 'id':
      return `id:${ref.id}`;
    case 'key':
      return `key:${ref.key}`;
  }
}

function nameOf({ target }: DesiredTarget): string {
  if (typeof target === 'string') return target;
  switch (target.by) {
    case 'name':
      return `the group ${quoted(target.name)}`;
    case 'id':
      return `the group ${target.id}`;
    case 'key':
      return `the group ${target.key}`;
  }
}
