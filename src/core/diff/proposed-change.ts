/** What is to be done with one profile, before people are counted and steps are written. */

import type { Kind } from '../../catalogue/kind.ts';
import { kindNamed, READ_KINDS } from '../../kinds/catalogue.ts';
import type { Assignment } from '../../model/assignment.ts';
import type { Action } from '../../model/change.ts';
import { isJsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { StepWitness } from '../../model/plan.ts';
import {
  isManaged,
  type LiveProfile,
  managedSettings,
  type ResolvedProfile,
  type Settings,
} from '../../model/profile.ts';
import { settledAssignments } from '../assignments/install.ts';
import { addedTags, keepingTags } from '../state/added-tags.ts';
import type { Orphan, Pair } from '../state/pair.ts';
import { findUnusedReferences } from '../tenant/references.ts';
import { type ComparedSides, compareSides, type Difference } from './three-way.ts';

export interface ProposedChange extends ComparedSides {
  readonly key: string;
  readonly kind: Kind;
  readonly action: Action;
  readonly desired: ResolvedProfile | null;
  readonly live: LiveProfile | null;
  /** Settings as they will be. */
  readonly settings: Settings;
  /** Of the object, for its marker. */
  readonly generation: number;
  /** As git says; where its YAML is gone, as it was remembered. */
  readonly protect: boolean;
  /** False for an object whose YAML is gone and that only one witness calls ours. */
  readonly removable: boolean;
  /** What the steps look for before they write; left out for an object that is yet to be made, or isn't ours. */
  readonly witness?: StepWitness;
  /** Why somebody must allow that the object is taken over; null or left out where it is known as ours. */
  readonly takeover?: string | null;
  /** An error holds it back, so it stands as the tenant has it. */
  readonly isHeld?: true;
}

/** One pair as a proposed change. Ids of own profiles are filled into references by `ids` (key → live id). */
export function proposeForPair(pair: Pair, ids: ReadonlyMap<string, string>): ProposedChange {
  const kind = kindNamed(pair.desired.kind);
  if (kind === undefined) throw new Error(`the kind ${pair.desired.kind} is not in the catalogue`);
  const settled = settledProfile(pair.desired, pair.live, kind);
  const desired: ResolvedProfile = { ...settled, settings: boundSettings(settled.settings, kind, ids) };
  const { live, generation } = pair;
  return live === null
    ? { ...proposedCreate(desired, kind), generation }
    : proposedUpdate({ ...pair, desired, live }, kind);
}

/** What git doesn't mention of an app's assignments stays as it is in the tenant. */
function settledProfile(desired: ResolvedProfile, live: LiveProfile | null, kind: Kind): ResolvedProfile {
  const { assignments } = desired;
  if (assignments === undefined) return desired;
  return { ...desired, assignments: settledAssignments(assignments, live?.assignments ?? [], kind) };
}

function proposedCreate(desired: ResolvedProfile, kind: Kind): ProposedChange {
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
    origin: 'intended',
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
    assignments: {
      before: [],
      after: isManaged(desired, 'assign') ? (desired.assignments ?? []) : [],
      origin: 'intended',
      agreed: null,
    },
    settings,
    watched: [],
    generation: 1,
    protect: desired.protect,
    removable: true,
  };
}

function proposedUpdate(pair: Pair & { readonly live: LiveProfile }, kind: Kind): ProposedChange {
  const { desired: plain, live, adopted, entry, generation, witness, takeover } = pair;
  const wished: Settings = { ...live.settings, ...managedSettings(plain) };
  const cleared = findUnusedReferences(plain, live, kind, wished);
  const tagged = keepingTags(plain, addedTags(entry, live, plain));
  const comparison = compareSides({ applied: entry?.applied ?? null, live, desired: tagged, unused: cleared }, kind);
  const { differences, assignments } = comparison;
  const emptied = assignments?.after.length === 0;
  const nothing = differences.length === 0 && assignments === null;
  return {
    key: plain.key,
    kind,
    action: nothing ? (adopted ? 'adopt' : 'unchanged') : emptied ? 'unassign' : 'update',
    // Without the tags that are kept on the way: git didn't mention them.
    desired: plain,
    live,
    ...comparison,
    settings: { ...wished, ...cleared },
    generation,
    protect: plain.protect,
    removable: true,
    ...(witness === undefined ? {} : { witness }),
    takeover: takeover ?? null,
  };
}

/** An object whose YAML is gone: everybody loses it, the empty object stays. */
export function proposeForOrphan(orphan: Orphan): ProposedChange {
  const { key, live, entry, generation, removable, witness, takeover = null } = orphan;
  const taken = removable && live.assignments.length > 0;
  return {
    key,
    kind: readKind(live.kind),
    action: takeover !== null ? 'adopt' : taken ? 'unassign' : 'unchanged',
    desired: null,
    live,
    differences: [],
    assignments: taken ? { before: live.assignments, after: [], origin: 'intended', agreed: null } : null,
    settings: live.settings,
    watched: [],
    generation,
    protect: entry?.protect ?? false,
    removable,
    ...(witness === undefined ? {} : { witness }),
    takeover: takeover ?? null,
  };
}

/** An object whose profile is there but can't be compared: everybody keeps what they have. */
export function proposeWithheld(withheld: Omit<Orphan, 'removable'>): ProposedChange {
  return { ...proposeForOrphan({ ...withheld, removable: false }), isHeld: true };
}

/** The profile as its live self; null where the tenant has nothing of it. */
export function heldBack(proposed: ProposedChange): ProposedChange | null {
  const { live } = proposed;
  if (live === null) return null;
  const nothing = { differences: [], assignments: null, watched: [] } as const;
  return { ...proposed, ...nothing, action: 'unchanged', settings: live.settings, isHeld: true };
}

/** An object that is in neither git nor the tenant any more: only the record of it goes. */
export function proposeForgetting(key: string, kind: string, generation: number): ProposedChange {
  return {
    key,
    kind: readKind(kind),
    action: 'forget',
    desired: null,
    live: null,
    differences: [],
    assignments: null,
    settings: {},
    watched: [],
    generation,
    protect: false,
    removable: true,
  };
}

/** An object that isn't ours: shown, never touched. */
export function proposeUnmanaged(live: LiveProfile): ProposedChange {
  const bare = proposeForOrphan({ key: live.id, live, entry: null, generation: 1, removable: false });
  return { ...bare, action: 'unmanaged' };
}

function readKind(name: string): Kind {
  const kind = READ_KINDS.find((one) => one.name === name);
  if (kind === undefined) throw new Error(`the kind ${name} is not in the catalogue`);
  return kind;
}

/** Who has the object today; nobody while it doesn't exist. */
export function currentAssignments({ live }: Pick<ProposedChange, 'live'>): readonly Assignment[] {
  return live?.assignments ?? [];
}

/** Who has the object once the change is done. */
export function plannedAssignments(proposed: Pick<ProposedChange, 'live' | 'assignments'>): readonly Assignment[] {
  return proposed.assignments?.after ?? currentAssignments(proposed);
}

/** Only references are keys: a mapping of an app may have a member that is called `key` too. */
function boundSettings(settings: Settings, kind: Kind, ids: ReadonlyMap<string, string>): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const key = referenceKey(kind, name, value);
      const id = key === undefined ? undefined : ids.get(key);
      return [name, id === undefined ? value : { id }];
    }),
  );
}

/** The key of the profile that a setting refers to; undefined for every other setting. */
export function referenceKey(kind: Kind, name: string, value: JsonValue): string | undefined {
  if (kind.fields[name]?.shape.type !== 'reference' || !isJsonObject(value)) return undefined;
  return stringAt(value, 'key');
}
