/** What all verbs that write have in common: a tenant that can be changed, progress, a way to stop, and how it ended. */

import type { RunRefusal } from '../../app/apply/guard.ts';
import type { Ran, RunPorts, RunRequest } from '../../app/apply/run.ts';
import type { UsableRepository } from '../../app/load-repository.ts';
import type { ReviewPorts } from '../../app/ports/reviews.ts';
import type { Progress, TenantReader, TenantWriter } from '../../app/ports/tenant.ts';
import { describeCertificate } from '../../io/files/parse-certificate.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import type { Plan } from '../../model/plan.ts';
import { renderAgenda } from '../../report/plan/agenda.ts';
import { renderReviews } from '../../report/reviews.ts';
import { escapeTerminal } from '../../report/text/escape.ts';
import { outcomeText, planText, viewOn } from '../faces.ts';
import { isCi } from '../flags/approval.ts';
import { progressOn } from '../progress.ts';
import { ranExitCode, refusalFace } from '../refusal.ts';
import { type Invocation, type Session, withWriter } from '../session.ts';
import { type StopSignal, stopCode, type Terminal } from '../terminal.ts';
import { tool } from '../version.ts';
import { earlierPolicy } from '../wiring/earlier-policy.ts';
import { readEnvironmentApprovals } from '../wiring/github.ts';
import { machineClock, whoApproves, whoRuns } from '../wiring/machine.ts';
import { newsDesk } from '../wiring/news.ts';
import { isOwnTenant } from '../wiring/places.ts';
import { secretsFrom } from '../wiring/secrets.ts';

/** A verb of `app/apply/run.ts`. */
type RunVerb = (request: RunRequest, ports: RunPorts) => Promise<Ran>;

export interface RunTerms {
  readonly run: RunVerb;
  /** Why the verb can't run, before anybody signs in. */
  readonly refuse: (request: RunRequest) => RunRefusal | null;
  /** Whether changes that wait are a stop or merely news. */
  readonly gates: 'stop' | 'status';
  /** Whether whoever started this gave an approval. */
  readonly isApproved: boolean;
  /** What tells who reviewed what in the repository at `root`; left out: nobody asks. */
  readonly reviews?: (root: string) => Promise<ReviewPorts>;
}

/** Runs the verb. The exit code is a function of the outcome document, or of the refusal when nothing was begun. */
export async function runOnTenant(
  repository: UsableRepository,
  { run, refuse, gates, isApproved, reviews }: RunTerms,
  invocation: Invocation,
): Promise<ExitCode> {
  const { options, terminal } = invocation;
  const mayBeDirty = isOwnTenant(repository.config, terminal.env);
  const approvedBy = isApproved ? whoApproves(terminal.env) : null;
  const environments = isApproved ? await readEnvironmentApprovals(terminal) : undefined;
  const bare = { repository, mayBeDirty, approvedBy, who: whoRuns(terminal), tool: tool() };
  const request = environments === undefined ? bare : { ...bare, environments };
  const early = refuse(request);
  if (early !== null) return printRefusal(early, terminal);
  const stopping = new AbortController();
  const work = async ({ tenant, state, heartbeat }: Session<TenantReader & TenantWriter>): Promise<ExitCode> => {
    let stopped: StopSignal | null = null;
    const planMade = (): void =>
      // Before that nothing is in flight: the first request ends the process.
      terminal.onStop((signal) => {
        stopped = signal;
        stopping.abort();
        terminal.error('stopping after the step in flight; once more stops at once\n');
      });
    const mayBegin: Progress['mayBegin'] = (plan, waiting) => asked(plan, waiting, invocation);
    const progress = progressOn(terminal, { planMade, mayBegin, quiet: options.quiet === true });
    const known = {
      clock: machineClock,
      describe: describeCertificate,
      progress,
      secrets: secretsFrom(terminal.env),
      policyAt: earlierPolicy(repository),
      news: newsDesk(terminal),
    };
    const interruption = { requested: () => stopped !== null };
    const reviewers = reviews === undefined ? {} : { reviews: await reviews(repository.root) };
    const ran = await run(request, { tenant, state, heartbeat, ...known, ...reviewers, interruption });
    if (ran.reviews !== undefined) terminal.error(renderReviews(ran.reviews, options.quiet === true));
    printRan(ran, invocation);
    if (ran.untold !== undefined) terminal.error(untoldText(ran.untold));
    for (const unsent of ran.unsent ?? []) terminal.error(`${escapeTerminal(unsent)}\n`);
    const code = ranExitCode(ran, { gates });
    return code === EXIT.interrupted && stopped !== null ? stopCode(stopped) : code;
  };
  return withWriter(repository, invocation, work, stopping.signal);
}

/** Says what is about to be done, and asks whoever sits there. Nobody is asked in CI, with `--yes`, or about nothing. */
async function asked(plan: Plan, waiting: readonly string[], { options, terminal }: Invocation): Promise<boolean> {
  if (options.quiet !== true) terminal.error(renderAgenda(plan, waiting, viewOn(options, terminal)));
  const isWriting = plan.steps.some(({ key }) => !waiting.includes(key));
  if (!isWriting || terminal.ask === undefined || options.yes === true || isCi(terminal.env)) return true;
  const answer = await terminal.ask(`apply this to tenant ${escapeTerminal(plan.tenant.id)}? [y/N] `);
  return /^y(?:es)?$/i.test(answer);
}

function printRan({ refusal, plan, outcome }: Ran, { options, terminal }: Invocation): void {
  if (refusal === null) {
    terminal.print(outcomeText({ outcome, plan }, options, terminal));
    return;
  }
  if (refusal.reason === 'incomplete' || refusal.reason === 'errors')
    terminal.print(planText(refusal.plan, options, terminal));
  printRefusal(refusal, terminal);
}

function untoldText(why: string): string {
  return `that this run ended could not be written down (${escapeTerminal(why)}): postilion status --max-age will raise an alarm\n`;
}

export function printRefusal(refusal: RunRefusal, terminal: Terminal): ExitCode {
  const { text, on, code } = refusalFace(refusal);
  if (on === 'stdout') terminal.print(text);
  else terminal.error(text);
  return code;
}
