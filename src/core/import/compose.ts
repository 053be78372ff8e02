/** Live objects → profile texts that read back as exactly these objects; what can't be written is remarked. */

import type { Kind } from '../../catalogue/kind.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import { compareText, type Finding } from '../../model/finding.ts';
import type { ProfileKey } from '../../model/ids.ts';
import { isJsonObject } from '../../model/json.ts';
import type { DesiredProfile, LiveProfile } from '../../model/profile.ts';
import { runRules } from '../../rules/run-rules.ts';
import type { Directory } from '../tenant/directory.ts';
import { type DocumentMember, type ImportedDocument, importDocument, makeDocument } from './document.ts';
import { type KeysById, withKeys } from './key-references.ts';
import { type ReadBack, readBack, type Trial } from './round-trip.ts';
import { writeProfile } from './write-yaml.ts';

/** An object to be written, its used references read. */
export interface ImportSubject {
  readonly live: LiveProfile;
  readonly kind: Kind;
  readonly key: ProfileKey;
  /** What git says of it that no tenant holds, where it says something: it stays so. */
  readonly git?: Pick<DesiredProfile, 'protect' | 'waive' | 'unmanaged' | 'assign'>;
}

export interface Place {
  /** Path of the file that a key gets. */
  readonly file: (key: string) => string;
  /** What editors are told about the schema. */
  readonly schema: string;
  /** The day that the rules judge, ISO 8601. */
  readonly day: string;
}

interface Written {
  readonly key: ProfileKey;
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** Certificates beside it, by path. */
  readonly files: readonly { readonly file: string; readonly base64: string }[];
  /** The remarks at the head of the text. */
  readonly notes: readonly string[];
}

export interface Refused {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly reason: string;
}

export interface Composed {
  readonly written: readonly Written[];
  readonly refused: readonly Refused[];
  /** What the rules say of the profiles; they say the same of the tenant. */
  readonly findings: readonly Finding[];
}

/** Objects that are tried at a time: each may take a text for every setting. */
const AT_ONCE = 50;

/**
 * The texts of the subjects, in the order of their keys; `directory` knows the names of everything they mention, `known`
 * the profiles that the repository has already.
 */
export function compose(
  subjects: readonly ImportSubject[],
  directory: Directory,
  place: Place,
  known: KeysById = new Map(),
): Composed {
  const whole: ImportedDocument[] = [];
  const refused: Refused[] = [];
  const findings: Finding[] = [];
  const sorted = [...subjects].sort((a, b) => compareText(a.key, b.key));
  for (let start = 0; start < sorted.length; start += AT_ONCE) {
    const documents = sorted
      .slice(start, start + AT_ONCE)
      .map(({ live, kind, key, git }) => withGit(importDocument(live, kind, key, directory), git));
    const reader = documentReader(directory, place);
    const sound = withoutFaults(documents, directory, place, reader);
    const reads = reader(sound.documents);
    for (const document of sound.documents) {
      const read = reads.get(document);
      if (read?.ok === true) {
        whole.push(document);
        findings.push(...runRules([read.profile], CATALOGUE, place.day));
      } else refused.push(refusal(document, read?.fault ?? ''));
    }
    refused.push(...sound.refused);
  }
  // Only now it's known of whom a text exists.
  const keys = new Map([...known, ...whole.map(({ live, key, kind }) => [live.id, { key, kind }] as const)]);
  const written = whole.map((document) => writtenOf(withKeys(document, keys), place));
  return { written, refused: refused.sort((a, b) => compareText(a.id, b.id)), findings };
}

function withGit(document: ImportedDocument, git: ImportSubject['git']): ImportedDocument {
  if (git === undefined) return document;
  const { protect, waive = [], unmanaged, assign } = git;
  const left = [...new Set([...document.left, ...unmanaged])];
  const waivers = waive.map(({ rule, because, until }) => ({ rule, because, ...(until === null ? {} : { until }) }));
  const added: readonly DocumentMember[] = [
    ...(protect ? [{ pointer: '/protect', value: true, required: false }] : []),
    ...(waivers.length === 0 ? [] : [{ pointer: '/waive', value: waivers, required: false }]),
  ];
  const isGits = (member: DocumentMember): boolean =>
    unmanaged.includes(nameOf(member)) || (assign === undefined && member.pointer === '/assign');
  return { ...document, left, members: [...document.members.filter((one) => !isGits(one)), ...added] };
}

function writtenOf(document: ImportedDocument, place: Place): Written {
  const { key, kind, live, notes } = document;
  const file = place.file(key);
  const files = document.files.map(({ name, base64 }) => ({ file: file.replace(/[^/]*$/, name), base64 }));
  return { key, kind: kind.name, id: live.id, name: live.name, file, text: textOf(document, place), files, notes };
}

function refusal({ live, kind }: ImportedDocument, reason: string): Refused {
  return { id: live.id, name: live.name, kind: kind.name, reason };
}

function textOf(document: ImportedDocument, { schema }: Place): string {
  return writeProfile(makeDocument(document, document.key, document.members), {
    schema,
    notes: document.notes,
    ids: document.ids,
  });
}

type DocumentReader = (documents: readonly ImportedDocument[]) => ReadonlyMap<ImportedDocument, ReadBack>;

/** Reads sheets back, each once: checking a text is what takes the time. */
function documentReader(directory: Directory, place: Place): DocumentReader {
  const known = new Map<ImportedDocument, ReadBack>();
  return (documents) => {
    const fresh = documents.filter((document) => !known.has(document));
    const trials = fresh.map((document): Trial => {
      const { kind, live, key } = document;
      return { file: place.file(key), text: textOf(document, place), kind, live };
    });
    const reads = trials.length === 0 ? [] : readBack(trials, directory);
    fresh.forEach((document, index) => {
      const read = reads[index];
      if (read !== undefined) known.set(document, read);
    });
    return known;
  };
}

interface Sound {
  readonly documents: readonly ImportedDocument[];
  readonly refused: readonly Refused[];
}

/** The sheets without the members that can't be written as they are, or that a rule would stop a plan for. */
function withoutFaults(
  documents: readonly ImportedDocument[],
  directory: Directory,
  place: Place,
  reader: DocumentReader,
): Sound {
  const reads = reader(documents);
  const broken = documents.filter((document) => reads.get(document)?.ok !== true);
  const mended = broken.length === 0 ? NOTHING_BROKEN : withoutBrokenParts(broken, directory, place);
  const byKey = new Map(mended.documents.map((document) => [document.key, document]));
  const whole = documents.flatMap((document) =>
    broken.includes(document) ? (byKey.get(document.key) ?? []) : document,
  );
  const again = reader(whole);
  const lawful = whole.map((document) => {
    const read = again.get(document);
    return read?.ok === true ? withoutOffence(document, read.profile, place.day) : document;
  });
  return { documents: lawful, refused: mended.refused };
}

const NOTHING_BROKEN: Sound = { documents: [], refused: [] };

/** Tries each member on its own, and each key of a mapping: what can't be written stays in the tenant. */
function withoutBrokenParts(documents: readonly ImportedDocument[], directory: Directory, place: Place): Sound {
  const attempts = documents.flatMap((document): readonly Attempt[] => {
    const single = document.members.map((member) => ({ document, member, key: null, members: [member] }));
    const keys = document.members.flatMap((member) => keyAttempts(document, member));
    return [{ document, member: null, key: null, members: [] }, ...single, ...keys];
  });
  const trials = attempts.map(({ document, members }, index): Trial => {
    const text = writeProfile(makeDocument(document, `trial-${index}`, members), { schema: place.schema, notes: [] });
    return { file: `trial-${index}.yaml`, text, kind: document.kind, live: document.live };
  });
  const faults = readBack(trials, directory).map((read) => (read.ok ? null : read.fault));
  const tried = attempts.map((attempt, index) => ({ ...attempt, fault: faults[index] ?? null }));
  const refused: Refused[] = [];
  const mended = documents.flatMap((document) => {
    const own = tried.filter((one) => one.document.key === document.key && one.fault !== null);
    const base = own.find(({ member }) => member === null);
    if (base !== undefined) refused.push(refusal(document, base.fault ?? ''));
    if (base !== undefined) return [];
    const byKey = new Set(own.flatMap(({ member, key }) => (key === null ? [] : [member])));
    return own.reduce((left, { member, key, fault }) => {
      if (key !== null) return withoutKey(left, nameOf(member), key, fault ?? '');
      // Where single keys are at fault, the others can be written.
      return byKey.has(member) ? left : without(left, member, fault ?? '');
    }, document);
  });
  return { documents: mended, refused };
}

interface Attempt {
  readonly document: ImportedDocument;
  readonly member: DocumentMember | null;
  readonly key: string | null;
  readonly members: readonly DocumentMember[];
}

/** A configuration with one of its keys each; the others are left to the tenant. */
function keyAttempts(document: ImportedDocument, member: DocumentMember): readonly Attempt[] {
  const field = document.kind.fields[nameOf(member)];
  const { value } = member;
  if (field?.secrets === undefined || !isJsonObject(value)) return [];
  const keys = Object.keys(value);
  return keys.map((key) => {
    const others = keys.filter((one) => one !== key).map((one) => `${nameOf(member)}/${one}`);
    const alone = { ...document, left: [...document.left, ...others] };
    return { document: alone, member, key, members: [{ ...member, value: { [key]: value[key] ?? null } }] };
  });
}

function withoutKey(document: ImportedDocument, field: string, key: string, why: string): ImportedDocument {
  const members = document.members.flatMap((member) => {
    if (nameOf(member) !== field || !isJsonObject(member.value)) return [member];
    const rest = Object.fromEntries(Object.entries(member.value).filter(([name]) => name !== key));
    return [{ ...member, value: rest }];
  });
  const note = `${field}: ${key} is left as it is in the tenant: ${why}`;
  return { ...document, members, left: [...document.left, `${field}/${key}`], notes: [...document.notes, note] };
}

function without(document: ImportedDocument, member: DocumentMember | null, why: string): ImportedDocument {
  if (member === null) return document;
  const note = `${nameOf(member)} is left as it is in the tenant: ${why}`;
  const members = document.members.filter((one) => one.pointer !== member.pointer);
  return { ...document, members, left: [...document.left, nameOf(member)], notes: [...document.notes, note] };
}

function nameOf(member: DocumentMember | null): string {
  return (member?.pointer ?? '').replace(/^\/(?:settings\/)?/, '');
}

/** Leaves out settings that a rule counts as errors: they are in the tenant already, and taking them over is no offence. */
function withoutOffence(document: ImportedDocument, profile: DesiredProfile, day: string): ImportedDocument {
  let [left, mended] = [document, profile];
  let errors = errorsOf(mended, day);
  for (const member of document.members) {
    if (errors.length === 0) break;
    if (member.required || !member.pointer.startsWith('/settings/')) continue;
    const lighter = withoutSetting(mended, nameOf(member));
    const fewer = errorsOf(lighter, day);
    if (fewer.length >= errors.length) continue;
    const gone = errors.find(({ message }) => !fewer.some((one) => one.message === message));
    [left, mended, errors] = [without(left, member, gone?.message ?? 'a rule forbids it'), lighter, fewer];
  }
  return left;
}

function errorsOf(profile: DesiredProfile, day: string): readonly Finding[] {
  return runRules([profile], CATALOGUE, day).filter(({ severity }) => severity === 'error');
}

function withoutSetting(profile: DesiredProfile, name: string): DesiredProfile {
  const { [name]: _, ...settings } = profile.settings;
  const { [name]: __, ...references } = profile.references;
  return { ...profile, settings, references };
}
