/** Reads the certificate files that profiles name, where the profiles themselves were read: working tree or commit. */

import type { CertificateContents } from '../../app/ports/repository.ts';
import { parseCertificate } from '../../io/files/parse-certificate.ts';
import { type ReadBytes, readBytes } from '../../io/files/read-bytes.ts';
import { readCommitBytes } from '../../io/git/read-commit.ts';
import type { CertificateRead } from '../../model/certificate.ts';

type FilesRead = ReadonlyMap<string, ReadBytes>;

/** From the working tree below `root`. A file that differs from the commit makes the tree dirty. */
export async function readCertificatesInTree(
  root: string,
  paths: readonly string[],
  commit: string | null,
): Promise<CertificateContents> {
  const read = new Map(await Promise.all(paths.map(async (path) => [path, await readBytes(root, path)] as const)));
  return { contents: contentsOf(read), dirty: await differsFromCommit(root, commit, read) };
}

/** From a commit, which is never dirty. */
export async function readCertificatesInCommit(
  root: string,
  paths: readonly string[],
  commit: string,
): Promise<CertificateContents> {
  return { contents: contentsOf(await readCommitBytes(root, commit, paths)), dirty: false };
}

function contentsOf(files: FilesRead): CertificateContents['contents'] {
  return new Map([...files].map(([path, read]) => [path, contentOf(read)] as const));
}

function contentOf(read: ReadBytes): CertificateRead {
  return 'fault' in read ? read : parseCertificate(read.bytes);
}

async function differsFromCommit(root: string, commit: string | null, read: FilesRead): Promise<boolean> {
  if (commit === null || read.size === 0) return false;
  const committed = await readCommitBytes(root, commit, [...read.keys()]);
  const fingerprint = (one: ReadBytes | undefined): string =>
    one === undefined || 'fault' in one ? '' : Buffer.from(one.bytes).toString('base64');
  return [...read].some(([path, one]) => fingerprint(one) !== fingerprint(committed.get(path)));
}
