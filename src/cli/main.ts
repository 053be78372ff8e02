#!/usr/bin/env node
/** The program as a process. Commands load what they need, so that asking for help loads nothing. */

import { runProgram } from './run-program.ts';
import { terminalOf } from './terminal.ts';

process.exitCode = await runProgram(process.argv, terminalOf(process));
