/** Names → ids. A name that is unknown or ambiguous is an error that names the candidates, never a guess. */

import { normaliseSettings } from '../../catalogue/codec.ts';
import type { ReferenceTarget } from '../../catalogue/field.ts';
import type { Kind } from '../../catalogue/kind.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import { type Assignment, sortAssignments } from '../../model/assignment.ts';
import { findNearest } from '../../model/did-you-mean.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { FindingCode } from '../../model/findings/table.ts';
import type { GraphId } from '../../model/ids.ts';
import { type JsonValue, stringAt } from '../../model/json.ts';
import { PLATFORMS } from '../../model/platforms.ts';
import type { DesiredProfile, DesiredTarget, NamedRef, ResolvedProfile } from '../../model/profile.ts';
import type { SourceSpan } from '../../model/source.ts';
import { type Directory, type Entry, entriesCalled, sameName } from './directory.ts';

export interface Resolution {
  /** Null when a name could not be resolved. */
  readonly profile: ResolvedProfile | null;
  readonly findings: readonly Finding[];
}

interface Context {
  readonly profile: DesiredProfile;
  readonly directory: Directory;
  readonly kindOfKey: ReadonlyMap<string, string>;
  /** Ids of the groups that the last apply assigned. */
  readonly assigned: readonly string[];
  readonly findings: Finding[];
}

/**
 * Resolves one profile; `kindOfKey` tells the kinds of all profiles of the repository, `assigned` the groups of the last
 * apply: they say what a name means that several groups have by now, and what a group is called that was renamed.
 */
export function resolveProfile(
  profile: DesiredProfile,
  kind: Kind,
  directory: Directory,
  kindOfKey: ReadonlyMap<string, string>,
  assigned: readonly string[] = [],
): Resolution {
  const context: Context = { profile, directory, kindOfKey, assigned, findings: [] };
  const references: Record<string, JsonValue> = {};
  for (const [name, ref] of Object.entries(profile.references)) {
    const shape = kind.fields[name]?.shape;
    if (shape?.type === 'reference') references[name] = ref === null ? null : reference(ref, shape.target, context);
  }
  const assignments = profile.assign?.flatMap((target) => assignment(target, kind, context));
  if (profile.assign !== undefined) tellRepeated(profile.assign, context);
  const scopeTagIds = profile.scopeTags?.flatMap((tag) => scopeTag(tag, context));
  if (context.findings.some((one) => one.severity === 'error')) return { profile: null, findings: context.findings };
  const { key, name, description, protect, unmanaged } = profile;
  return {
    findings: context.findings,
    profile: {
      key,
      kind: profile.kind,
      name,
      description,
      scopeTagIds: scopeTagIds === undefined ? undefined : [...new Set(scopeTagIds)].sort(),
      settings: { ...normaliseSettings(kind, profile.settings), ...references },
      ...(profile.literals === undefined ? {} : { literals: profile.literals }),
      ...(profile.files === undefined ? {} : { files: profile.files }),
      assignments: assignments === undefined ? undefined : sortAssignments(assignments),
      protect,
      unmanaged,
      at: profile.places[''] ?? NOWHERE,
    },
  };
}

const NOWHERE: SourceSpan = { file: '', line: 1, column: 1 };

function assignment(desired: DesiredTarget, kind: Kind, context: Context): readonly Assignment[] {
  const filter = desired.filter === null ? null : assignmentFilter(desired.filter, kind, context);
  if (filter === 'unresolved') return [];
  const install = desired.install === undefined ? {} : { install: desired.install };
  if (typeof desired.target === 'string') {
    return [{ intent: desired.intent, target: { type: desired.target }, filter, ...install }];
  }
  const id = group(desired.target, context);
  return id === null ? [] : [{ intent: desired.intent, target: { type: 'group', id }, filter, ...install }];
}

/** Graph takes a group once per object: by which words YAML names it doesn't matter. */
function tellRepeated(targets: readonly DesiredTarget[], context: Context): void {
  const silent: Context = { ...context, findings: [] };
  const first = new Map<string, DesiredTarget>();
  for (const one of targets) {
    const id = typeof one.target === 'string' ? null : group(one.target, silent);
    if (id === null || typeof one.target === 'string') continue;
    const earlier = first.get(id);
    first.set(id, earlier ?? one);
    if (earlier === undefined || sameWords(earlier, one)) continue;
    const how = earlier.intent === one.intent ? 'twice' : 'both included and excluded';
    const text = `${wordsOf(earlier)} (line ${earlier.at.line}) and ${wordsOf(one)} are one group, which is ${how}: keep one`;
    report(context, 'ASG-004', text, one.target);
  }
}

/** What YAML names alike was compared before anything was read. */
function sameWords(one: DesiredTarget, other: DesiredTarget): boolean {
  return wordsOf(one).toLowerCase() === wordsOf(other).toLowerCase();
}

function wordsOf({ target }: DesiredTarget): string {
  if (typeof target === 'string') return target;
  return target.by === 'name' ? `"${target.name}"` : target.by === 'id' ? target.id : target.key;
}

function assignmentFilter(
  desired: NonNullable<DesiredTarget['filter']>,
  kind: Kind,
  context: Context,
): Assignment['filter'] | 'unresolved' {
  const found = pick(desired.ref, filtersOf(desired.ref, context.directory), 'assignment filter', context);
  if (found === null) return 'unresolved';
  const platform = found.raw['platform'];
  if (typeof platform === 'string' && !isFor(platform.toLowerCase(), kind)) {
    const text = `filter "${found.name}" is for ${platform}, this profile is for ${kind.platform}: it would match no device`;
    context.findings.push(finding('ASG-010', text, { key: context.profile.key, at: desired.ref.at }));
  }
  return { id: found.id, mode: desired.mode };
}

/** The filters that a reference may mean: of the platform that it names. */
function filtersOf(ref: NamedRef, { filters }: Directory): readonly Entry[] | null {
  const wanted = ref.by === 'name' ? ref.platform?.toLowerCase() : undefined;
  if (wanted === undefined || filters === null) return filters;
  return filters.filter(({ raw }) => stringAt(raw, 'platform')?.toLowerCase() === wanted);
}

function isFor(platform: string, kind: Kind): boolean {
  return PLATFORMS[kind.platform].filters.some((prefix) => platform.startsWith(prefix));
}

function group(ref: NamedRef, context: Context): GraphId | null {
  const { directory } = context;
  // A group that was never asked about (allow-list) is answered like one that isn't there.
  if (ref.by === 'id') return pick(ref, asked(directory.groupsById, ref.id), 'group', context)?.id ?? null;
  if (ref.by !== 'name') return null;
  const known = asked(directory.groupsByName, ref.name);
  const settled = settledByLastApply(ref, known ?? [], context);
  if (settled !== null) return settled;
  if (known?.length === 0 && tellRenamed(ref, context)) return null;
  const others = directory.nearby.get(ref.name) ?? [];
  return pick(ref, known, 'group', context, others)?.id ?? null;
}

/** Of several groups of a name the one that the last apply assigned; null where that doesn't settle it. */
function settledByLastApply(ref: NamedRef & { by: 'name' }, known: readonly Entry[], context: Context): GraphId | null {
  const found = known.filter(({ name }) => sameName(name, ref.name));
  const [only, second] = found.filter(({ id }) => context.assigned.includes(id));
  if (found.length < 2 || only === undefined || second !== undefined) return null;
  const text = `${found.length} groups are named "${ref.name}": ${only.id} is meant, which the last apply assigned. write "id: ${only.id}", or rename the others`;
  report(context, 'RES-004', text, ref);
  return only.id;
}

/** A group that this profile is assigned to and that no target names any more was probably renamed. */
function tellRenamed(ref: NamedRef & { by: 'name' }, context: Context): boolean {
  const { directory, assigned, profile } = context;
  const names = (profile.assign ?? []).flatMap(({ target }) => (typeof target === 'string' ? [] : [target]));
  const isNamed = ({ id, name }: Entry): boolean =>
    names.some((one) => (one.by === 'name' ? sameName(one.name, name) : one.by === 'id' && one.id === id));
  const left = assigned.flatMap((id) => asked(directory.groupsById, id) ?? []).filter((one) => !isNamed(one));
  const [first] = left;
  if (first === undefined) return false;
  const which = left.map(({ name, id }) => `"${name}" (${id})`).join(' or ');
  const text = `no group is named "${ref.name}": the group that the last apply assigned is called ${which} today, write that`;
  report(context, 'RES-001', text, ref);
  return true;
}

function asked(found: Directory['groupsByName'], name: string): readonly Entry[] | null {
  const known = found.get(name);
  return known === undefined ? [] : known;
}

function scopeTag(ref: NamedRef, context: Context): readonly string[] {
  // A role that may not read tags writes their ids.
  if (ref.by === 'id') return [ref.id];
  const found = pick(ref, context.directory.scopeTags, 'scope tag', context);
  return found === null ? [] : [found.id];
}

function reference(ref: NamedRef, target: ReferenceTarget, context: Context): JsonValue {
  if (ref.by === 'key') return ownReference(ref, target, context);
  const all = context.directory.collections.get(target.collection) ?? null;
  const fits = (entry: Entry): boolean => target.types.length === 0 || target.types.includes(entry.type);
  const named = all === null ? [] : entriesCalled(all, ref.by === 'name' ? ref.name : ref.id).filter(fits);
  const fitting = all === null || named.length > 0 ? named : all.filter(fits);
  const found = pick(ref, all === null ? null : fitting, target.noun, context, all ?? []);
  return found === null ? null : { id: found.id };
}

function ownReference(ref: NamedRef & { by: 'key' }, target: ReferenceTarget, context: Context): JsonValue {
  const kind = kindNamed(context.kindOfKey.get(ref.key) ?? '');
  if (kind === undefined) {
    report(
      context,
      'REF-001',
      `no profile has the key "${ref.key}": write the key of one, or name an existing object`,
      ref,
    );
  } else if (!target.types.includes(kind.graph.type)) {
    report(context, 'REF-002', `"${ref.key}" is of the kind ${kind.name}: name a ${target.noun}`, ref);
  }
  return { key: ref.key };
}

/** The one entry that a reference names; otherwise a finding and null. */
function pick(
  ref: NamedRef,
  known: readonly Entry[] | null,
  noun: string,
  context: Context,
  others: readonly Entry[] = [],
): Entry | null {
  const wanted = ref.by === 'name' ? ref.name : ref.by === 'id' ? ref.id : ref.key;
  if (known === null) {
    report(context, 'RES-003', `the ${noun} "${wanted}" could not be looked up: see what could not be read`, ref);
    return null;
  }
  const found = known.filter((entry) =>
    ref.by === 'name' ? sameName(entry.name, ref.name) : entry.id.toLowerCase() === wanted.toLowerCase(),
  );
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first;
  if (first === undefined) {
    const near = findNearest(
      wanted,
      [...known, ...others].map((entry) => entry.name),
    );
    const hint = near === null ? 'write a name that the tenant has' : `did you mean "${near}"?`;
    report(context, 'RES-001', `no ${noun} is named "${wanted}": ${hint}`, ref);
    return null;
  }
  const ids = found.map(({ id }) => id).sort();
  const choice = found.every(isFilter) ? filterWords(found) : `one of the ids ${ids.join(', ')}`;
  const text = `${found.length} objects are named "${wanted}" (${noun}): write ${choice}`;
  report(context, 'RES-002', text, ref);
  return null;
}

function isFilter({ raw }: Entry): boolean {
  return typeof raw['platform'] === 'string';
}

/** Filters of one name: what tells each of them from the others. */
function filterWords(found: readonly Entry[]): string {
  const ids = found.map(({ id, raw }) => `{id: ${id}} (${stringAt(raw, 'platform')})`).sort();
  return `{name, platform}, or one of ${ids.join(', ')}`;
}

function report(context: Context, code: FindingCode, message: string, ref: NamedRef): void {
  context.findings.push(finding(code, message, { key: context.profile.key, at: ref.at }));
}
