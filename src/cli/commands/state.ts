/** `postilion state show` and `unlock`: the inventory, and the lock. */

import { holderWords, stealableFrom } from '../../model/state/lock.ts';
import type { Intent } from '../../model/state/log.ts';
import type { StateFault } from '../../model/state/snapshot.ts';
import { escapeTerminal } from '../../report/text/escape.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import { inventoryLine } from '../inventory-line.ts';
import type { Terminal } from '../terminal.ts';
import { whoRuns } from '../wiring/machine.ts';
import { loadRepository, type Repository } from '../wiring/repository.ts';
import { type OpenState, openState } from '../wiring/state.ts';
import { refuse } from './plan.ts';

type Usable = NonNullable<Repository['usable']>;
type Work = (usable: Usable, state: OpenState) => Promise<number>;

/** Runs `work` beside the state branch of a usable repository. */
export async function withState(options: CommonOptions, terminal: Terminal, work: Work): Promise<number> {
  const repository = await loadRepository(options, terminal);
  const { usable } = repository;
  if (usable === null) return refuse(repository, options, terminal);
  const state = openState(usable, terminal);
  try {
    return await work(usable, state);
  } finally {
    await state.close();
  }
}

/** Prints what the branch holds. */
export function showState(options: CommonOptions, terminal: Terminal): Promise<number> {
  return withState(options, terminal, async (_, { store }) => {
    const reading = await store.read();
    if (reading.status === 'none') {
      terminal.print('there is no state branch yet: the first apply makes it\n');
      return 0;
    }
    if (reading.status !== 'found') throw faultError(reading);
    const { inventory, lock, intents, revision } = reading.state;
    const { holder } = lock;
    const held =
      holder === null ? 'open' : `${holderWords(holder, stealableFrom(holder))}; its nonce is ${holder.nonce}`;
    const lines = [
      `state branch at ${revision}`,
      `lock: ${held}`,
      `intents: ${intents.length === 0 ? 'none' : intents.map(intentWords).join(', ')}`,
      ...Object.entries(inventory.entries).map(([key, entry]) => inventoryLine(key, entry)),
    ];
    const document = { revision, lock, intents, inventory };
    terminal.print(
      options.format === 'json'
        ? `${JSON.stringify(document, null, 2)}\n`
        : `${lines.map(escapeTerminal).join('\n')}\n`,
    );
    return 0;
  });
}

/** A step that was begun, and what it waits for. */
function intentWords({ step, since, approval }: Intent): string {
  const waits = approval === null ? '' : `, waits for another admin to approve ${approval.code}`;
  return `${step} (since ${since}${waits})`;
}

/** Opens somebody's lock; the nonce says that somebody looked at whose it is. */
export function unlockState(nonce: string, options: CommonOptions, terminal: Terminal): Promise<number> {
  return withState(options, terminal, async (_, { store }) => {
    const answer = await store.unlock(nonce, whoRuns(terminal));
    switch (answer.status) {
      case 'ok':
        terminal.print('the lock is open\n');
        return 0;
      case 'open':
        terminal.print('nobody holds the lock\n');
        return 0;
      case 'other':
        throw new ExitError(
          6,
          `${holderWords(answer.holder, stealableFrom(answer.holder))}; its nonce is ${answer.holder.nonce}, not ${nonce}: look at that run first`,
        );
      case 'moved':
        throw new ExitError(
          6,
          'another run wrote to the state branch meanwhile: look again with "postilion state show"',
        );
      case 'unreachable':
      case 'unreadable':
        throw faultError(answer);
    }
  });
}

/** What can't be read of git: exit code 12. */
export function faultError({ message }: StateFault): ExitError {
  return new ExitError(12, message);
}
