/** What makes a GitHub workflow unsafe, as far as its text tells. */

import { parse } from 'yaml';
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectsAt,
  stringAt,
} from '../../src/model/json.ts';

/** Events that run with the rights of the base repository on what a stranger proposes. */
const DANGEROUS_EVENTS = ['pull_request_target', 'issue_comment', 'workflow_run'];

/** What a job may write, by its name. Whoever has an identity writes to no pull request, and the other way round. */
const ALLOWED_WRITES: Readonly<Record<string, readonly string[]>> = {
  plan: ['id-token'],
  drift: ['id-token'],
  reconcile: ['id-token', 'contents', 'issues'],
  approve: ['id-token', 'contents'],
  comment: ['checks', 'pull-requests'],
  publish: ['id-token', 'attestations'],
};

/** The problems of one workflow, given as YAML text; empty when there is none. */
export function workflowProblems(text: string): readonly string[] {
  const workflow: unknown = parse(text);
  if (!isJsonObject(workflow)) return ['is not a workflow'];
  const jobs = isJsonObject(workflow['jobs']) ? workflow['jobs'] : {};
  const events = eventsOf(workflow['on']);
  // Only calls: what runs is in another repository, at a commit.
  const calls = Object.values(jobs).every((job) => isJsonObject(job) && job['uses'] !== undefined);
  const allowed = calls ? ['pull_request_target'] : [];
  return [
    ...events
      .filter((event) => DANGEROUS_EVENTS.includes(event) && !allowed.includes(event))
      .map((event) => `runs on ${event}`),
    ...(isEmptyObject(workflow['permissions']) ? [] : ['grants permissions to every job']),
    // A workflow that is called runs in its caller's group; only its jobs that write have groups of their own.
    ...(workflow['concurrency'] === undefined && !events.includes('workflow_call') ? ['has no concurrency group'] : []),
    ...(Object.keys(jobs).length === 0 ? ['has no jobs'] : []),
    ...Object.entries(jobs).flatMap(([name, job]) => jobProblems(name, job).map((problem) => `${name}: ${problem}`)),
    ...unpinnedActions(text),
  ];
}

function jobProblems(name: string, job: JsonValue): readonly string[] {
  if (!isJsonObject(job)) return ['is not a job'];
  const permissions = job['permissions'];
  const said = isJsonObject(permissions) ? [] : ["doesn't say its permissions"];
  if (job['uses'] !== undefined) return [...said, ...callProblems(job)];
  const written = isJsonObject(permissions) ? Object.keys(permissions).filter((of) => permissions[of] !== 'read') : [];
  const unexpected = written.filter((of) => ALLOWED_WRITES[name]?.includes(of) !== true);
  return [
    ...(job['timeout-minutes'] === undefined ? ['has no time limit'] : []),
    ...said,
    ...unexpected.map((of) => `may write ${of}`),
    ...objectsAt(job, 'steps').flatMap(stepProblems),
    ...(written.includes('id-token') ? identityProblems(job, written) : []),
    ...(written.includes('pull-requests') ? commentProblems(job) : []),
  ];
}

/** A call hands on no secret: what it calls has the identity of its own environment. */
function callProblems(job: JsonObject): readonly string[] {
  return job['secrets'] === undefined ? [] : ['hands on secrets'];
}

function stepProblems(step: JsonObject): readonly string[] {
  const options = step['with'];
  const checksOut = stringAt(step, 'uses')?.startsWith('actions/checkout@') === true;
  const keeps = checksOut && !(isJsonObject(options) && options['persist-credentials'] === false);
  return [
    ...(keeps ? ['keeps the checkout credentials'] : []),
    ...(stringAt(step, 'run')?.includes('${{') === true ? ['puts an expression into a script'] : []),
  ];
}

/** A job with an identity runs no code that a proposal could have brought, and obtains it through an environment. */
function identityProblems(job: JsonObject, written: readonly string[]): readonly string[] {
  const steps = objectsAt(job, 'steps');
  const scripts = steps.map((step) => stringAt(step, 'run') ?? '');
  const publishes = written.includes('attestations');
  const installs = scripts.some((script) => /\b(?:npm|npx|pnpm|yarn)\b/.test(script)) && !publishes;
  const takesProposal = steps.some(
    (step) => isJsonObject(step['with']) && /pull/.test(stringAt(step['with'], 'ref') ?? ''),
  );
  return [
    ...(written.includes('pull-requests') ? ['has an identity and may write to pull requests'] : []),
    ...(installs ? ['installs packages beside its identity'] : []),
    ...(job['environment'] === undefined ? ['has an identity of no environment'] : []),
    ...(steps.some(unverified) ? ['runs what another job could have replaced'] : []),
    ...(!takesProposal || stringAt(job, 'if')?.includes('head.repo.id') === true
      ? []
      : ['gives its identity to forks']),
  ];
}

/** A job that writes to pull requests looks at nothing that a pull request brings but a plan whose digest it was told. */
function commentProblems(job: JsonObject): readonly string[] {
  const steps = objectsAt(job, 'steps');
  const checksOut = steps.some((step) => stringAt(step, 'uses')?.startsWith('actions/checkout@') === true);
  return [
    ...(checksOut ? ['checks out files beside its right to comment'] : []),
    ...(job['environment'] === undefined ? [] : ['has an environment, and comments']),
    ...(steps.some(unverified) ? ['runs what another job could have replaced'] : []),
  ];
}

/** A step that unpacks an artifact without holding it against a digest. */
function unverified(step: JsonObject): boolean {
  const script = stringAt(step, 'run') ?? '';
  return /\btar\b.*--extract/.test(script) && !/sha256sum --check --strict/.test(script);
}

function unpinnedActions(text: string): readonly string[] {
  return [...text.matchAll(/uses: (?<action>[^\n]+)/g)]
    .map(({ groups }) => groups?.['action'] ?? '')
    .filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))
    .map((action) => `uses ${action}, which is not pinned to a commit with its version beside it`);
}

function eventsOf(on: JsonValue | undefined): readonly string[] {
  if (typeof on === 'string') return [on];
  if (isJsonArray(on)) return on.filter((event) => typeof event === 'string');
  return isJsonObject(on) ? Object.keys(on) : [];
}

function isEmptyObject(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}
