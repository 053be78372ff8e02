/** References and files in settings: taken out of the document; references are checked against the repository. */

import type { ReferenceTarget } from '../../catalogue/field.ts';
import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import { findNearest } from '../../model/did-you-mean.ts';
import { type Finding, inputError } from '../../model/finding.ts';
import { isGuid, isProfileKey } from '../../model/ids.ts';
import { isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { DesiredProfile, NamedFile, NamedRef } from '../../model/profile.ts';
import type { SourceSpan } from '../../model/source.ts';
import { quoted } from './yaml/messages.ts';

/** Settings of a checked document, references apart. An absent field is in neither; a null reference means none. */
export interface SplitSettings {
  readonly plain: Readonly<Record<string, JsonValue>>;
  readonly references: Readonly<Record<string, NamedRef | null>>;
  readonly files: Readonly<Record<string, NamedFile>>;
}

/** Takes references and files out of `settings`; `place` finds the place of a pointer in the document. */
export function splitSettings(kind: Kind, settings: JsonObject, place: (pointer: string) => SourceSpan): SplitSettings {
  const plain: Record<string, JsonValue> = {};
  const references: Record<string, NamedRef | null> = {};
  const files: Record<string, NamedFile> = {};
  for (const [name, field] of fieldsIn(kind)) {
    const value = settings[name];
    if (value === undefined) continue;
    const at = place(`/settings/${name}`);
    if (field.shape.type === 'reference') references[name] = referenceOf(value, at);
    else if (field.shape.type !== 'file') plain[name] = value;
    else if (typeof value === 'string') files[name] = { path: pathFrom(at.file, value), written: value, at };
  }
  return { plain, references, files };
}

/** A path beside the YAML file as one from the repository's root; null where the path points outside the repository. */
export function pathFrom(yaml: string, written: string): string | null {
  const steps = yaml.split('/').slice(0, -1);
  for (const step of written.split('/')) {
    if (step === '..' && steps.pop() === undefined) return null;
    if (step !== '..' && step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

function referenceOf(value: JsonValue, at: SourceSpan): NamedRef | null {
  if (!isJsonObject(value)) return null;
  const key = stringAt(value, 'key');
  if (key !== undefined && isProfileKey(key)) return { by: 'key', key, at };
  const id = stringAt(value, 'id')?.toLowerCase();
  if (id !== undefined && isGuid(id)) return { by: 'id', id, at };
  const name = stringAt(value, 'name');
  return name === undefined ? null : { by: 'name', name, at };
}

/**
 * References by key that no profile answers, or one whose kind doesn't fit. `kindOf` gives the kind of a key of the
 * repository; `mayExist` says of an unknown key that it may belong to a document that could not be read.
 */
export function checkReferences(
  profile: DesiredProfile,
  kind: Kind,
  repository: {
    readonly keys: readonly string[];
    kindOf(key: string): Kind | undefined;
    mayExist(key: string): boolean;
  },
): readonly Finding[] {
  return Object.entries(profile.references).flatMap(([name, reference]) => {
    const shape = kind.fields[name]?.shape;
    if (reference?.by !== 'key' || shape?.type !== 'reference') return [];
    const where = { key: profile.key, at: reference.at };
    const target = repository.kindOf(reference.key);
    if (target !== undefined) {
      return fits(target, shape.target)
        ? []
        : [inputError('REF-002', misfit(name, reference.key, target, shape.target), where)];
    }
    if (repository.mayExist(reference.key)) return [];
    const meant = findNearest(reference.key, repository.keys);
    const remedy =
      meant === null ? 'write {name: …} or {id: …} for one outside this repository' : `did you mean "${meant}"?`;
    return [inputError('REF-001', `${name}: no profile has the key ${quoted(reference.key)}: ${remedy}`, where)];
  });
}

function fits(kind: Kind, target: ReferenceTarget): boolean {
  if (kind.graph.collection !== target.collection) return false;
  return target.types.length === 0 || target.types.includes(kind.graph.type);
}

function misfit(name: string, key: string, kind: Kind, target: ReferenceTarget): string {
  return `${name}: "${key}" is of kind ${kind.name}: name an ${target.noun}`.replace(/an (?=[^aeioAEIO])/, 'a ');
}
