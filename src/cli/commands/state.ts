/** `postilion state show` and `unlock`: the inventory, and the lock. */

import type { StateStore } from '../../app/ports/state.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { grouped } from '../../model/grouped.ts';
import { holderWords, type LockHolder, stealableFrom, unlockWords } from '../../model/state/lock.ts';
import type { Intent } from '../../model/state/log.ts';
import type { StateFault } from '../../model/state/snapshot.ts';
import { escapeJsonText, escapeTerminal } from '../../report/text/escape.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import { inventoryLine } from '../inventory-line.ts';
import { withRepository, withState } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { whoRuns } from '../wiring/machine.ts';

/** Runs `work` beside the state branch of a usable repository. */
function atState(
  options: CommonOptions,
  terminal: Terminal,
  work: (store: StateStore) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withRepository({ options, terminal }, (repository) => withState(repository, terminal, work));
}

/** Prints what the branch holds. */
export function showState(options: CommonOptions<'state show'>, terminal: Terminal): Promise<ExitCode> {
  return atState(options, terminal, async (store) => {
    const reading = await store.read();
    if (reading.status === 'none') {
      terminal.print('there is no state branch yet: the first apply makes it\n');
      return EXIT.ok;
    }
    if (reading.status !== 'found') throw faultError(reading);
    const { inventory, lock, intents, revision } = reading.state;
    const { holder } = lock;
    const held = holder === null ? 'nobody holds it' : heldWords(holder);
    const lines = [
      `state branch at ${revision}`,
      `tenant: ${inventory.tenant ?? 'not recorded yet, the next run that writes does it'}`,
      `lock: ${held}`,
      `begun, and not known to be done${intents.length === 0 ? ': nothing' : ''}`,
      ...[...grouped(intents, intentTime)].map(
        ([when, steps]) => `  ${steps.map(({ step }) => step).join(', ')} (${when})`,
      ),
      ...Object.entries(inventory.entries).map(([key, entry]) => inventoryLine(key, entry)),
    ];
    const document = { revision, lock, intents, inventory };
    terminal.print(
      options.format === 'json'
        ? `${escapeJsonText(JSON.stringify(document, null, 2))}\n`
        : `${lines.map(escapeTerminal).join('\n')}\n`,
    );
    return EXIT.ok;
  });
}

/** Since when a step may have been done, and what it waits for. */
function intentTime({ since, approval }: Intent): string {
  return `since ${since}${approval === null ? '' : `, waits for another admin to approve ${approval.code}`}`;
}

/** Whose lock it is, and what opens it. */
function heldWords(holder: LockHolder): string {
  return `${holderWords(holder, stealableFrom(holder))}; ${unlockWords(holder)}`;
}

/** Opens somebody's lock; the nonce says that somebody looked at whose it is. Without one it's told. */
export function unlockState(
  nonce: string | undefined,
  options: CommonOptions<'state unlock'>,
  terminal: Terminal,
): Promise<ExitCode> {
  return atState(options, terminal, async (store) => {
    if (nonce === undefined) return tellHolder(store, terminal);
    const answer = await store.unlock(nonce, whoRuns(terminal));
    switch (answer.status) {
      case 'ok':
        terminal.print('the lock is open\n');
        return EXIT.ok;
      case 'open':
        terminal.print('nobody holds the lock\n');
        return EXIT.ok;
      case 'other':
        throw new ExitError(EXIT.locked, `"${nonce}" is not the word of this lock: ${heldWords(answer.holder)}`);
      case 'moved':
        throw new ExitError(
          EXIT.locked,
          'another run wrote to the state branch meanwhile: look again with "postilion state show"',
        );
      case 'unreachable':
      case 'unreadable':
        throw faultError(answer);
    }
  });
}

async function tellHolder(store: StateStore, terminal: Terminal): Promise<ExitCode> {
  const reading = await store.read();
  if (reading.status === 'unreachable' || reading.status === 'unreadable') throw faultError(reading);
  const holder = reading.status === 'found' ? reading.state.lock.holder : null;
  if (holder !== null) throw new ExitError(EXIT.locked, heldWords(holder));
  terminal.print('nobody holds the lock\n');
  return EXIT.ok;
}

/** What can't be read of git. */
export function faultError({ message }: StateFault): ExitError {
  return new ExitError(EXIT.unreadable, message);
}
