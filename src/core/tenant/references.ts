/** Chooses the references that a plan must read: Graph returns none with the object, and each costs a read. */

import { isNavigation } from '../../catalogue/codec.ts';
import type { Field } from '../../catalogue/field.ts';
import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import { grouped } from '../../model/grouped.ts';
import { isJsonObject, type JsonValue, ownMember, stringAt } from '../../model/json.ts';
import { isManaged, type LiveProfile, type ResolvedProfile, type Settings } from '../../model/profile.ts';
import type { ReadAnswer, ReadRequest } from '../../model/reads.ts';
import type { InventoryEntry } from '../../model/state/inventory.ts';

/** One reference of one live object. */
export interface ReferenceRead {
  readonly id: string;
  readonly field: string;
  readonly request: ReadRequest;
  /** Of the object as its list showed it. */
  readonly version: number | null;
  readonly modified: string | null;
}

/** The path of a reference; `id` may be a symbol. The cast is needed: the collection is typed by an abstract base. */
export function referencePath(kind: Kind, id: string, field: Field): string {
  return `${kind.graph.collection}('${id}')/microsoft.graph.${kind.graph.type}/${field.graph[0] ?? ''}`;
}

function referenceRead(kind: Kind, { id, version, modified }: LiveProfile, name: string, field: Field): ReferenceRead {
  return { id, field: name, request: { path: referencePath(kind, id, field) }, version, modified };
}

/**
 * The reads for one pair: what YAML mentions, what the live settings make use of, and what was bound at the last record:
 * a run that died between the patch and the clearing of a reference left it behind, and nothing else would tell.
 */
export function listReferenceReads(
  desired: ResolvedProfile,
  live: LiveProfile,
  kind: Kind,
  entry: InventoryEntry | null = null,
): readonly ReferenceRead[] {
  const recorded = entry?.applied?.normal.settings ?? {};
  return fieldsIn(kind).flatMap(([name, field]) => {
    if (!isNavigation(field) || !isManaged(desired, name)) return [];
    const mentioned = desired.settings[name] !== undefined;
    const wasBound = (recorded[name] ?? null) !== null;
    if (!mentioned && !wasBound && field.usedWhen?.(live.settings) !== true) return [];
    return [referenceRead(kind, live, name, field)];
  });
}

/** The reads for an object that git says nothing about: what its settings make use of. */
export function listUsedReferenceReads(live: LiveProfile, kind: Kind): readonly ReferenceRead[] {
  return fieldsIn(kind).flatMap(([name, field]) =>
    isNavigation(field) && field.usedWhen?.(live.settings) === true ? [referenceRead(kind, live, name, field)] : [],
  );
}

/** A read's answer as a setting: nothing bound answers 404, or 204, or an empty object (undocumented). */
function referenceFrom(answer: ReadAnswer): JsonValue | undefined {
  if (answer.status === 'unreadable') return undefined;
  if (answer.status === 'missing' || !isJsonObject(answer.body)) return null;
  const id = stringAt(answer.body, 'id');
  return id === undefined ? null : { id };
}

/** Fills references into live objects, each its own; unreadable ones stay out and are not compared. */
export function fillReferences(
  reads: readonly ReferenceRead[],
  answers: readonly ReadAnswer[],
): (live: LiveProfile) => LiveProfile {
  const answered = grouped(
    reads.map((read, index) => ({ read, answer: answers[index] })),
    ({ read }) => read.id,
  );
  return (live) => {
    const settings: Record<string, JsonValue> = { ...live.settings };
    for (const { read, answer } of answered.get(live.id) ?? []) {
      const value = answer === undefined ? undefined : referenceFrom(answer);
      if (value !== undefined) settings[read.field] = value;
    }
    return { ...live, settings };
  };
}

/**
 * References that are bound, not mentioned in YAML, and no longer used once the change is applied: they are cleared,
 * because the patch that changes the method leaves them behind (source: GI5851).
 */
export function findUnusedReferences(
  desired: ResolvedProfile,
  live: LiveProfile,
  kind: Kind,
  after: Settings,
): Settings {
  const unused = fieldsIn(kind).flatMap(([name, field]) => {
    const bound = live.settings[name] ?? null;
    const mentioned = desired.settings[name] !== undefined || !isManaged(desired, name);
    return isNavigation(field) && bound !== null && !mentioned && field.usedWhen?.(after) === false ? [name] : [];
  });
  return Object.fromEntries(unused.map((name) => [name, null]));
}

/** The answer that the record of the object holds; null where the object was changed since, or nothing is recorded. */
export function recordedAnswer(read: ReferenceRead, entry: InventoryEntry | undefined): ReadAnswer | null {
  const known = entry?.references;
  if (known === undefined || known.version !== read.version || known.modified !== read.modified) return null;
  const bound = ownMember(known.bound, read.field);
  if (bound === undefined) return null;
  return bound === null ? { status: 'missing', requestId: null } : { status: 'found', body: { id: bound } };
}

/** What is to be remembered of an object whose references were read; undefined where it has none, or has no version. */
export function knownReferencesOf(live: LiveProfile, kind: Kind): InventoryEntry['references'] {
  const { version, modified, settings } = live;
  const bound = fieldsIn(kind).flatMap(([name, field]): readonly (readonly [string, string | null])[] => {
    const value = isNavigation(field) ? settings[name] : undefined;
    if (value === null) return [[name, null]];
    const id = isJsonObject(value) ? stringAt(value, 'id') : undefined;
    return id === undefined ? [] : [[name, id]];
  });
  if (version === null || modified === null || bound.length === 0) return undefined;
  return { version, modified, bound: Object.fromEntries(bound) };
}
