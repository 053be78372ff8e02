/** The state branch in a bare repository on this machine: git's own compare-and-swap of a ref, and nobody to push to. */

import { gitFault } from '../open.ts';
import { openStateGit } from './place.ts';

/**
 * `refused`: the branch was surely not moved by this attempt; who else moved it is another question. `unknown`: git
 * died between preparing and saying that it's done.
 */
export type MoveAnswer =
  | { readonly status: 'landed' }
  | { readonly status: 'refused' | 'unknown'; readonly message: string };

/** The commit that a ref stands at, null where there's none. Throws unless git says one or the other. */
export async function readTipHere(folder: string, ref: string): Promise<string | null> {
  const told = await (await openStateGit(folder, `${ref}\n`)).raw(['cat-file', '--batch-check']);
  if (told === `${ref} missing\n`) return null;
  const [, id] = /^([0-9a-f]{40,64}) commit \d+\n$/.exec(told) ?? [];
  if (id === undefined) throw new Error(`git does not say where ${ref} stands`);
  return id;
}

/**
 * Moves the ref from `old` (null: it must not exist, and leaves a witness beside it) to `commit`. An exit without complaint proves nothing, as a killed
 * process has none either: only git's word that the transaction is committed counts.
 */
export async function moveHere(
  folder: string,
  { ref, witness }: { readonly ref: string; readonly witness: string },
  commit: string,
  old: string | null,
): Promise<MoveAnswer> {
  const change =
    old === null ? `create ${ref} ${commit}\nupdate ${witness} ${commit}` : `update ${ref} ${commit} ${old}`;
  let told: string;
  let message = 'git ended early';
  try {
    told = await (await openStateGit(folder, `start\n${change}\nprepare\ncommit\n`)).raw(['update-ref', '--stdin']);
  } catch (error) {
    told = error instanceof Error ? error.message : '';
    message = gitFault(error);
  }
  if (/^commit: ok$/m.test(told)) {
    await tidy(folder, commit);
    return { status: 'landed' };
  }
  return { status: /^prepare: ok$/m.test(told) ? 'unknown' : 'refused', message };
}

/** A push would let the receiving side pack loose objects now and then; here one commit in 256 stops to ask for it. */
async function tidy(folder: string, commit: string): Promise<void> {
  if (!commit.startsWith('00')) return;
  try {
    await (await openStateGit(folder)).raw(['gc', '--auto', '--quiet']);
  } catch {
    // Nothing depends on it.
  }
}
