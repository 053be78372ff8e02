/** `postilion status --max-age 6h`: whether the schedule is alive. It asks git alone, so that the job needs no tenant. */

import { judgeHeartbeat, type Liveness } from '../../core/state/heartbeat.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { renderLiveness, renderLivenessJson } from '../../report/liveness.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import { withRepository, withState } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { machineClock } from '../wiring/machine.ts';

const FACES = { text: renderLiveness, json: renderLivenessJson } as const;

const CODES: { readonly [Verdict in Liveness['verdict']]: ExitCode } = {
  fine: EXIT.ok,
  old: EXIT.stale,
  unknown: EXIT.unreadable,
};

/** Prints when the last good run ended. */
export async function runMaxAge(
  keys: readonly string[],
  options: CommonOptions<'status'> & { readonly maxAge: string },
  terminal: Terminal,
): Promise<ExitCode> {
  if (keys.length > 0) throw new ExitError(EXIT.input, '--max-age is about runs: leave out the keys');
  return withRepository({ options, terminal }, (repository) =>
    withState(repository, terminal, async (_, heartbeat) => {
      const liveness = judgeHeartbeat(await heartbeat.read(), options.maxAge, machineClock.now());
      terminal.print(FACES[options.format](liveness, options.maxAge));
      return CODES[liveness.verdict];
    }),
  );
}
