/** `postilion explain`: what a code, a kind or a field of the catalogue means, and who says so. */

import { explainSubject } from '../../core/explain.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** Prints the explanation. Throws ExitError 10 for a subject that nothing is known about. */
export async function explain(subject: string, _options: CommonOptions, terminal: Terminal): Promise<number> {
  const text = explainSubject(subject, CATALOGUE);
  if (text === null) {
    throw new ExitError(
      10,
      `nothing is known about "${subject}": write a code such as EFF-IOS-OAUTH-ON, a kind, or kind.field`,
    );
  }
  terminal.print(`${text}\n`);
  return 0;
}
