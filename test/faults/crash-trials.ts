/** Every way to be killed in a story: at each call, before it, behind it, and with its answer in hand. */

import { type Impact, onceAt } from './endure.ts';
import type { Story } from './story.ts';
import { callText, type Trial } from './triples.ts';

const WHEN = ['before', 'after', 'later'] as const;

export function crashTrials({ calls }: Story): readonly Trial<Impact>[] {
  return calls.flatMap((call) =>
    WHEN.map((when) => ({
      name: `${callText(call)} | die ${when}`,
      what: { decide: onceAt(call.index, () => ({ does: 'die', when })), codes: [] },
    })),
  );
}
