/** `postilion reconcile`: what a schedule runs; always the head of the branch, never the commit of some event. */

import {
  type Ran,
  type RunPorts,
  type RunRequest,
  reconcile,
  recordSuspended,
  refuseReconcile,
} from '../../app/apply/run.ts';
import { keepDriftIssues } from '../../app/keep-drift-issues.ts';
import type { UsableRepository } from '../../app/load-repository.ts';
import type { StateStore } from '../../app/ports/state.ts';
import { issuesOn } from '../../io/github/issues.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { escapeTerminal } from '../../report/text/escape.ts';
import { isCi, isGiven, readApproval } from '../flags/approval.ts';
import type { CommonOptions } from '../flags/global.ts';
import { withRepository, withState } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { earlierPolicy } from '../wiring/earlier-policy.ts';
import { openGitHub, reviewPorts } from '../wiring/github.ts';
import { whoRuns } from '../wiring/machine.ts';
import { isOwnTenant } from '../wiring/places.ts';
import { printRefusal, type RunTerms, runOnTenant } from './run-apply.ts';

interface ReconcileOptions extends CommonOptions<'reconcile'> {
  readonly approve: readonly string[];
  readonly approveDigest: readonly string[];
  readonly detailedExitcode: boolean;
  /** Where reviewers approve; left out: nobody asks. */
  readonly approvals?: 'github';
  /** Where issues about drift are kept; left out: nowhere. */
  readonly reportTo?: 'github';
}

/** Heals what policy allows unattended and applies what is approved; changes that wait are news, not a failure. */
export async function reconcileCommand(options: ReconcileOptions, terminal: Terminal): Promise<ExitCode> {
  const approval = readApproval(options, isCi(terminal.env));
  const terms: RunTerms = {
    run: async (request, ports) => {
      const ran = await reconcile({ ...request, approval }, ports);
      return options.reportTo === undefined ? ran : withDriftIssues(request, ran, ports, terminal);
    },
    refuse: ({ repository, mayBeDirty }) => refuseReconcile(repository, mayBeDirty),
    gates: options.detailedExitcode ? 'stop' : 'status',
    isApproved: isGiven(options),
    ...(options.approvals === undefined ? {} : { reviews: (root) => reviewPorts(root, terminal) }),
  };
  return withRepository({ options: { ...options, atBranch: true }, terminal }, (repository) =>
    repository.config.suspend === true
      ? withState(repository, terminal, (state) => suspendedRun(repository, state, terminal))
      : runOnTenant(repository, terms, { options, terminal }),
  );
}

/** What could not be kept is a problem of the run. */
async function withDriftIssues(request: RunRequest, ran: Ran, ports: RunPorts, terminal: Terminal): Promise<Ran> {
  const { said, problem } = await keepDriftIssues(request, ran, ports, issuesOn(await openGitHub(terminal)));
  if (said !== '') terminal.error(`${escapeTerminal(said)}\n`);
  if (problem === null || ran.refusal !== null) return ran;
  return { ...ran, outcome: { ...ran.outcome, problems: [...ran.outcome.problems, problem] } };
}

/** Nobody signs in; the state alone hears of it. */
async function suspendedRun(repository: UsableRepository, state: StateStore, terminal: Terminal): Promise<ExitCode> {
  const mayBeDirty = isOwnTenant(repository.config, terminal.env);
  const request = { repository, mayBeDirty, who: whoRuns(terminal) };
  return printRefusal(await recordSuspended(request, { state, policyAt: earlierPolicy(repository) }), terminal);
}
