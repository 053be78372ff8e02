/** `postilion state rebuild`: making up for a lost or damaged inventory. */

import type { UsableRepository } from '../../app/load-repository.ts';
import { type Refreshed, refresh } from '../../app/plan/refresh.ts';
import type { StateStore } from '../../app/ports/state.ts';
import { withoutOpenSecrets } from '../../core/state/open-secrets.ts';
import { proposeInventory, type RebuiltInventory } from '../../core/state/rebuild.ts';
import { decodeLive } from '../../core/tenant/live-profile.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import type { Settings } from '../../model/profile.ts';
import { EMPTY_INVENTORY } from '../../model/state/inventory.ts';
import { holderWords, unlockWords } from '../../model/state/lock.ts';
import type { StateReading } from '../../model/state/snapshot.ts';
import { problemExitCode } from '../../report/exit-code.ts';
import { escapeTerminal } from '../../report/text/escape.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import { inventoryLine } from '../inventory-line.ts';
import { withRepository, withState } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { openLog } from '../wiring/log.ts';
import { machineClock, whoRuns } from '../wiring/machine.ts';
import { openReader } from '../wiring/tenant.ts';
import { faultError } from './state.ts';

/** Proposes an inventory from the markers in the tenant; writes it only with `--yes`. */
export function rebuildState(
  options: CommonOptions<'state rebuild'> & { readonly yes: boolean; readonly forgetHistory: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  return withRepository({ options, terminal }, (usable) =>
    withState(usable, terminal, async (store) => {
      const reading = await store.read();
      if (reading.status === 'unreachable') throw faultError(reading);
      const found = await lookEverywhere(usable, options, terminal);
      const known = reading.status === 'found' ? reading.state.inventory : EMPTY_INVENTORY;
      const live = decodeLive(found.objects, CATALOGUE);
      const rebuilt = proposeInventory(live, usable.config.owner, known);
      const written = new Map<string, Settings>(usable.profiles.map(({ key, settings }) => [key, settings]));
      const proposal = { ...rebuilt, inventory: withoutOpenSecrets(rebuilt.inventory, written) };
      terminal.print(`${proposalLines(proposal, usable.config.owner).map(escapeTerminal).join('\n')}\n`);
      if (!options.yes) {
        const more = options.forgetHistory ? ', and to take the history of the branch away' : '';
        terminal.print(`nothing was written: add --yes to make this the inventory${more}\n`);
        return EXIT.ok;
      }
      await write(proposal, reading, store, options.forgetHistory ? 'forgotten' : 'kept', terminal);
      terminal.print('written: this is the inventory now\n');
      if (options.forgetHistory) terminal.print(FORGOTTEN);
      return EXIT.ok;
    }),
  );
}

async function lookEverywhere(
  usable: UsableRepository,
  options: CommonOptions,
  terminal: Terminal,
): Promise<Refreshed> {
  const connection = await openReader(usable, terminal, await openLog(options.logLevel));
  try {
    const request = { config: usable.config, profiles: usable.profiles, targets: [], everywhere: true } as const;
    const ports = { reader: connection.tenant, state: null, clock: machineClock };
    const found = await refresh(request, ports);
    const [problem] = found.problems;
    if (problem !== undefined) throw new ExitError(problemExitCode(problem), problem.message);
    return found;
  } finally {
    await connection.close();
  }
}

function proposalLines({ inventory, kept, findings }: RebuiltInventory, owner: string): readonly string[] {
  const entries = Object.entries(inventory.entries);
  const isNew = entries.some(([key]) => !kept.has(key));
  return [
    ...entries.map(([key, entry]) => {
      const line = inventoryLine(key, entry);
      return kept.has(key) ? `${line} (kept)` : `${line} (by its marker)`;
    }),
    ...(entries.length === 0 ? [`nothing in the tenant carries a marker of ${owner}`] : []),
    ...findings.map(({ message }) => message),
    ...(isNew ? ['what is found by its marker counts as protected until the next apply reads its YAML'] : []),
    ...(kept.size === 0 ? ['objects that were adopted and carry no marker come back with adopt.yaml'] : []),
  ];
}

/** A branch is replaced at once, and what it held goes when the server tidies up. */
const FORGOTTEN =
  'the branch begins with this commit. copies that others fetched, and what the server has not tidied up yet, still hold the earlier ones: change secrets that stood there\n';

async function write(
  { inventory }: RebuiltInventory,
  reading: StateReading,
  store: StateStore,
  history: 'kept' | 'forgotten',
  terminal: Terminal,
): Promise<void> {
  const revision =
    reading.status === 'found' ? reading.state.revision : reading.status === 'unreadable' ? reading.revision : null;
  const answer = await store.rebuild(inventory, `rebuild: ${whoRuns(terminal)}`, revision, history);
  switch (answer.status) {
    case 'ok':
      return;
    case 'held': {
      const { holder, stealableFrom } = answer;
      const how = `${holderWords(holder, stealableFrom)}: wait, or ${unlockWords(holder)}`;
      throw new ExitError(EXIT.locked, `nothing was written: ${how}`);
    }
    case 'moved':
      throw new ExitError(
        EXIT.locked,
        'nothing was written: another run wrote to the state branch meanwhile. run it again',
      );
    case 'unreachable':
    case 'unreadable':
      throw faultError(answer);
  }
}
