/** Blobs, trees and commits of the state branch, made by git's plumbing from texts: no file, no index, no checkout. */

import { Buffer } from 'node:buffer';
import { stateGit } from './state-place.ts';

/** One line of a tree. */
export interface StateFile {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
}

/** Name → line; the order is git's business. */
export type StateTree = ReadonlyMap<string, StateFile>;

export interface StateCommit {
  readonly tree: string;
  readonly parent: string | null;
  readonly author: { readonly name: string; readonly email: string };
  /** Seconds since 1970. */
  readonly seconds: number;
  readonly message: string;
  /** What makes this commit unlike any other, even one with the same content at the same second. */
  readonly nonce: string;
}

/** The tree of a commit, or the one with the id. Throws when the object isn't there. */
export async function readStateTree(folder: string, treeish: string): Promise<StateTree> {
  const listing = await (await stateGit(folder)).raw(['ls-tree', '-z', '--full-tree', treeish]);
  const lines = listing.split('\0').flatMap((line) => {
    const [, mode, type, id, name] = /^(\d+) (\w+) ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    return mode === undefined || type === undefined || id === undefined || name === undefined
      ? []
      : [[name, { mode, type, id }] as const];
  });
  return new Map(lines);
}

/** Texts of blobs in the order of the ids, by one process. Throws when one is missing. */
export async function readStateBlobs(folder: string, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const printed = await (await stateGit(folder, `${ids.join('\n')}\n`)).raw(['cat-file', '--batch']);
  // Each is headed by its size in bytes, so the text goes back to bytes before it's cut.
  const bytes = Buffer.from(printed, 'utf8');
  let offset = 0;
  return ids.map((id) => {
    const end = bytes.indexOf('\n', offset);
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(bytes.toString('utf8', offset, end)) ?? [];
    if (end < 0 || size === undefined) throw new Error(`git has no blob ${id}`);
    offset = end + 1 + Number(size) + 1;
    return bytes.toString('utf8', end + 1, offset - 1);
  });
}

/** Stores a text; gives the line for a tree. */
export async function writeStateBlob(folder: string, text: string): Promise<StateFile> {
  const git = await stateGit(folder, text);
  return { mode: '100644', type: 'blob', id: (await git.raw(['hash-object', '-w', '--stdin'])).trim() };
}

/** Stores a tree; gives the line for the tree above. */
export async function writeStateTree(folder: string, tree: StateTree): Promise<StateFile> {
  const lines = [...tree].map(([name, { mode, type, id }]) => `${mode} ${type} ${id}\t${name}\0`);
  const git = await stateGit(folder, lines.join(''));
  return { mode: '040000', type: 'tree', id: (await git.raw(['mktree', '-z'])).trim() };
}

/**
 * Stores a commit; gives its id. It's spelt out rather than made by `commit-tree`, which would want a configured user
 * and take the machine's clock.
 */
export async function writeStateCommit(folder: string, commit: StateCommit): Promise<string> {
  const { name, email } = commit.author;
  const person = `${oneLine(name).replaceAll(/[<>]/g, '')} <${email.replaceAll(/[<>\s]/g, '')}> ${commit.seconds} +0000`;
  const head = [
    `tree ${commit.tree}`,
    ...(commit.parent === null ? [] : [`parent ${commit.parent}`]),
    `author ${person}`,
    `committer ${person}`,
  ];
  const text = `${head.join('\n')}\n\n${oneLine(commit.message)}\n\nPostilion-Nonce: ${oneLine(commit.nonce)}\n`;
  return (await (await stateGit(folder, text)).raw(['hash-object', '-t', 'commit', '-w', '--stdin'])).trim();
}

function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
