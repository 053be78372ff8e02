/** `postilion status`: how far each managed profile has reached devices and people. */

import { kindsIn } from '../../app/plan/read-collections.ts';
import { status } from '../../app/status.ts';
import { problemsExitCode, renderProblems } from '../../report/problems.ts';
import { renderStatus, renderStatusJson } from '../../report/status.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';
import { openLog } from '../wiring/log.ts';
import { machineClock } from '../wiring/machine.ts';
import { loadRepository } from '../wiring/repository.ts';
import { openState } from '../wiring/state.ts';
import { openReader } from '../wiring/tenant.ts';
import { refuse } from './plan.ts';

/** Prints. What could not be read decides the exit code; devices that lag behind don't. */
export async function statusCommand(
  keys: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
): Promise<number> {
  const repository = await loadRepository(options, terminal);
  const { usable } = repository;
  if (usable === null) return refuse(repository, options, terminal);
  const connection = await openReader(usable, terminal, await openLog(options.logLevel));
  const state = openState(usable, terminal);
  try {
    const ports = { reader: connection.tenant, state: state.store, clock: machineClock };
    const request = { config: usable.config, kinds: kindsIn(usable.profiles), keys };
    const { profiles, unknown, problems } = await status(request, ports);
    const [missing] = unknown;
    if (missing !== undefined && problems.length === 0) {
      throw new ExitError(10, `no managed object has the key "${missing}": write one that was applied or adopted`);
    }
    terminal.print(options.format === 'json' ? renderStatusJson(profiles) : renderStatus(profiles));
    terminal.error(renderProblems(problems));
    return problemsExitCode(problems);
  } finally {
    await state.close();
    await connection.close();
  }
}
