/** Commits of the state branch, each made from texts by one process: no file, no index, no checkout. */

import { Buffer } from 'node:buffer';
import { rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { onOneLine } from '../../../model/text.ts';
import { openStateGit } from './place.ts';

export interface StateCommit {
  /** What isn't named in `files` stays as it is there; null: the first commit. */
  readonly parent: string | null;
  /** Path → text; null takes the file away. */
  readonly files: ReadonlyMap<string, string | null>;
  readonly author: { readonly name: string; readonly email: string };
  /** Seconds since 1970. */
  readonly seconds: number;
  readonly message: string;
  /** What makes this commit unlike any other, even one with the same content at the same second. */
  readonly nonce: string;
}

/**
 * fast-import builds commits on a branch. This one is emptied again in the same stream, before fast-import gets to
 * write branches, so the repository never sees it and any number of runs may use the name at once.
 */
const NOWHERE = 'refs/postilion/+';

/**
 * Stores a commit; gives its id. No ref is moved or made. Author and time are spelt out: neither a configured user nor
 * the machine's clock is asked. Throws when git can't, a missing parent included.
 */
export async function writeStateCommit(folder: string, commit: StateCommit): Promise<string> {
  const { name, email } = commit.author;
  const person = `${shortLine(name).replaceAll(/[<>]/g, '')} <${email.replaceAll(/[<>\s]/g, '')}> ${commit.seconds} +0000`;
  const stream = [
    `commit ${NOWHERE}`,
    'mark :1',
    `author ${person}`,
    `committer ${person}`,
    data(`${shortLine(commit.message)}\n\nPostilion-Nonce: ${shortLine(commit.nonce)}\n`),
    ...(commit.parent === null ? [] : [`from ${commit.parent}`]),
    ...[...commit.files].map(([path, text]) =>
      text === null ? `D ${quoted(path)}` : `M 100644 inline ${quoted(path)}\n${data(text)}`,
    ),
    `reset ${NOWHERE}`,
    'get-mark :1',
    'done',
    '',
  ];
  try {
    const told = await (await openStateGit(folder, stream.join('\n'))).raw(['fast-import', '--quiet', '--done']);
    const [id] = /^[0-9a-f]{40,64}$/m.exec(told) ?? [];
    if (id === undefined) throw new Error('git does not say which commit it made');
    return id;
  } catch (error) {
    await removeReport(folder, error);
    throw error;
  }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

function quoted(path: string): string {
  return `"${path.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

/** A fast-import that fails leaves a file with what it was told in the repository, and says where. */
async function removeReport(folder: string, error: unknown): Promise<void> {
  const [, path = ''] = /crash report to (.+)$/m.exec(error instanceof Error ? error.message : '') ?? [];
  if (/^fast_import_crash_\d+$/.test(basename(path))) await rm(resolve(folder, path), { force: true });
}

function shortLine(text: string): string {
  return onOneLine(text).slice(0, 200);
}
