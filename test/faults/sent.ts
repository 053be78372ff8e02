/** The tenant's ledger of one run, cut down to what it carried out, with names in place of ids. */

import type { Ledger } from '../../src/embedded/http/ledger.ts';
import { collectionNames } from '../../src/embedded/store/store.ts';
import { chainGaps } from './chain-gaps.ts';
import type { MemoryStore } from './memory-store.ts';

/** One write that the tenant carried out. */
export interface Sent {
  /** `PATCH iOS: Mail - a`, `POST /assign iOS: Mail - a`: what an object was first called stands for its id. */
  readonly text: string;
  /** Id of the object. */
  readonly id: string;
  readonly changed: boolean;
  /** How many calls of the run came before it. */
  readonly at: number;
  /** Who had something without what it stands on, right after it. */
  readonly gaps: readonly string[];
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** A ledger that adds to `sent` what was carried out. `calls` says how many calls there were by then, `isTenants` whether the answer is the tenant's own. */
export function sentLedger(store: MemoryStore, sent: Sent[], calls: () => number, isTenants: () => boolean): Ledger {
  return {
    add: ({ method, path, status, write, changed }) => {
      if (!write || status >= 400 || !isTenants()) return;
      const id = ID.exec(path)?.[0] ?? newestIn(store, path);
      const below = path.split(ID)[1]?.replace(/^'\)|\?.*$/g, '') ?? '';
      const gaps = chainGaps(store);
      sent.push({
        text: `${method} ${below} ${store.labelOf(id)}`.replace('  ', ' '),
        id,
        changed,
        at: calls() - 1,
        gaps,
      });
    },
    lines: () => [],
    clear: () => {},
  };
}

/** The id of what a create has just made. */
function newestIn(store: MemoryStore, path: string): string {
  const name = collectionNames.find((one) => path.replace(/\?.*$/, '').endsWith(`/${one}`));
  return name === undefined ? '' : (store.all(name).at(-1)?.id ?? '');
}
