/** The profile files of the working tree: what `plan` looks at. */

import type { SourceTree } from '../../app/ports/repository.ts';
import type { Result } from '../../model/result.ts';
import { describePassedLimits } from '../files/limits.ts';
import { findAdoptLookalikes, findLookalikes } from '../files/lookalikes.ts';
import { readText, statFile } from '../files/read-text.ts';
import { findFiles } from '../files/walk.ts';
import { describeHead } from './head.ts';

export interface TreeOptions {
  /** Folder of the configuration file; globs and paths are relative to it. */
  readonly root: string;
  readonly globs: readonly string[];
  /** Files that count for `dirty` besides the profiles. */
  readonly beside?: readonly string[];
}

/** Files that are read at once; more only wait for the disk. */
const AT_ONCE = 32;

/**
 * Reads the texts that match `globs`, sorted by path, and says which commit is checked out and whether the texts
 * differ from it. Symbolic links are refused: they could lead out of what was reviewed, and a commit holds only
 * their names. Without a repository, or without git, `commit` is null and `dirty` false.
 */
export async function readTree(options: TreeOptions): Promise<Result<SourceTree>> {
  const { root, globs, beside = ['postilion.yaml', 'adopt.yaml'] } = options;
  const profiles = await findFiles(root, globs);
  if (profiles.findings.length > 0) return { ok: false, findings: profiles.findings };
  const read = await readTexts(root, profiles.paths);
  if (!read.ok) return read;
  const next = await findFiles(root, beside);
  const around = await readTexts(root, next.paths);
  const compared = around.ok ? [...read.value, ...around.value] : read.value;
  const head = await describeHead(root, [...globs, ...beside], compared);
  const findings = [...findLookalikes(profiles.others, globs), ...findAdoptLookalikes(next.others)];
  return { ok: true, value: { files: read.value, ...head }, findings };
}

type Texts = SourceTree['files'];

async function readTexts(root: string, paths: readonly string[]): Promise<Result<Texts>> {
  const listed = await inTurns(paths, async (path) => ({ path, bytes: (await statFile(root, path))?.bytes ?? 0 }));
  const tooMuch = describePassedLimits(listed);
  if (tooMuch.length > 0) return { ok: false, findings: tooMuch };
  const results = await inTurns(paths, (path) => readText(root, path));
  const findings = results.flatMap((result) => ('finding' in result ? [result.finding] : []));
  if (findings.length > 0) return { ok: false, findings };
  return { ok: true, value: results.flatMap((result) => ('text' in result ? [result] : [])), findings: [] };
}

async function inTurns<From, To>(items: readonly From[], work: (item: From) => Promise<To>): Promise<readonly To[]> {
  const done: To[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  }
  return done;
}
