/** `postilion explain`: what a code, a kind or a field of the catalogue means, and which devices a filter matches. */

import { explainFilterNamed } from '../../app/explain-filter.ts';
import { explainProfile } from '../../app/explain-profile.ts';
import { explainableSubjects, explainSubject } from '../../core/explain/subject.ts';
import { explainTopic, TOPIC_NAMES } from '../../core/explain/topics.ts';
import { findConfig } from '../../io/files/find-config.ts';
import { describeCertificate } from '../../io/files/parse-certificate.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import { findNearest } from '../../model/did-you-mean.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { problemExitCode } from '../../report/exit-code.ts';
import { escapeTerminal } from '../../report/text/escape.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import { type Invocation, withReader, withRepository } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { machineClock } from '../wiring/machine.ts';
import { openRepository } from '../wiring/repository.ts';

interface ExplainOptions extends CommonOptions<'explain'> {
  /** Whether devices are named; counts alone otherwise. */
  readonly names: boolean;
}

/** Prints the explanation. Throws ExitError for a subject that nothing is known about. */
export async function explain(
  subject: string,
  name: string | undefined,
  options: ExplainOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (subject === 'filter' && name !== undefined) return explainOneFilter(name, options.names, { options, terminal });
  const text = explained(subject, name);
  if (text === null && name === undefined) {
    const known = await explainOneProfile(subject, { options, terminal });
    if (known !== null) return known;
  }
  if (text === null) throw new ExitError(EXIT.input, await unknownSubject(subject, name, { options, terminal }));
  terminal.print(`${text}\n`);
  return EXIT.ok;
}

/** What was probably meant, else what can be asked for. */
async function unknownSubject(subject: string, name: string | undefined, invocation: Invocation): Promise<string> {
  if (subject === 'filter' && name === undefined)
    return 'filter: write the name of the assignment filter behind it, as the admin center shows it';
  const asked = name === undefined ? subject : `${subject} ${name}`;
  const near =
    subject === 'topic'
      ? findNearest(name ?? '', TOPIC_NAMES)
      : findNearest(subject, [...(await keysHere(invocation)), ...explainableSubjects(CATALOGUE, subject)]);
  const known = `nothing is known about "${asked}"`;
  if (near !== null) return `${known}: did you mean "${subject === 'topic' ? `topic ${near}` : near}"?`;
  return `${known}: write a profile's key, a code such as EFF-IOS-OAUTH-ON, a kind, kind.field, filter and its name, or topic and one of ${TOPIC_NAMES.join(', ')}`;
}

async function keysHere({ options, terminal }: Invocation): Promise<readonly string[]> {
  if ((await findConfig(terminal.cwd, options.config)) === null) return [];
  const { usable } = await openRepository(options, terminal);
  return usable?.profiles.map(({ key }) => key) ?? [];
}

function explained(subject: string, name: string | undefined): string | null {
  if (name === undefined) return explainSubject(subject, CATALOGUE);
  return subject === 'topic' ? explainTopic(name) : null;
}

/** Null when no profile has the key: then there may be no repository either, and nothing is said about it. */
async function explainOneProfile(key: string, invocation: Invocation): Promise<ExitCode | null> {
  const { options, terminal } = invocation;
  if ((await findConfig(terminal.cwd, options.config)) === null) return null;
  let isKnown = true;
  const code = await withRepository(invocation, async (repository) => {
    const { config, profiles, certificates } = repository;
    isKnown = profiles.some((profile) => profile.key === key);
    if (!isKnown) return EXIT.ok;
    return withReader(repository, invocation, async ({ tenant, state }) => {
      const request = { config, profiles, certificates, targets: [] };
      const ports = { reader: tenant, state, clock: machineClock, describe: describeCertificate };
      const { lines, problems } = await explainProfile(key, request, ports);
      terminal.print(`${lines.map(escapeTerminal).join('\n')}\n`);
      const [problem] = problems;
      if (problem === undefined) return EXIT.ok;
      throw new ExitError(problemExitCode(problem), problem.message);
    });
  });
  return isKnown ? code : null;
}

async function explainOneFilter(name: string, withNames: boolean, invocation: Invocation): Promise<ExitCode> {
  return withRepository(invocation, (repository) =>
    withReader(repository, invocation, async ({ tenant }) => {
      const explained = await explainFilterNamed(name, withNames, tenant);
      if (explained.ok) {
        invocation.terminal.print(`${explained.lines.map(escapeTerminal).join('\n')}\n`);
        return EXIT.ok;
      }
      if (explained.problem === null) {
        throw new ExitError(
          EXIT.input,
          `no assignment filter is named "${name}": write the name as the admin center shows it`,
        );
      }
      throw new ExitError(problemExitCode(explained.problem), explained.problem.message);
    }),
  );
}
