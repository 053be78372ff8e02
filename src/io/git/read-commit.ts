/** The profile files of one commit, read from git's own store: what `apply` looks at, whatever the folder holds. */

import type { SimpleGit } from 'simple-git';
import type { SourceTree } from '../../app/ports/repository.ts';
import { compareText, type Finding, inputError } from '../../model/finding.ts';
import type { Result } from '../../model/result.ts';
import { onOneLine } from '../../model/text.ts';
import { decode } from '../files/decode.ts';
import { compileGlobs, listGlobFolders } from '../files/glob.ts';
import { describePassedLimits } from '../files/limits.ts';
import { findAdoptLookalikes, findLookalikes } from '../files/lookalikes.ts';
import { isFileTooLarge, type ReadBytes, tooLarge } from '../files/read-bytes.ts';
import { linkFinding } from '../files/read-text.ts';
import { gitFault, openGit } from './open.ts';

/** Blobs that one git process prints; keeps the command line short. */
const AT_ONCE = 200;

interface TreeEntry {
  readonly mode: string;
  readonly blob: string;
  readonly bytes: number;
  readonly path: string;
}

/**
 * Reads the texts of a commit that match `globs`, sorted by path. `rev` is anything that names a commit, `root` the
 * folder of the configuration, which may lie below the repository's own root. The working tree is neither read nor
 * touched. Links and submodules are refused as in the working tree.
 */
export async function readCommit(root: string, rev: string, globs: readonly string[]): Promise<Result<SourceTree>> {
  try {
    const git = await openGit(root);
    return await readFiles(git, await findCommitPlace(git, rev), globs);
  } catch (error) {
    return unreadable(rev, error);
  }
}

/** The same of a commit that is already known, by the git that knows it. */
export async function readCommitPlace(
  git: SimpleGit,
  place: CommitPlace,
  globs: readonly string[],
): Promise<Result<SourceTree>> {
  try {
    return await readFiles(git, place, globs);
  } catch (error) {
    return unreadable(place.commit, error);
  }
}

function unreadable(rev: string, error: unknown): Result<never> {
  const finding = inputError('FIL-007', `commit ${shownRev(rev)} can not be read: ${gitFault(error)}`);
  return { ok: false, findings: [finding] };
}

async function readFiles(
  git: SimpleGit,
  { commit, folder }: CommitPlace,
  globs: readonly string[],
): Promise<Result<SourceTree>> {
  const entries = await entriesOf(git, ['--full-tree', `${commit}:${folder}`]);
  const strange = strangeEntries(entries, globs);
  if (strange.length > 0) return { ok: false, findings: strange };
  const isProfile = compileGlobs(globs);
  const files = entries.filter((entry) => isProfile(entry.path)).sort((a, b) => compareText(a.path, b.path));
  const tooMuch = describePassedLimits(files);
  if (tooMuch.length > 0) return { ok: false, findings: tooMuch };
  const texts = textsOf(files, await blobsOf(git, files), commit);
  const paths = entries.map(({ path }) => path);
  const beside = [...findLookalikes(paths, globs), ...findAdoptLookalikes(paths)];
  return texts.ok ? { ...texts, findings: beside } : texts;
}

/**
 * Single files of a commit, named by its full id, as they are, by path; the working tree's own reader has the same
 * faults. Throws what git throws.
 */
export async function readCommitBytes(
  root: string,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, ReadBytes>> {
  if (paths.length === 0) return new Map();
  const git = await openGit(root);
  // Paths that git is given start where it runs, and so do those that it answers with.
  const entries = new Map((await entriesOf(git, [commit, '--', ...paths])).map((entry) => [entry.path, entry]));
  const wanted = paths.flatMap((path) => entries.get(path) ?? []);
  const plain = wanted.filter(({ mode, bytes }) => mode.startsWith('100') && !isFileTooLarge(bytes));
  const blobs = await blobsOf(git, plain);
  return new Map(
    paths.map((path): readonly [string, ReadBytes] => {
      const entry = entries.get(path);
      if (entry === undefined) return [path, { fault: 'is not in the commit: commit the file, or correct the path' }];
      if (isFileTooLarge(entry.bytes)) return [path, tooLarge(entry.bytes)];
      if (!plain.includes(entry)) return [path, { fault: 'is a link or a submodule: put the file itself there' }];
      return [path, { bytes: blobs.get(entry.blob) ?? new Uint8Array() }];
    }),
  );
}

/** A commit by its full id, and where the folder that git runs in lies below the repository's root. */
export interface CommitPlace {
  readonly commit: string;
  readonly folder: string;
}

/** Where the commit that `rev` names stands; throws when there is none. */
export async function findCommitPlace(git: SimpleGit, rev: string): Promise<CommitPlace> {
  const asked = ['--show-prefix', '--verify', '--end-of-options', `${rev}^{commit}`];
  const [prefix = '', commit = ''] = (await git.raw(['rev-parse', ...asked])).split('\n');
  if (!/^[0-9a-f]{40,64}$/.test(commit)) throw new Error('git does not say which commit it is');
  return { commit, folder: prefix.replace(/\/$/, '') };
}

function shownRev(rev: string): string {
  return `"${onOneLine(rev).slice(0, 80)}"`;
}

/** Files in a tree; `which` names it. */
async function entriesOf(git: SimpleGit, which: readonly string[]): Promise<readonly TreeEntry[]> {
  const listing = await git.raw(['ls-tree', '-r', '-z', '-l', ...which]);
  return listing.split('\0').flatMap((line) => {
    const [, mode, blob, bytes, path] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.+)$/s.exec(line) ?? [];
    if (mode === undefined || blob === undefined || path === undefined) return [];
    return [{ mode, blob, bytes: Number(bytes) || 0, path }];
  });
}

function strangeEntries(entries: readonly TreeEntry[], globs: readonly string[]): readonly Finding[] {
  const isProfile = compileGlobs(globs);
  const folders = listGlobFolders(globs).filter((folder) => folder !== '');
  return entries
    .filter(({ mode }) => !mode.startsWith('100'))
    .filter(({ path }) => isProfile(path) || folders.some((folder) => touches(path, folder)))
    .map(({ mode, path }) => linkFinding(path, mode === '160000' ? 'a submodule' : 'a symbolic link'));
}

/** The path lies in the folder, is the folder, or stands on the way to it. */
function touches(path: string, folder: string): boolean {
  return `${path}/`.startsWith(`${folder}/`) || folder.startsWith(`${path}/`);
}

/** Contents by blob id. Git prints blobs one after the other without a mark, so their sizes tell where each ends. */
async function blobsOf(git: SimpleGit, files: readonly TreeEntry[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const sizes = new Map(files.map(({ blob, bytes }) => [blob, bytes]));
  const ids = [...sizes.keys()].filter((id) => sizes.get(id) !== 0);
  const contents = new Map<string, Uint8Array>();
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    const printed: Uint8Array = await git.showBuffer(['--no-textconv', ...some]);
    let offset = 0;
    for (const id of some) {
      const end = offset + (sizes.get(id) ?? 0);
      contents.set(id, printed.subarray(offset, end));
      offset = end;
    }
    if (offset !== printed.length) throw new Error('git printed another number of bytes than it listed');
  }
  return contents;
}

function textsOf(
  files: readonly TreeEntry[],
  blobs: ReadonlyMap<string, Uint8Array>,
  commit: string,
): Result<SourceTree> {
  const decoded = files.map(({ path, blob }) => ({ path, ...decode(path, blobs.get(blob) ?? new Uint8Array()) }));
  const findings = decoded.flatMap((file) => ('finding' in file ? [file.finding] : []));
  if (findings.length > 0) return { ok: false, findings };
  const texts = decoded.flatMap((file) => ('text' in file ? [{ path: file.path, text: file.text }] : []));
  return { ok: true, value: { files: texts, commit, dirty: false }, findings: [] };
}
