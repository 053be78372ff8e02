/** The tip of the state branch where it lives: asked for, fetched, and moved by compare-and-swap. */

import { gitFault } from '../open.ts';
import { type MoveAnswer, moveHere, readTipHere } from './local.ts';
import { endedWith, openRemoteGit } from './place.ts';

/** A branch of a repository that exists, and the folder that git runs in; `here`: that's the same repository. */
export interface StateRemote {
  readonly folder: string;
  readonly remote: string;
  readonly here: boolean;
  /** As of the place. */
  readonly isOwn?: true;
  readonly branch: string;
}

/** The programs at the other end have their own names, whatever a remote's settings call them. */
const UPLOAD = '--upload-pack=git-upload-pack';
const RECEIVE = '--receive-pack=git-receive-pack';
/** What a process says of hooks doesn't reach the program at the other end. */
const RECEIVE_ALONE = '--receive-pack=git -c core.hooksPath=/dev/null -c core.fsmonitor=false receive-pack';

/** How often a move is tried that failed while the branch stayed where it was: another one may have been under way. */
const ATTEMPTS = 3;

/** `moved`: the branch is no longer where the commit was built. `failed`: it's unknown whether the push happened. */
export type PushAnswer =
  | { readonly status: 'landed' }
  | { readonly status: 'moved' }
  | { readonly status: 'failed'; readonly message: string };

/** The commit that the branch stands at, null where there's no such branch. Throws when the repository is out of reach. */
export async function readTipOf({ folder, remote, here, branch }: StateRemote): Promise<string | null> {
  return here ? readTipHere(folder, refOf(branch)) : tipThere(folder, remote, refOf(branch));
}

/**
 * True where there was such a branch once: its witness, a ref beside it that nobody deletes along with it, is there. Throws
 * when the repository is out of reach.
 */
export async function wasThere({ folder, remote, here, branch }: StateRemote): Promise<boolean> {
  const ref = witnessOf(branch);
  return (here ? await readTipHere(folder, ref) : await tipThere(folder, remote, ref)) !== null;
}

/**
 * Leaves the witness of a branch that was just made. A server may refuse refs that are no branches: then a branch that is deleted
 * looks as if it had never been, and markers in the tenant alone tell.
 */
export async function leaveWitness(
  { folder, remote, here, isOwn, branch }: StateRemote,
  commit: string,
): Promise<void> {
  // There it came along with the branch.
  if (here) return;
  try {
    const git = await openRemoteGit(folder, remote);
    await git.raw([
      'push',
      isOwn === true ? RECEIVE_ALONE : RECEIVE,
      '--quiet',
      '--no-verify',
      remote,
      `+${commit}:${witnessOf(branch)}`,
    ]);
  } catch {
    // The state itself is there.
  }
}

async function tipThere(folder: string, remote: string, ref: string): Promise<string | null> {
  return (await readTipsThere(folder, remote, [ref])).get(ref) ?? null;
}

/** As `readTipOf`, of several refs of another repository at once; one that isn't there is left out. */
export async function readTipsThere(
  folder: string,
  remote: string,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  let listing: string;
  try {
    listing = await (await openRemoteGit(folder, remote)).raw([
      'ls-remote',
      UPLOAD,
      '--quiet',
      '--exit-code',
      remote,
      ...refs,
    ]);
  } catch (error) {
    // Only this code says that the remote answered and has no such branch; an empty answer could be a lost one.
    if (endedWith(error, 2)) return new Map();
    throw error;
  }
  const tips = [...listing.matchAll(/^([0-9a-f]{40,64})\t(.+)$/gm)].flatMap(([, tip = '', ref = '']) =>
    refs.includes(ref) ? [[ref, tip] as const] : [],
  );
  if (tips.length === 0) throw new Error(`git does not say where ${refs.join(' and ')} stands`);
  return new Map(tips);
}

/** Brings the branch's objects into the folder. Moves no ref that people look at. Throws when out of reach. */
export async function fetchState({ folder, remote, here, branch }: StateRemote, tip: string): Promise<void> {
  if (here) throw new Error(`git has no commit ${tip}`);
  await fetchRef({ folder, remote }, refOf(branch));
  try {
    // A ref of our own saves the next run from fetching the history again; losing it loses nothing.
    await (await openRemoteGit(folder, remote)).raw(['update-ref', `refs/postilion/${branch}`, tip]);
  } catch {
    // Another run in the same checkout moves it just now.
  }
}

/** Brings the objects of a ref into the folder, and moves nothing there. Throws when out of reach. */
export async function fetchRef({ folder, remote }: Pick<StateRemote, 'folder' | 'remote'>, ref: string): Promise<void> {
  const git = await openRemoteGit(folder, remote);
  const quiet = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', '--no-recurse-submodules'];
  // An empty refmap keeps remote-tracking refs out of it: two runs in one checkout would fight for their locks.
  await git.raw(['fetch', UPLOAD, ...quiet, '--refmap=', remote, ref]);
}

/**
 * Moves the branch from `old` (null: it must not exist) to `commit`. Only a ref that the server reports as moved counts:
 * "up to date" is what everybody gets who pushes a commit that is there already, so it proves nothing. After a lost
 * answer the branch is looked at: no two commits are equal, so one that stands there is the one that was sent.
 */
export async function pushState(place: StateRemote, commit: string, old: string | null): Promise<PushAnswer> {
  let message = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const answer = place.here
      ? await moveOnce(place, commit, old)
      : await pushRef(place, refOf(place.branch), commit, old);
    if (answer.status === 'landed' || answer.status === 'moved') return answer;
    message = answer.message;
    let tip: string | null;
    try {
      tip = await readTipOf(place);
    } catch (error) {
      return { status: 'failed', message: gitFault(error) };
    }
    if (tip === commit && answer.status !== 'refused') return { status: 'landed' };
    if (tip !== old) return { status: 'moved' };
  }
  return { status: 'failed', message };
}

async function moveOnce({ folder, branch }: StateRemote, commit: string, old: string | null): Promise<MoveAnswer> {
  return moveHere(folder, { ref: refOf(branch), witness: witnessOf(branch) }, commit, old);
}

/** One push to a ref, which must stand at `old` (null: nowhere). */
export async function pushRef(
  place: StateRemote,
  ref: string,
  commit: string,
  old: string | null,
): Promise<PushAnswer> {
  const { folder, remote } = place;
  const git = await openRemoteGit(folder, remote);
  // The repository's own hooks are about people's commits.
  const options = [
    place.isOwn === true ? RECEIVE_ALONE : RECEIVE,
    '--porcelain',
    '--no-verify',
    '--recurse-submodules=no',
    `--force-with-lease=${ref}:${old ?? ''}`,
  ];
  try {
    const told = await git.raw(['push', ...options, remote, `${commit}:${ref}`]);
    if (/^[ *+]\t/m.test(told)) return { status: 'landed' };
    return /^=\t/m.test(told) ? { status: 'moved' } : { status: 'failed', message: 'git does not say what it pushed' };
  } catch (error) {
    return { status: 'failed', message: pushFault(error) };
  }
}

/** The line of the refused ref says more than git's last words. */
function pushFault(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  const reason = /^!\t\S+\t(.+)$/m.exec(text)?.[1];
  return reason === undefined ? gitFault(error) : gitFault(new Error(reason));
}

/** It holds one commit and never grows. */
function witnessOf(branch: string): string {
  return `refs/postilion-witness/${branch}`;
}

/** The full name of a branch. */
export function refOf(branch: string): string {
  return `refs/heads/${branch}`;
}
