/** Files that profiles name → what they hold, as settings, or why they can't be used. */

import type { Certificate, CertificateRead } from '../../model/certificate.ts';
import { type Finding, type FindingPlace, finding, inputError } from '../../model/finding.ts';
import type { DesiredProfile, NamedFile } from '../../model/profile.ts';
import { instantOf } from '../../model/time.ts';

/** Paths of all files that the profiles name, each once. */
export function listCertificateFiles(profiles: readonly DesiredProfile[]): readonly string[] {
  const paths = profiles.flatMap(({ files }) => Object.values(files ?? {}).flatMap(({ path }) => path ?? []));
  return [...new Set(paths)].sort();
}

export interface WithCertificates {
  readonly profiles: readonly DesiredProfile[];
  /** Each once. */
  readonly certificates: readonly Certificate[];
  readonly findings: readonly Finding[];
}

/**
 * Profiles with their certificates among the settings. `contents` by path; `now` is ISO 8601. A file that holds no
 * certificate is a hard error; one that devices would refuse is an error at its place in YAML.
 */
export function withCertificates(
  profiles: readonly DesiredProfile[],
  contents: ReadonlyMap<string, CertificateRead>,
  now: string,
): WithCertificates {
  const certificates = new Map<string, Certificate>();
  const findings: Finding[] = [];
  const completed = profiles.map((profile) => {
    if (profile.files === undefined) return profile;
    const held = Object.entries(profile.files).flatMap(([name, file]) => {
      const read = contentOf(file, contents);
      const where = { key: profile.key, at: file.at };
      if ('fault' in read) {
        findings.push(inputError('CER-001', `${name}: "${file.written}" ${read.fault}`, where));
        return [];
      }
      findings.push(...remarks(read.certificate, name, file, now, where));
      certificates.set(read.certificate.sha256, read.certificate);
      return [[name, { sha256: read.certificate.sha256 }] as const];
    });
    return { ...profile, settings: { ...profile.settings, ...Object.fromEntries(held) } };
  });
  return { profiles: completed, certificates: [...certificates.values()], findings };
}

function contentOf({ path }: NamedFile, contents: ReadonlyMap<string, CertificateRead>): CertificateRead {
  if (path === null) return { fault: 'lies outside the repository: put the file beside the YAML' };
  return contents.get(path) ?? { fault: 'was not read' };
}

/** Devices can take weeks to fetch a new root, so people should hear of the end of the old one in time. */
const SOON_MS = 60 * 86_400_000;

function remarks(
  { subject, notBefore, notAfter, isAuthority }: Certificate,
  name: string,
  { written }: NamedFile,
  now: string,
  where: FindingPlace,
): readonly Finding[] {
  const at = (time: string): number => instantOf(time) ?? 0;
  const left = at(notAfter) - at(now);
  const which = `${name}: "${written}" (${subject})`;
  const found: Finding[] = [];
  if (left <= 0) {
    const text = `${which} expired on ${day(notAfter)}: devices trust nothing under it, put the new certificate there`;
    found.push(finding('CER-002', text, where));
  } else if (at(notBefore) > at(now)) {
    const text = `${which} is not valid before ${day(notBefore)}: wait until then, or correct the clock`;
    found.push(finding('CER-003', text, where));
  } else if (left < SOON_MS) {
    const text = `${which} expires on ${day(notAfter)}: make a profile with its successor in time`;
    found.push(finding('CER-005', text, where));
  }
  if (!isAuthority) {
    const text = `${which} may not issue certificates (no basic constraint "CA"): take the root or intermediate certificate`;
    found.push(finding('CER-004', text, where));
  }
  return found;
}

function day(time: string): string {
  return time.slice(0, 10);
}
