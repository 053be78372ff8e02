/** One run of the program: arguments in, exit code out, whatever the terminal is. */

import { CommanderError } from 'commander';
import { buildProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/** Runs the command that `argv` (as in `process.argv`) names and gives its exit code; what went wrong was printed. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await runCommand(argv, terminal);
  } catch (error) {
    const { describeFailure } = await import('./failure.ts');
    const failure = describeFailure(error);
    terminal.error(`${failure.text}\n`);
    return failure.code;
  }
}

async function runCommand(argv: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const program = buildProgram(terminal, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end here too, with 0; everything else is a flag or command that doesn't exist.
    return error.exitCode === 0 ? 0 : 10;
  }
}
