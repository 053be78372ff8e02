/** What a thrown error means to a person: input that can't be used, a fault outside, or a bug of ours. */

import { EXIT, type ExitCode } from '../model/exit-code.ts';
import { GitHubFault } from '../model/github-fault.ts';

/** Trouble that has been explained already; the message is for people, the code for scripts. */
export class ExitError extends Error {
  override readonly name = 'ExitError';
  readonly code: ExitCode;
  constructor(code: ExitCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Errors of the floors below that tell a person what to write, by their names: asking for help loads none of them. */
const ABOUT_INPUT: ReadonlySet<string> = new Set(['GraphRootError', 'TenantFolderError']);

export interface Failure {
  readonly text: string;
  readonly code: ExitCode;
}

/** An error → what to print and which code to exit with. Unknown errors are bugs and keep their stack. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof ExitError || error instanceof GitHubFault)
    return { text: `postilion: ${error.message}`, code: error.code };
  if (error instanceof Error && ABOUT_INPUT.has(error.name))
    return { text: `postilion: ${error.message}`, code: EXIT.input };
  const fault = systemFault(error);
  if (fault !== null) return { text: `postilion: ${fault}`, code: EXIT.input };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: `postilion: this is a bug in Postilion, not in your files. nothing more was done.\nplease report it with these lines:\n${detail}`,
    code: EXIT.bug,
  };
}

/** What this machine says about files, folders and ports, in words with what to do. */
const SYSTEM_FAULTS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'is not there: correct the path, or make its folder first'],
  ['ENOTDIR', 'leads through a file as if it were a folder: correct the path'],
  ['EISDIR', 'is a folder: name a file'],
  ['EEXIST', 'exists already: name another place'],
  ['ENOTEMPTY', 'is not empty: name another place'],
  ['EACCES', 'may not be read or written here: look at who may'],
  ['EPERM', 'may not be read or written here: look at who may'],
  ['EROFS', 'can not be written: the disk is read-only'],
  ['ENOSPC', 'can not be written: the disk is full'],
  ['EDQUOT', 'can not be written: the quota is used up'],
  ['ENAMETOOLONG', 'has too long a name: name another place'],
  ['ELOOP', 'is behind links that lead in a circle: correct the path'],
  ['EMFILE', 'can not be opened: too many files are open'],
  ['EADDRINUSE', 'is in use already: choose another port'],
]);

/** A fault that the system names: it is about the place that somebody asked for, not about this program. */
export function systemFault(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const words = SYSTEM_FAULTS.get(error.code);
  if (words === undefined) return null;
  const place =
    'path' in error && typeof error.path === 'string'
      ? error.path
      : 'port' in error && typeof error.port === 'number'
        ? `port ${error.port}`
        : 'what was named';
  return `${place} ${words}`;
}
