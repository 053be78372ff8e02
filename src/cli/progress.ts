/** What an apply is doing, a line for each step on stderr: which of how many, since when, what became of it. */

import type { Progress } from '../app/ports/tenant.ts';
import type { Plan } from '../model/plan.ts';
import { escapeTerminal } from '../report/text/escape.ts';
import { STATUS_WORDS, VERB_WORDS } from '../report/text/wording.ts';
import type { Terminal } from './terminal.ts';

interface ProgressTerms {
  readonly planMade: (plan: Plan) => void;
  readonly mayBegin: Progress['mayBegin'];
  /** Only steps that fail or wait. */
  readonly quiet: boolean;
  /** Milliseconds; never goes back. */
  readonly now?: () => number;
}

/** `[3/15] 0:04 make ios-sales: created 0d3c…`. */
export function progressOn(
  terminal: Terminal,
  { planMade, mayBegin, quiet, now = monotonic }: ProgressTerms,
): Progress {
  let total = 0;
  let ended = 0;
  let started = now();
  const begun = new Map<string, string>();
  return {
    planMade: async (plan) => planMade(plan),
    mayBegin,
    stepsBegin: (count) => {
      total = count;
      started = now();
    },
    stepStarted: (id, verb, key) => void begun.set(id, `${VERB_WORDS[verb]} ${key}`),
    stepEnded: (id, status, message) => {
      ended += 1;
      const step = begun.get(id) ?? id;
      begun.delete(id);
      if (quiet && status === 'done') return;
      const words = STATUS_WORDS[status];
      const fate = status === 'done' ? message : `${words}${message === '' ? '' : `, ${message}`}`;
      const line = `[${ended}/${total}] ${elapsed(now() - started)} ${step}${fate === '' ? '' : `: ${fate}`}`;
      terminal.error(`${escapeTerminal(line)}\n`);
    },
  };
}

function monotonic(): number {
  return performance.now();
}

/** 64,000 → `1:04`. */
function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
