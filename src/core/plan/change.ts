/** A counted proposed change → the change as the plan document shows it. */

import type { Field } from '../../catalogue/field.ts';
import type { Install } from '../../model/assignment.ts';
import {
  type Change,
  type FieldChange,
  type Gate,
  isActing,
  type Origin,
  type PassedLimit,
} from '../../model/change.ts';
import { digestText } from '../../model/digest.ts';
import { canonical, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Step } from '../../model/plan.ts';
import { replaceSecrets, secretName, secretText } from '../../model/secret.ts';
import { assignmentDelta, type Names, NO_DELTA } from '../assignments/delta.ts';
import { checkedPatch } from '../diff/check-patch.ts';
import { type Difference, worstOrigin } from '../diff/three-way.ts';
import { type AssessedChange, effectOf } from '../impact/change-effect.ts';
import type { Entry } from '../tenant/directory.ts';
import { describeTag, describeValue } from '../tenant/display-names.ts';

/** A new profile, and one whose YAML is gone, are git's doing; otherwise what needs most attention of all that differs. */
function originOf(proposed: AssessedChange): Origin {
  if (proposed.live === null || proposed.desired === null) return 'intended';
  const assigned = proposed.assignments === null ? [] : [proposed.assignments.origin];
  return worstOrigin([...proposed.differences.map(({ origin }) => origin), ...assigned]);
}

/** Words that ids stand for. */
export interface Dictionary {
  readonly names: Names;
  readonly tags: readonly Entry[] | null;
}

/** The change without its gates, which depend on the whole plan. */
export function changeOf(proposed: AssessedChange, steps: readonly Step[], dictionary: Dictionary): Change {
  const fields = proposed.differences.map((difference) => fieldChange(proposed, difference, dictionary));
  const { assignments: moved, takeover = null } = proposed;
  const assignments = moved === null ? NO_DELTA : assignmentDelta(moved.before, moved.after, dictionary.names);
  const bare = {
    key: proposed.key,
    kind: proposed.kind.name,
    platform: proposed.kind.platform,
    delivers: proposed.kind.delivers,
    id: proposed.live?.id ?? null,
    name: proposed.desired?.name ?? proposed.live?.name ?? proposed.key,
    action: proposed.action,
    origin: originOf(proposed),
    fields,
    assignments,
    patch: checkedPatch(proposed),
    effect: effectOf(proposed),
    gates: [],
    ...(takeover === null ? {} : { takeover }),
    ...sourceOf(proposed),
  };
  return { ...bare, digest: changeDigest(bare, steps) };
}

/** Where the YAML of something that changes begins; outside the digest, since a line says nothing of what is done. */
function sourceOf({ action, desired }: AssessedChange): Pick<Change, 'source'> {
  if (desired === null || !isActing({ action })) return {};
  const { file, line } = desired.at;
  return { source: { file, line } };
}

/** The change with its gates; they are outside the digest, as the limits they come from are. */
export function gated(change: Change, gates: readonly Gate[], limits: readonly PassedLimit[]): Change {
  return { ...change, gates, ...(limits.length === 0 ? {} : { limits }) };
}

/** The digest of a change and its steps; of a saved plan it must come out as written there. */
export function changeDigest(change: Omit<Change, 'digest'>, steps: readonly Step[]): string {
  return digestText(canonical(digested(change, steps)));
}

/** What the approval of a change holds for: names and counts of people are outside. */
function digested(change: Omit<Change, 'digest'>, steps: readonly Step[]): JsonObject {
  const { key, kind, action, fields, assignments, effect } = change;
  const bare = (target: {
    readonly intent: string;
    readonly type: string;
    readonly id: string | null;
    readonly install?: Install;
  }): JsonObject => ({
    intent: target.intent,
    type: target.type,
    id: target.id,
    ...(target.install === undefined ? {} : { install: target.install.intent }),
  });
  return {
    key,
    kind,
    action,
    fields: fields.map(({ path, from, to }) => ({ path, from, to })),
    assignments: {
      add: assignments.add.map(bare),
      remove: assignments.remove.map(bare),
      change: assignments.change.map(({ to }) => bare(to)),
    },
    effect: { level: effect.level, outage: effect.outage },
    steps: steps.map(({ id, verb, request, precondition: { witness: _witness, ...precondition }, after }) => ({
      id,
      verb,
      request,
      precondition,
      after,
    })),
  };
}

function fieldChange(proposed: AssessedChange, difference: Difference, dictionary: Dictionary): FieldChange {
  const { path, from, to, verdict } = difference;
  const field = difference.field === null ? undefined : proposed.kind.fields[difference.field];
  const text = (value: JsonValue): string | undefined =>
    path === '/scopeTags' ? describeTag(value, dictionary.tags) : describeValue(value, dictionary.names);
  const [fromText, toText] = field?.mapping === true ? changedMembers(from, to) : [text(from), text(to)];
  const graph = field?.inverted === true ? polarity(field, from, to) : undefined;
  return {
    path,
    from,
    to,
    ...(fromText === undefined ? {} : { fromText }),
    ...(toText === undefined ? {} : { toText }),
    label: field?.label ?? METADATA_LABELS[path] ?? path,
    ...(graph === undefined ? {} : { graph }),
    origin: difference.origin,
    effect: verdict.level,
    outage: verdict.outage,
    confidence: verdict.confidence,
    reason: verdict.reason,
    rule: verdict.rule,
  };
}

/** Of two mappings the members that differ, as texts; none where one of them is no mapping. */
function changedMembers(from: JsonValue, to: JsonValue): readonly [string | undefined, string | undefined] {
  if (!isJsonObject(from) || !isJsonObject(to)) return [undefined, undefined];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  const changed = keys.filter((key) => canonical(from[key] ?? null) !== canonical(to[key] ?? null));
  const shown = (mapping: JsonObject): string =>
    changed.map((key) => `${key}: ${memberText(mapping[key] ?? null)}`).join(', ');
  return [shown(from), shown(to)];
}

function memberText(value: JsonValue): string {
  return secretName(value) === undefined ? canonical(replaceSecrets(value, secretText)) : secretText(value);
}

const METADATA_LABELS: Readonly<Record<string, string>> = {
  '/name': 'Name',
  '/description': 'Description',
  '/scopeTags': 'Scope tags',
};

/** Graph's view of an inverted switch: `blockMoving…: false → true`. */
function polarity(field: Field, from: JsonValue, to: JsonValue): string {
  const property = field.graph[0] ?? '';
  const wire = (value: JsonValue): string => {
    const encoded = value === null ? null : field.encode(value);
    return isJsonObject(encoded) ? canonical(encoded[property] ?? null) : 'not set';
  };
  return `${property}: ${wire(from)} → ${wire(to)}`;
}
