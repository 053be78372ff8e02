/** A request to GitHub's API that came to nothing: what happened and what to do, with the exit code that says so. */

import type { ExitCode } from './exit-code.ts';

/** Thrown rather than returned, so that nobody takes an answer that never came for "there is none". */
export class GitHubFault extends Error {
  override readonly name = 'GitHubFault';
  readonly code: ExitCode;
  /** Of the answer; null where none arrived. */
  readonly status: number | null;
  constructor(code: ExitCode, status: number | null, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
