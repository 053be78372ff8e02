#!/usr/bin/env node
/** The program as a process. Commands load what they need, so that asking for help loads nothing. */

import { runProgram } from './run-program.ts';
import { terminalOf } from './terminal.ts';

const { stdout, stderr } = process;
const code = await runProgram(process.argv, terminalOf(process));
process.exitCode = code;
// What was printed goes out first; then the process ends, whatever an error has left open.
for (const stream of [stdout, stderr]) await new Promise((written) => stream.write('', written));
process.exit(code);
