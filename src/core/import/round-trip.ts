/** What was written is read again as `plan` reads it: nothing leaves import that would change anything. */

import type { Kind } from '../../catalogue/kind.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import { sameAssignments } from '../../model/assignment.ts';
import type { JsonValue } from '../../model/json.ts';
import type { DesiredProfile, LiveProfile } from '../../model/profile.ts';
import { NO_SECRETS } from '../../model/secret.ts';
import { settledAssignments } from '../assignments/install.ts';
import { readProfiles } from '../config/profiles.ts';
import { alignSecrets } from '../diff/align-secrets.ts';
import { compareSides } from '../diff/three-way.ts';
import type { Directory } from '../tenant/directory.ts';
import { resolveProfile } from '../tenant/resolve.ts';

/** A text with one document, and the object that it must describe. Keys of texts that are read together differ. */
export interface Trial {
  readonly file: string;
  readonly text: string;
  readonly kind: Kind;
  readonly live: LiveProfile;
}

/** `fault` says why planning the text would not leave everything as it is. */
export type ReadBack =
  | { readonly ok: true; readonly profile: DesiredProfile }
  | { readonly ok: false; readonly fault: string };

/** Reads the texts, looks their names up and compares, each with its object; in the order of the trials. */
export function readBack(trials: readonly Trial[], directory: Directory): readonly ReadBack[] {
  const { profiles, faults } = readable(trials);
  return trials.map(({ file, kind, live }) => {
    const read = profiles.get(file);
    const profile = read === undefined ? undefined : withFiles(read, live);
    if (profile === undefined) return { ok: false, fault: faults.get(file) ?? 'it can not be read back' };
    const fault = difference(profile, kind, live, directory);
    return fault === null ? { ok: true, profile } : { ok: false, fault };
  });
}

/** Files beside the text will hold what the object holds. */
function withFiles(profile: DesiredProfile, { settings }: LiveProfile): DesiredProfile {
  const names = Object.keys(profile.files ?? {});
  const held = names.map((name) => [name, settings[name] ?? null] as const);
  return names.length === 0 ? profile : { ...profile, settings: { ...profile.settings, ...Object.fromEntries(held) } };
}

/** One broken text spoils a repository: the others are read without it. */
function readable(trials: readonly Trial[]) {
  const files = trials.map(({ file, text }) => ({ path: file, text }));
  const all = readProfiles(files, CATALOGUE);
  const faults = new Map<string, string>();
  for (const { file, severity, message } of all.findings) {
    if (severity === 'error' && file !== null && !faults.has(file)) faults.set(file, message);
  }
  const read = all.ok
    ? all
    : readProfiles(
        files.filter(({ path }) => !faults.has(path)),
        CATALOGUE,
      );
  const profiles = new Map((read.ok ? read.value : []).map((profile) => [profile.places['']?.file ?? '', profile]));
  return { profiles, faults };
}

function difference(profile: DesiredProfile, kind: Kind, live: LiveProfile, directory: Directory): string | null {
  const resolved = resolveProfile(profile, kind, directory, new Map());
  if (resolved.profile === null) {
    return resolved.findings.find(({ severity }) => severity === 'error')?.message ?? 'its names lead nowhere';
  }
  const [first] = compareSides(
    alignSecrets({ applied: null, live, desired: resolved.profile }, kind, NO_SECRETS),
    kind,
  ).differences;
  if (first !== undefined) return unwritable(first.path.replace(/^\/(?:settings\/)?/, ''), first.from);
  const { assignments } = resolved.profile;
  const isSame =
    assignments === undefined ||
    sameAssignments(settledAssignments(assignments, live.assignments, kind), live.assignments);
  return isSame ? null : 'assign can not be written as it is';
}

/** What in a value YAML doesn't give back, and what to do. */
function unwritable(name: string, value: JsonValue): string {
  const text = typeof value === 'string' ? value : '';
  const found = [
    ...(text.includes('\r') ? ['a line break of Windows (CRLF)'] : []),
    ...(text === text.trimEnd() ? [] : ['blanks or line breaks at its end']),
    ...(text === text.normalize('NFC') ? [] : ['letters with their marks apart (NFD)']),
  ];
  if (found.length === 0) return `${name} has a form that YAML would change`;
  return `${name} has ${found.join(' and ')}, which YAML would not give back: take that out in the admin center`;
}
