/** What an apply is doing, line by line on stderr. */

import type { Progress } from '../app/ports/tenant.ts';
import type { Terminal } from './terminal.ts';

/** A line when a step begins and one when it ends. */
export function progressOn(terminal: Terminal): Progress {
  return {
    stepStarted: (_, verb, key) => terminal.error(`… ${verb} ${key}\n`),
    stepEnded: (id, status, message) => terminal.error(`  ${status} ${id}: ${message}\n`),
  };
}
