/** `postilion state`: the inventory, the lock, and making up for a lost branch. */

import { survey } from '../../app/survey.ts';
import { decodeLive } from '../../core/decode-live.ts';
import { proposeInventory } from '../../core/inventory/rebuild.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import type { Inventory } from '../../model/inventory.ts';
import { holderWords, stealableFrom } from '../../model/inventory-lock.ts';
import type { StateFault } from '../../model/inventory-state.ts';
import { escapeTerminal } from '../../report/escape.ts';
import { problemExitCode } from '../../report/exit-code.ts';
import { openReader } from '../connection.ts';
import { ExitError } from '../failure.ts';
import { openLog } from '../log.ts';
import { machineClock, sha256, whoRuns } from '../machine.ts';
import type { CommonOptions } from '../options.ts';
import { loadRepository, type Repository } from '../repository.ts';
import { type OpenState, openState } from '../state.ts';
import type { Terminal } from '../terminal.ts';
import { refuse } from './plan.ts';

type Usable = NonNullable<Repository['usable']>;
type Work = (usable: Usable, state: OpenState) => Promise<number>;

async function withState(options: CommonOptions, terminal: Terminal, work: Work): Promise<number> {
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
      `intents: ${intents.length === 0 ? 'none' : intents.map(({ step }) => step).join(', ')}`,
      ...inventoryLines(inventory),
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

function inventoryLines({ entries }: Inventory): readonly string[] {
  return Object.entries(entries).map(([key, { kind, id, tombstone, protect, applied }]) => {
    const marks = [
      ...(protect ? ['protected'] : []),
      ...(tombstone === null ? [] : [`taken away ${tombstone.since}`]),
      applied === null ? 'never applied' : `applied ${applied.at}`,
    ];
    return `${key}: ${kind} ${id}, ${marks.join(', ')}`;
  });
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

/** Proposes an inventory from the markers in the tenant; writes it only with `--yes`. */
export function rebuildState(options: CommonOptions & { readonly yes: boolean }, terminal: Terminal): Promise<number> {
  return withState(options, terminal, async (usable, { store }) => {
    const connection = await openReader(usable, terminal, openLog(options.logLevel));
    try {
      const request = { config: usable.config, profiles: usable.profiles, targets: [], everywhere: true } as const;
      const found = await survey(request, {
        reader: connection.tenant,
        state: null,
        clock: machineClock,
        hash: sha256,
      });
      const [problem] = found.problems;
      if (problem !== undefined) throw new ExitError(problemExitCode(problem), problem.message);
      const live = decodeLive(found.objects, CATALOGUE);
      const { inventory, findings } = proposeInventory(live, usable.config.owner, sha256);
      const lines = [...inventoryLines(inventory), ...findings.map(({ message }) => message)];
      terminal.print(`${lines.map(escapeTerminal).join('\n')}\n`);
      if (!options.yes) {
        terminal.print('nothing was written: add --yes to make this the inventory\n');
        return 0;
      }
      const reading = await store.read();
      const revision =
        reading.status === 'found' ? reading.state.revision : reading.status === 'unreadable' ? reading.revision : null;
      const answer = await store.rebuild(inventory, `rebuild: ${whoRuns(terminal)}`, revision);
      if (answer.status === 'ok') return 0;
      if (answer.status === 'unreachable' || answer.status === 'unreadable') throw faultError(answer);
      throw new ExitError(6, 'somebody else uses the state branch: look with "postilion state show"');
    } finally {
      await connection.close();
    }
  });
}

function faultError({ message }: StateFault): ExitError {
  return new ExitError(12, message);
}
