/** The texts of a repository → its profiles, or everything that is wrong with them at once. */

import type { Kind } from '../../catalogue/kind.ts';
import { absentKind } from '../../kinds/absent.ts';
import { compareText, type Finding, inputError, sortFindings } from '../../model/finding.ts';
import { isProfileKey } from '../../model/ids.ts';
import { isJsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { MOST_PROFILES } from '../../model/limits.ts';
import type { DesiredProfile, DesiredTarget } from '../../model/profile.ts';
import type { Result } from '../../model/result.ts';
import type { SourceSpan } from '../../model/source.ts';
import { type ProfileReading, profileCheck, readProfile } from './profile.ts';
import { circles } from './reference-cycles.ts';
import { checkReferences } from './references.ts';
import { completeAssignments } from './same-as.ts';
import type { DocumentCheck } from './schema/check.ts';
import { didYouMean, quoted, valueAndType } from './yaml/messages.ts';
import { readYaml, type SourceFile, type YamlDocument } from './yaml/parse.ts';

/** Each key of the repository with the documents that claim it, and their kind's name. */
type Claims = ReadonlyMap<string, readonly { readonly at: SourceSpan; readonly kind: string | undefined }[]>;

/** Makes the documents of one tenant out of those of all. */
export type RenderDocuments = (documents: readonly YamlDocument[]) => {
  readonly documents: readonly YamlDocument[];
  readonly findings: readonly Finding[];
};

/**
 * Reads all profiles of a repository. `files` are YAML texts in any order, with paths relative to the repository's
 * root; a file may hold several documents. The profiles come sorted by key. Every problem is a finding with its place;
 * one error is enough for no profiles at all. Never throws.
 */
export function readProfiles(
  files: readonly SourceFile[],
  catalogue: readonly Kind[],
  render: RenderDocuments = (all) => ({ documents: all, findings: [] }),
): Result<readonly DesiredProfile[]> {
  if (files.length > MOST_PROFILES) return tooMany(`${files.length} files`, MOST_PROFILES);
  const texts = [...files].sort((a, b) => compareText(a.path, b.path)).map(readYaml);
  const { documents, findings: rendering } = render(texts.flatMap((text) => text.documents));
  if (documents.length > MOST_PROFILES) return tooMany(`${documents.length} profiles`, MOST_PROFILES);
  const claims = claimsOf(documents);
  const readings = readDocuments(documents, catalogue);
  const whole = texts.every((text) => text.complete);
  const profiles = complete(readings.readings, catalogue, claims, whole);
  const findings = sortFindings([
    ...texts.flatMap((text) => text.findings),
    ...rendering,
    ...readings.findings,
    ...duplicates(claims),
    ...profiles.findings,
  ]);
  if (findings.some((finding) => finding.severity === 'error')) return { ok: false, findings };
  return { ok: true, value: profiles.profiles, findings };
}

function tooMany(what: string, limit: number): Result<never> {
  const message = `there are ${what}: ${limit} are read at most, split the repository`;
  return { ok: false, findings: [inputError('YML-011', message)] };
}

function readDocuments(
  documents: readonly YamlDocument[],
  catalogue: readonly Kind[],
): { readonly readings: readonly ProfileReading[]; readonly findings: readonly Finding[] } {
  const checks = new Map<string, DocumentCheck>();
  const results = documents.map((document) => {
    const kind = kindOf(document, catalogue);
    if ('findings' in kind) return { reading: undefined, findings: kind.findings };
    const check = checks.get(kind.name) ?? profileCheck(kind, catalogue);
    checks.set(kind.name, check);
    return readProfile(document, check, kind);
  });
  return {
    readings: results.flatMap(({ reading }) => reading ?? []),
    findings: results.flatMap(({ findings }) => findings),
  };
}

/** The kind decides how the rest is read, so it's looked at first. */
function kindOf(document: YamlDocument, catalogue: readonly Kind[]): Kind | { readonly findings: readonly Finding[] } {
  const { value, places } = document;
  const names = catalogue.map((kind) => kind.name);
  const at = places['/kind'] ?? places[''];
  if (!isJsonObject(value)) {
    const message = `${valueAndType(value)}, not a profile: write kind, key, name and settings`;
    return { findings: [inputError('SCH-103', message, { at })] };
  }
  const name = value['kind'];
  const kind = catalogue.find((candidate) => candidate.name === name);
  if (kind !== undefined) return kind;
  if (document.told.has('/kind')) return { findings: [] };
  if (name === undefined)
    return { findings: [inputError('SCH-102', `kind is missing: write one of ${names.join(', ')}`, { at })] };
  return { findings: [inputError('KND-001', unknownKind(name, names), { at })] };
}

function unknownKind(name: JsonValue, names: readonly string[]): string {
  if (typeof name !== 'string') return `kind: ${valueAndType(name)}: write one of ${names.join(', ')}`;
  const instead = absentKind(name);
  return `kind: ${quoted(name)} is unknown${instead === undefined ? didYouMean(name, names) : `: ${instead}`}`;
}

function claimsOf(documents: readonly YamlDocument[]): Claims {
  const claims = new Map<string, { readonly at: SourceSpan; readonly kind: string | undefined }[]>();
  for (const { value, places } of documents) {
    const key = isJsonObject(value) ? stringAt(value, 'key') : undefined;
    const at = places['/key'];
    if (!isJsonObject(value) || key === undefined || at === undefined || !isProfileKey(key)) continue;
    const claim = { at, kind: stringAt(value, 'kind') };
    const earlier = claims.get(key);
    if (earlier === undefined) claims.set(key, [claim]);
    else earlier.push(claim);
  }
  return claims;
}

/** A finding at every document of a key that several documents claim, each naming another place. */
function duplicates(claims: Claims): readonly Finding[] {
  return [...claims].flatMap(([key, places]) => {
    if (places.length < 2) return [];
    return places.map(({ at }, index) => {
      const other = places[index === 0 ? 1 : 0]?.at ?? at;
      const message = `the key ${quoted(key)} belongs to another profile too, ${other.file}:${other.line}:${other.column}: rename one`;
      return inputError('KEY-001', message, { key, at });
    });
  });
}

/** Targets taken over from an app lose what only apps ask for, those given to an app become required. */
function fitting(targets: DesiredProfile['assign'], kind: Kind | undefined): DesiredProfile['assign'] {
  return targets?.flatMap((target): readonly DesiredTarget[] => {
    const { install, ...bare } = target;
    if (kind?.install !== undefined) return [{ ...bare, install: install ?? { intent: 'required', settings: {} } }];
    return install?.intent === 'uninstall' ? [] : [bare];
  });
}

function complete(
  readings: readonly ProfileReading[],
  catalogue: readonly Kind[],
  claims: Claims,
  whole: boolean,
): { readonly profiles: readonly DesiredProfile[]; readonly findings: readonly Finding[] } {
  const assigns = new Map(readings.map(({ profile, assign }) => [profile.key, assign]));
  const kindNamed = (name: string | undefined): Kind | undefined => catalogue.find((kind) => kind.name === name);
  // A key may stand in a text that could not be read, or in a document that has other errors.
  const mayExist = (key: string): boolean => !whole || claims.has(key);
  const { targets, follows, findings } = completeAssignments(assigns, mayExist);
  const profiles = readings
    .map(({ profile }) => {
      const models = follows.get(profile.key);
      const assign = fitting(targets.get(profile.key), kindNamed(profile.kind));
      return { ...profile, assign, ...(models === undefined ? {} : { follows: models }) };
    })
    .sort((a, b) => compareText(a.key, b.key));
  const repository = {
    keys: [...claims.keys()],
    kindOf: (key: string) => kindNamed(claims.get(key)?.[0]?.kind),
    mayExist,
  };
  const dangling = profiles.flatMap((profile) => {
    const kind = kindNamed(profile.kind);
    return kind === undefined ? [] : checkReferences(profile, kind, repository);
  });
  return { profiles, findings: [...findings, ...dangling, ...circles(profiles)] };
}
