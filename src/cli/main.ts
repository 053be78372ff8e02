#!/usr/bin/env node
/** The program: arguments in, exit code out. Commands load what they need, so that asking for help loads nothing. */

import { CommanderError } from 'commander';
import { buildProgram } from './program.ts';
import { terminalOf } from './terminal.ts';

const terminal = terminalOf(process);

try {
  process.exitCode = await runProgram(process.argv);
} catch (error) {
  const { describeFailure } = await import('./failure.ts');
  const failure = describeFailure(error);
  terminal.error(`${failure.text}\n`);
  process.exitCode = failure.code;
}

async function runProgram(argv: readonly string[]): Promise<number> {
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
