/** `postilion validate`: everything that can be known without a tenant. */

import type { ExitCode } from '../../model/exit-code.ts';
import { findingsExitCode } from '../../report/exit-code.ts';
import { findingsText } from '../faces.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';
import { openRepository } from '../wiring/repository.ts';

/** Prints the findings; the exit code is a function of them. */
export async function validate(
  options: CommonOptions<'validate'> & { readonly asOf?: string },
  terminal: Terminal,
): Promise<ExitCode> {
  const { findings, usable } = await openRepository(options, terminal);
  terminal.print(findingsText({ findings, profiles: usable?.profiles.length ?? 0 }, options, terminal));
  return findingsExitCode(findings);
}
