/** Lists the files that patterns can mean. Globbing libraries leave out links and locked folders without a word, and a
 * profile that vanishes from the list would be taken away from people. */

import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareText, type Finding, sortFindings } from '../../model/finding.ts';
import { compileGlobs, listGlobFolders } from './glob.ts';
import { fileError } from './limits.ts';
import { linkFinding, statFile } from './read-text.ts';

export interface FileListing {
  /** Matching files, sorted; relative to the root, with `/`. */
  readonly paths: readonly string[];
  /** Links and folders that hide what they hold. */
  readonly findings: readonly Finding[];
  /** Files in the same folders that don't match. */
  readonly others: readonly string[];
}

/** Everything below `root` that matches. A folder that isn't there holds nothing. */
export async function findFiles(root: string, globs: readonly string[]): Promise<FileListing> {
  const matches = compileGlobs(globs);
  const paths = new Set<string>();
  const others = new Set<string>();
  const findings: Finding[] = [];
  for (const folder of listGlobFolders(globs)) {
    const ways = await linksTo(root, folder);
    if (ways.length > 0) {
      findings.push(...ways);
      continue;
    }
    for (const { path, type } of await entriesBelow(root, folder, globs)) {
      // Below a folder that is all profiles a link may hide some, whatever its name.
      if (type === 'link' && (folder !== '' || matches(path))) findings.push(linkFinding(path));
      if (type === 'locked') findings.push(fileError('FIL-005', path, 'the folder can not be read: look at who may'));
      if (type === 'file') (matches(path) ? paths : others).add(path);
    }
  }
  return { paths: [...paths].sort(compareText), findings: distinct(findings), others: [...others] };
}

interface Entry {
  readonly path: string;
  readonly type: 'file' | 'link' | 'locked';
}

async function entriesBelow(root: string, start: string, globs: readonly string[]): Promise<readonly Entry[]> {
  const entersHidden = globs.some((glob) => /(?:^|[/{,])\./.test(glob));
  const depth = globs.some((glob) => glob.includes('**'))
    ? Infinity
    : Math.max(...globs.map((glob) => glob.split('/').length));
  const found: Entry[] = [];
  const waiting = [start];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = await listed(join(root, folder));
    if (entries === 'locked') found.push({ path: folder, type: 'locked' });
    if (typeof entries === 'string') continue;
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isEntered = entry.name !== '.git' && (entersHidden || !entry.name.startsWith('.'));
      if (entry.isSymbolicLink()) found.push({ path, type: 'link' });
      else if (entry.isFile()) found.push({ path, type: 'file' });
      else if (entry.isDirectory() && isEntered && path.split('/').length < depth) waiting.push(path);
    }
  }
  return found;
}

async function listed(folder: string): Promise<readonly Dirent[] | 'missing' | 'locked'> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'locked';
  }
}

/** Links among the folder and those that hold it. */
async function linksTo(root: string, folder: string): Promise<readonly Finding[]> {
  const steps = folder.split('/');
  const findings: Finding[] = [];
  for (const index of steps.keys()) {
    const path = steps.slice(0, index + 1).join('/');
    if (path !== '' && (await statFile(root, path))?.isLink === true) findings.push(linkFinding(path));
  }
  return findings;
}

/** Patterns may share folders. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return sortFindings([...new Map(findings.map((found) => [`${found.code} ${found.file ?? ''}`, found])).values()]);
}
