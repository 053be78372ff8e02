/** Keeps one issue for each profile that somebody changed in the tenant: opened, rewritten and closed as the tenant stands. */

import { compose } from '../core/import/compose.ts';
import type { Directory } from '../core/tenant/directory.ts';
import type { Change } from '../model/change.ts';
import { EXIT } from '../model/exit-code.ts';
import { isLeftDrift } from '../model/finding.ts';
import { GitHubFault } from '../model/github-fault.ts';
import { isProfileKey } from '../model/ids.ts';
import type { Problem } from '../model/plan.ts';
import {
  DRIFT_MARKER,
  type DriftedProfile,
  driftIssue,
  type IssueText,
  markedIn,
  summaryIssue,
  tenantPart,
} from '../report/drift/issue.ts';
import type { Ran, RunPorts, RunRequest } from './apply/run.ts';
import { nameLive } from './name-live.ts';
import { type Planned, planWithSources } from './plan/plan.ts';
import type { Issues } from './ports/github.ts';

/** With more of them there is one issue for all. */
const MOST_ISSUES = 30;

/** GitHub's answer where issues are turned off. */
const GONE = 410;

export interface DriftKept {
  /** What was done, for the log. */
  readonly said: string;
  readonly problem: Problem | null;
}

/** After a run. Nothing is judged by what could not be read whole: then every issue stays as it is. */
export async function keepDriftIssues(
  request: RunRequest,
  ran: Ran,
  ports: RunPorts,
  issues: Issues,
): Promise<DriftKept> {
  const { outcome, plan } = ran;
  if (outcome === null || plan === null || outcome.problems.length > 0 || outcome.interrupted) return UNJUDGED;
  const made = hasDrift(ran) ? await wholePlan(request, ports) : null;
  if (made !== null && (!made.plan.complete || made.plan.problems.length > 0)) return UNJUDGED;
  const named = made === null ? null : await directoryFor(made, request, ports);
  if (named !== null && named.problems.length > 0) return UNJUDGED;
  const drifted =
    made === null || named === null
      ? []
      : made.plan.changes.filter(isDrift).map((change) => driftedOf(change, made, request, named));
  const { tenant } = plan;
  const wanted =
    drifted.length > MOST_ISSUES ? [summaryIssue(tenant, drifted)] : drifted.map((one) => driftIssue(tenant, one));
  try {
    return { said: await bring(wanted, tenantPart(tenant), issues), problem: null };
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    if (error.status === GONE) return { said: 'this repository has no issues, so none tells of drift', problem: null };
    const type = error.code === EXIT.denied ? 'permission' : error.code === EXIT.throttled ? 'throttled' : 'incomplete';
    const message = `the issues about drift are not up to date: ${error.message}`;
    return { said: '', problem: { type, message, requestIds: [] } };
  }
}

const UNJUDGED: DriftKept = {
  said: 'the issues about drift stay as they are: not everything could be read',
  problem: null,
};

function hasDrift({ plan, outcome }: Ran): boolean {
  const left = outcome?.findings?.some(isLeftDrift) === true;
  return (
    left || plan?.changes.some((change) => isDrift(change) && outcome?.gated.includes(change.key) === true) === true
  );
}

function isDrift({ origin }: Change): boolean {
  return origin === 'drift' || origin === 'conflict';
}

/** Everything that differs, also what policy leaves alone: only so it is known what setting it back would mean. */
function wholePlan({ repository, tool }: RunRequest, ports: RunPorts): Promise<Planned> {
  const selection = { verb: 'plan' } as const;
  return planWithSources(
    { ...repository, tool, targets: [], selection, isFull: true },
    { ...ports, reader: ports.tenant },
  );
}

/** What the objects mention that git doesn't: the text is about them. */
async function directoryFor(
  { plan, refresh }: Planned,
  { repository }: RunRequest,
  { tenant }: RunPorts,
): Promise<Directory> {
  const keys = new Set(plan.changes.filter(isDrift).map(({ key }) => key));
  const live = refresh.proposals.flatMap((one) => (keys.has(one.key) && one.live !== null ? [one.live] : []));
  const known = [...refresh.directory.collections].flatMap(([path, entries]) =>
    entries === null ? [] : [[path, entries] as const],
  );
  return nameLive(live, new Map(known), repository.config.groups.allow, tenant);
}

function driftedOf(
  change: Change,
  { refresh }: Planned,
  { repository }: RunRequest,
  directory: Directory,
): DriftedProfile {
  const proposed = refresh.proposals.find(({ key }) => key === change.key);
  const file = proposed?.desired?.at?.file ?? null;
  const live = proposed?.live ?? null;
  const { key } = change;
  if (proposed === undefined || live === null || !isProfileKey(key)) {
    return { change, file, accept: { refused: 'the object is gone, so take the profile out of git' } };
  }
  const place = { file: () => file ?? `${key}.yaml`, schema: 'schemas/profile.schema.json', day: repository.day };
  const known = new Map(
    refresh.proposals.flatMap((one) =>
      one.live !== null && isProfileKey(one.key) ? [[one.live.id, { key: one.key, kind: one.kind }] as const] : [],
    ),
  );
  const git = repository.profiles.find((one) => one.key === key);
  const subject = { live, kind: proposed.kind, key, ...(git === undefined ? {} : { git }) };
  const { written, refused } = compose([subject], directory, place, known);
  const [text] = written;
  if (text === undefined) return { change, file, accept: { refused: refused[0]?.reason ?? 'it can not be written' } };
  return { change, file, accept: { text: text.text } };
}

/** Opens, rewrites, reopens and closes. Who wrote an issue decides whose it is; its marker says of what. */
async function bring(wanted: readonly IssueText[], part: string, issues: Issues): Promise<string> {
  const own = (await issues.own(DRIFT_MARKER)).flatMap((issue) => {
    const marked = markedIn(issue.body);
    return marked?.name.startsWith(part) === true ? [{ ...issue, ...marked }] : [];
  });
  const counts = { opened: 0, rewritten: 0, closed: 0 };
  const kept = new Set<number>();
  for (const { name, digest, title, body } of wanted) {
    const [first] = own.filter((issue) => issue.name === name).toSorted((a, b) => a.number - b.number);
    if (first === undefined) {
      await issues.add(title, body);
      counts.opened += 1;
      continue;
    }
    kept.add(first.number);
    if (first.isOpen && first.digest === digest) continue;
    await issues.rewrite(first.number, { title, body, isOpen: true });
    counts.rewritten += 1;
  }
  for (const { number, title, body } of own.filter((issue) => issue.isOpen && !kept.has(issue.number))) {
    await issues.rewrite(number, { title, body, isOpen: false });
    counts.closed += 1;
  }
  return `issues about drift: ${counts.opened} opened, ${counts.rewritten} rewritten, ${counts.closed} closed`;
}
