/** Every fault at every call of a story, and in every item of its batches. */

import { type Impact, onceAt } from './endure.ts';
import { GIT_FAULTS, GRAPH_FAULTS, ITEM_FAULTS } from './fault-kinds.ts';
import type { Call } from './injected-faults.ts';
import type { Story } from './story.ts';
import { callText, type Trial } from './triples.ts';

/** Seconds: what nobody answers counts as lost after this. The fault is that it takes so long, not how long. */
export const PATIENCE = 0.25;

export function faultTrials({ calls }: Story): readonly Trial<Impact>[] {
  return calls.flatMap((call) => [...wholeTrials(call), ...itemTrials(call)]);
}

function wholeTrials(call: Call): readonly Trial<Impact>[] {
  return [...GRAPH_FAULTS, ...GIT_FAULTS].flatMap(({ name, injected, codes, hangs }) => {
    const struck = injected(call);
    if (struck === null) return [];
    const decide = onceAt(call.index, () => struck);
    const what = { decide, codes, ...(hangs === true ? { timeoutSeconds: PATIENCE } : {}) };
    return [{ name: `${callText(call)} | ${name}`, what }];
  });
}

function itemTrials(call: Call): readonly Trial<Impact>[] {
  return call.items.flatMap((site, item) =>
    ITEM_FAULTS.map(({ name, answer, codes }, place) => ({
      name: `${callText(call)} item ${item} ${site} | ${name}`,
      what: {
        decide: onceAt(call.index, () => ({ does: 'item', item, answer })),
        // Whose tenant it is that nobody may read is unknown, and a token that says nothing of it stops everything.
        codes: site === 'GET /organization' ? [...codes, 12] : codes,
        turn: call.index + item + place,
      },
    })),
  );
}

/** A part of the whole has every fault of every call, and every other one of each item of a batch; the next part has the rest. */
export function isFaultInPart({ turn }: Impact, part: number): boolean {
  return turn === undefined || (turn + part) % 2 === 0;
}
