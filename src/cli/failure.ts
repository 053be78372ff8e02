/** What a thrown error means to a person: input that can't be used, a fault outside, or a bug of ours. */

/** Trouble that has been explained already; the message is for people, the code for scripts. */
export class ExitError extends Error {
  override readonly name = 'ExitError';
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Failure {
  readonly text: string;
  readonly code: number;
}

/** An error → what to print and which code to exit with. Unknown errors are bugs and keep their stack. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof ExitError) return { text: `postilion: ${error.message}`, code: error.code };
  if (error instanceof Error && error.name === 'GraphRootError')
    return { text: `postilion: ${error.message}`, code: 10 };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: `postilion: this is a bug in Postilion, not in your files. nothing more was done.\nplease report it with these lines:\n${detail}`,
    code: 1,
  };
}
