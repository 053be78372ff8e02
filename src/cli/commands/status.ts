/** `postilion status`: how far each managed profile has reached devices and people. */

import { kindsIn } from '../../app/plan/read-collections.ts';
import { readStatus } from '../../app/status.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import type { RunRecord } from '../../model/state/log.ts';
import { problemsExitCode, renderProblems } from '../../report/problems.ts';
import { renderStatus, renderStatusJson } from '../../report/status.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import { withReader, withRepository } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { machineClock } from '../wiring/machine.ts';

const FACES = { text: renderStatus, json: renderStatusJson } as const;

function unknownRun(runs: readonly RunRecord[]): string {
  const last = runs.slice(-MOST_NAMED).map(({ nonce, started }) => `${nonce.slice(0, 8)} (${started})`);
  if (last.length === 0) return 'no run is on record that changed these profiles';
  return `no such run changed these profiles: write last, a time, or one of ${last.join(', ')}`;
}

const MOST_NAMED = 5;

/** Prints. What could not be read decides the exit code; devices that lag behind don't. */
export async function runStatus(
  keys: readonly string[],
  options: CommonOptions<'status'> & { readonly since?: string },
  terminal: Terminal,
): Promise<ExitCode> {
  const invocation = { options, terminal };
  return withRepository(invocation, (repository) =>
    withReader(repository, invocation, async ({ tenant, state }) => {
      const { since } = options;
      const asked = since === undefined ? {} : { since };
      const request = { config: repository.config, kinds: kindsIn(repository.profiles), keys, ...asked };
      const ports = { reader: tenant, state, clock: machineClock };
      const { profiles, unknown, problems, observations, runs } = await readStatus(request, ports);
      const [missing] = unknown;
      if (missing !== undefined && problems.length === 0) {
        throw new ExitError(
          EXIT.input,
          `no managed object has the key "${missing}": write one that was applied or adopted`,
        );
      }
      if (since !== undefined && observations.size === 0 && problems.length === 0)
        throw new ExitError(EXIT.input, `--since ${since}: ${unknownRun(runs)}`);
      terminal.print(FACES[options.format](profiles, observations));
      terminal.error(renderProblems(problems));
      return problemsExitCode(problems);
    }),
  );
}
