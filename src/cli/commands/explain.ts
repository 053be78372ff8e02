/** `postilion explain`: what a code, a kind or a field of the catalogue means, and which devices a filter matches. */

import { explainFilterNamed } from '../../app/explain-filter.ts';
import { explainProfile } from '../../app/explain-profile.ts';
import { explainSubject } from '../../core/explain/subject.ts';
import { findConfig } from '../../io/files/find-config.ts';
import { describeCertificate } from '../../io/files/parse-certificate.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import { problemExitCode } from '../../report/exit-code.ts';
import { escapeTerminal } from '../../report/text/escape.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';
import { openLog } from '../wiring/log.ts';
import { machineClock } from '../wiring/machine.ts';
import { loadRepository } from '../wiring/repository.ts';
import { openState } from '../wiring/state.ts';
import { openReader } from '../wiring/tenant.ts';
import { refuse } from './plan.ts';

interface ExplainOptions extends CommonOptions {
  /** Whether devices are named; counts alone otherwise. */
  readonly names: boolean;
}

/** Prints the explanation. Throws ExitError 10 for a subject that nothing is known about. */
export async function explain(
  subject: string,
  name: string | undefined,
  options: ExplainOptions,
  terminal: Terminal,
): Promise<number> {
  if (subject === 'filter' && name !== undefined) return explainOneFilter(name, options, terminal);
  const text = name === undefined ? explainSubject(subject, CATALOGUE) : null;
  if (text === null && name === undefined) {
    const known = await explainOneProfile(subject, options, terminal);
    if (known !== null) return known;
  }
  if (text === null) {
    throw new ExitError(
      10,
      `nothing is known about "${name === undefined ? subject : `${subject} ${name}`}": write a profile's key, a code such as EFF-IOS-OAUTH-ON, a kind, kind.field, or filter and its name`,
    );
  }
  terminal.print(`${text}\n`);
  return 0;
}

/** Null when no profile has the key: then there may be no repository either, and nothing is said about it. */
async function explainOneProfile(key: string, options: ExplainOptions, terminal: Terminal): Promise<number | null> {
  if ((await findConfig(terminal.cwd, options.config)) === null) return null;
  const repository = await loadRepository(options, terminal);
  const { usable } = repository;
  if (usable === null) return refuse(repository, options, terminal);
  if (!usable.profiles.some((profile) => profile.key === key)) return null;
  const { config, profiles, certificates } = usable;
  const connection = await openReader(usable, terminal, await openLog(options.logLevel));
  const state = openState(usable, terminal);
  try {
    const known = { clock: machineClock, describe: describeCertificate };
    const request = { config, profiles, certificates, targets: [] };
    const ports = { reader: connection.tenant, state: state.store, ...known };
    const { lines, problems } = await explainProfile(key, request, ports);
    terminal.print(`${lines.map(escapeTerminal).join('\n')}\n`);
    const [problem] = problems;
    if (problem === undefined) return 0;
    throw new ExitError(problemExitCode(problem), problem.message);
  } finally {
    await state.close();
    await connection.close();
  }
}

async function explainOneFilter(name: string, options: ExplainOptions, terminal: Terminal): Promise<number> {
  const repository = await loadRepository(options, terminal);
  if (repository.usable === null) return refuse(repository, options, terminal);
  const connection = await openReader(repository.usable, terminal, await openLog(options.logLevel));
  try {
    const explained = await explainFilterNamed(name, options.names, connection.tenant);
    if (explained.ok) {
      terminal.print(`${explained.lines.map(escapeTerminal).join('\n')}\n`);
      return 0;
    }
    if (explained.problem === null) {
      throw new ExitError(10, `no assignment filter is named "${name}": write the name as the admin center shows it`);
    }
    throw new ExitError(problemExitCode(explained.problem), explained.problem.message);
  } finally {
    await connection.close();
  }
}
