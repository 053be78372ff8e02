/** What a run inside this process has besides its repository, tenant and state: nobody watches it, and nobody stops it. */

import type { Approval } from '../../src/model/approval.ts';
import { NO_APPROVAL } from '../no-approval.ts';

export const QUIET = {
  progress: {
    planMade: async () => {},
    mayBegin: async () => true,
    stepsBegin: () => {},
    stepStarted: () => {},
    stepEnded: () => {},
  },
  interruption: { requested: () => false },
} as const;

/** The approval of every effect, whomever it concerns. What a limit holds needs the code of its plan. */
export const EVERY_EFFECT: Approval = { ...NO_APPROVAL, levels: [{ level: 'lock-out', keys: null }] };
