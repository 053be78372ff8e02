/** `postilion status`: how far each managed profile has reached devices and people. */

import { kindsIn } from '../../app/plan/read-collections.ts';
import { status } from '../../app/status.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { problemsExitCode, renderProblems } from '../../report/problems.ts';
import { renderStatus, renderStatusJson } from '../../report/status.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import { withReader, withRepository } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { machineClock } from '../wiring/machine.ts';

const FACES = { text: renderStatus, json: renderStatusJson } as const;

/** Prints. What could not be read decides the exit code; devices that lag behind don't. */
export async function statusCommand(
  keys: readonly string[],
  options: CommonOptions<'status'>,
  terminal: Terminal,
): Promise<ExitCode> {
  const invocation = { options, terminal };
  return withRepository(invocation, (repository) =>
    withReader(repository, invocation, async ({ tenant, state }) => {
      const request = { config: repository.config, kinds: kindsIn(repository.profiles), keys };
      const ports = { reader: tenant, state, clock: machineClock };
      const { profiles, unknown, problems } = await status(request, ports);
      const [missing] = unknown;
      if (missing !== undefined && problems.length === 0) {
        throw new ExitError(
          EXIT.input,
          `no managed object has the key "${missing}": write one that was applied or adopted`,
        );
      }
      terminal.print(FACES[options.format](profiles));
      terminal.error(renderProblems(problems));
      return problemsExitCode(problems);
    }),
  );
}
