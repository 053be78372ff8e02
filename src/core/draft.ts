/** What is to be done with one profile, before people are counted and steps are written. */

import { kindNamed, READ_KINDS } from '../kinds/catalogue.ts';
import type { Kind } from '../kinds/kind.ts';
import { type Assignment, assignmentId } from '../model/assignment.ts';
import type { Action } from '../model/change.ts';
import { isJsonObject, type JsonValue } from '../model/json.ts';
import type { LiveProfile, ResolvedProfile, Settings } from '../model/profile.ts';
import { type Difference, differences, isManaged, managedSettings } from './compare.ts';
import type { Pair } from './pair.ts';
import { unusedReferences } from './references.ts';

export interface Draft {
  readonly key: string;
  readonly kind: Kind;
  readonly action: Action;
  readonly desired: ResolvedProfile | null;
  readonly live: LiveProfile | null;
  readonly differences: readonly Difference[];
  readonly before: readonly Assignment[];
  readonly after: readonly Assignment[];
  /** Settings as they will be. */
  readonly settings: Settings;
}

/** One pair as a draft. Ids of own profiles are filled into references by `ids` (key → live id). */
export function draftPair(pair: Pair, ids: ReadonlyMap<string, string>): Draft {
  const kind = kindNamed(pair.desired.kind);
  if (kind === undefined) throw new Error(`the kind ${pair.desired.kind} is not in the catalogue`);
  const desired: ResolvedProfile = { ...pair.desired, settings: boundSettings(pair.desired.settings, ids) };
  return pair.live === null ? draftCreate(desired, kind) : draftUpdate(desired, pair.live, pair.adopted, kind);
}

function draftCreate(desired: ResolvedProfile, kind: Kind): Draft {
  const settings = managedSettings(desired);
  const verdict = {
    ...kind.effects.metadata,
    level: 'none',
    reason: 'part of a new profile',
    rule: 'EFF-NEW',
  } as const;
  const fresh = (path: string, field: string | null, to: JsonValue): Difference => ({
    path,
    field,
    from: null,
    to,
    verdict,
  });
  const given = Object.entries(settings).filter(([, value]) => value !== null);
  return {
    key: desired.key,
    kind,
    action: 'create',
    desired,
    live: null,
    differences: [
      fresh('/name', null, desired.name),
      ...(desired.description === undefined || desired.description === ''
        ? []
        : [fresh('/description', null, desired.description)]),
      ...(desired.scopeTagIds === undefined ? [] : [fresh('/scopeTags', null, desired.scopeTagIds)]),
      ...given.map(([name, value]) => fresh(`/settings/${name}`, name, value)),
    ],
    before: [],
    after: isManaged(desired, 'assign') ? (desired.assignments ?? []) : [],
    settings,
  };
}

function draftUpdate(plain: ResolvedProfile, live: LiveProfile, adopted: boolean, kind: Kind): Draft {
  const wished: Settings = { ...live.settings, ...managedSettings(plain) };
  const cleared = unusedReferences(plain, live, kind, wished);
  const desired: ResolvedProfile = { ...plain, settings: { ...plain.settings, ...cleared } };
  const found = differences(desired, live, kind).map((difference) =>
    difference.field !== null && difference.field in cleared ? { ...difference, verdict: UNUSED } : difference,
  );
  const wanted = isManaged(desired, 'assign') ? desired.assignments : undefined;
  const reassigned = wanted !== undefined && !sameAssignments(live.assignments, wanted);
  const after = reassigned ? wanted : live.assignments;
  const emptied = reassigned && after.length === 0;
  const nothing = found.length === 0 && !reassigned;
  return {
    key: desired.key,
    kind,
    action: nothing ? (adopted ? 'adopt' : 'unchanged') : emptied ? 'unassign' : 'update',
    desired,
    live,
    differences: found,
    before: live.assignments,
    after,
    settings: { ...wished, ...cleared },
  };
}

const UNUSED = {
  level: 'silent',
  outage: false,
  confidence: 'inferred',
  reason: 'the settings no longer use it',
  rule: 'EFF-UNUSED-REFERENCE',
  sources: ['GI5851'],
  mayAlso: [],
} as const;

/** An object whose YAML is gone: everybody loses it, the empty object stays. */
export function draftOrphan(key: string, live: LiveProfile): Draft {
  return {
    key,
    kind: readKind(live.kind),
    action: live.assignments.length === 0 ? 'unchanged' : 'unassign',
    desired: null,
    live,
    differences: [],
    before: live.assignments,
    // An empty set stays itself: nothing is taken from nobody.
    after: live.assignments.length === 0 ? live.assignments : [],
    settings: live.settings,
  };
}

/** An object that isn't ours: shown, never touched. */
export function draftUnmanaged(live: LiveProfile): Draft {
  return { ...draftOrphan(live.id, live), action: 'unmanaged', after: live.assignments };
}

function readKind(name: string): Kind {
  const kind = READ_KINDS.find((one) => one.name === name);
  if (kind === undefined) throw new Error(`the kind ${name} is not in the catalogue`);
  return kind;
}

/** True when both lists hold the same assignments, in whatever order. */
export function sameAssignments(a: readonly Assignment[], b: readonly Assignment[]): boolean {
  const ids = (list: readonly Assignment[]): string => [...new Set(list.map(assignmentId))].sort().join('\n');
  return ids(a) === ids(b);
}

function boundSettings(settings: Settings, ids: ReadonlyMap<string, string>): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const key = isJsonObject(value) ? value['key'] : undefined;
      const id = typeof key === 'string' ? ids.get(key) : undefined;
      return [name, id === undefined ? value : { id }];
    }),
  );
}
