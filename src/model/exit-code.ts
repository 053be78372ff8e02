/** The exit codes of the program, by what they tell a script. */

export const EXIT = {
  ok: 0,
  /** A bug of ours. */
  bug: 1,
  /** `--detailed-exitcode`: there are changes. */
  changes: 2,
  /** Changes wait for an approval. */
  gated: 3,
  /** Error findings. */
  errors: 4,
  /** The tenant is no longer as planned, or the saved plan doesn't cover what would be done. */
  stale: 5,
  /** Another run holds the lock. */
  locked: 6,
  /** Some steps were done and others not. */
  partial: 7,
  /** Another admin has to approve in the tenant. */
  waiting: 8,
  /** The sign-in failed or may not do what is needed. */
  denied: 9,
  /** Input that can't be used. */
  input: 10,
  throttled: 11,
  /** The tenant or the state branch could not be read. */
  unreadable: 12,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** From the one that wins over all others to the one that means nothing is wrong. */
const EXIT_PRECEDENCE: readonly ExitCode[] = [
  EXIT.bug,
  EXIT.interrupted,
  EXIT.terminated,
  EXIT.input,
  EXIT.denied,
  EXIT.throttled,
  EXIT.unreadable,
  EXIT.stale,
  EXIT.locked,
  EXIT.partial,
  EXIT.waiting,
  EXIT.errors,
  EXIT.gated,
  EXIT.changes,
  EXIT.ok,
];

/** The code that wins. */
export function worstExitCode(codes: Iterable<ExitCode>): ExitCode {
  const present = new Set(codes);
  return EXIT_PRECEDENCE.find((code) => present.has(code)) ?? EXIT.ok;
}
