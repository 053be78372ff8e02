/** Reads the certificate files that profiles name, where the profiles themselves were read: working tree or commit. */

import { filesNamed, withCertificates } from '../../core/config/certificate-files.ts';
import { parseCertificate } from '../../io/files/parse-certificate.ts';
import { type ReadBytes, readBytes } from '../../io/files/read-bytes.ts';
import { readCommitBytes } from '../../io/git/read-commit.ts';
import type { Certificate, CertificateRead } from '../../model/certificate.ts';
import type { Finding } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import { machineClock } from './machine.ts';

export interface CompletedProfiles {
  readonly profiles: readonly DesiredProfile[];
  readonly certificates: readonly Certificate[];
  readonly findings: readonly Finding[];
  readonly source: Plan['source'];
}

/** Where profiles were read: `rev` null for the working tree of `root`. */
interface Place {
  readonly root: string;
  readonly rev: string | null;
  readonly source: Plan['source'];
}

/** The profiles with what their files hold. A file that differs from its commit makes the tree dirty. */
export async function readCertificates(
  profiles: readonly DesiredProfile[],
  { root, rev, source }: Place,
): Promise<CompletedProfiles> {
  const paths = filesNamed(profiles);
  const bytes = rev === null ? await fromTree(root, paths) : await readCommitBytes(root, rev, paths);
  const contents = new Map([...bytes].map(([path, read]) => [path, contentOf(read)] as const));
  const completed = withCertificates(profiles, contents, machineClock.now());
  const isDirty = source.dirty || (rev === null && (await differsFromCommit(root, source.commit, bytes)));
  return { ...completed, source: { ...source, dirty: isDirty } };
}

async function fromTree(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, ReadBytes>> {
  return new Map(await Promise.all(paths.map(async (path) => [path, await readBytes(root, path)] as const)));
}

function contentOf(read: ReadBytes): CertificateRead {
  return 'fault' in read ? read : parseCertificate(read.bytes);
}

async function differsFromCommit(
  root: string,
  commit: string | null,
  read: ReadonlyMap<string, ReadBytes>,
): Promise<boolean> {
  if (commit === null || read.size === 0) return false;
  const committed = await readCommitBytes(root, commit, [...read.keys()]);
  const fingerprint = (one: ReadBytes | undefined): string =>
    one === undefined || 'fault' in one ? '' : Buffer.from(one.bytes).toString('base64');
  return [...read].some(([path, one]) => fingerprint(one) !== fingerprint(committed.get(path)));
}
