/** What an apply is doing, line by line on stderr. */

import type { Progress } from '../app/ports/tenant.ts';
import type { Plan } from '../model/plan.ts';
import { escapeTerminal } from '../report/text/escape.ts';
import type { Terminal } from './terminal.ts';

/** A line when a step begins and one when it ends; `planMade` shows the plan before. */
export function progressOn(terminal: Terminal, planMade: (plan: Plan) => void): Progress {
  return {
    planMade: async (plan) => planMade(plan),
    stepStarted: (_, verb, key) => terminal.error(`… ${escapeTerminal(`${verb} ${key}`)}\n`),
    stepEnded: (id, status, message) => terminal.error(`  ${escapeTerminal(`${status} ${id}: ${message}`)}\n`),
  };
}
