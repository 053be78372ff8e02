/** One run of the program: arguments in, exit code out, whatever the terminal is. */

import { CommanderError } from 'commander';
import { EXIT } from '../model/exit-code.ts';
import { buildProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/** Runs the command that `argv` (as in `process.argv`) names and gives its exit code; what went wrong was printed. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await runCommand(argv, terminal);
  } catch (error) {
    const { describeFailure } = await import('./failure.ts');
    const { escapeLines } = await import('../report/text/escape.ts');
    const failure = describeFailure(error);
    terminal.error(`${escapeLines(failure.text)}\n`);
    return failure.code;
  }
}

async function runCommand(argv: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.ok;
  const program = buildProgram(terminal, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end here too, with ok; everything else is a flag or command that doesn't exist.
    return error.exitCode === EXIT.ok ? EXIT.ok : EXIT.input;
  }
}
