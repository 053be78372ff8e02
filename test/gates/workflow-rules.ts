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
/** What the jobs that meet a tenant may write. */
const ALLOWED_WRITES: Readonly<Record<string, readonly string[]>> = {
  plan: ['id-token'],
  reconcile: ['id-token', 'contents'],
};

/** The problems of one workflow, given as YAML text; empty when there is none. */
export function workflowProblems(text: string): readonly string[] {
  const workflow: unknown = parse(text);
  if (!isJsonObject(workflow)) return ['is not a workflow'];
  const jobs = workflow['jobs'];
  const proposals = eventsOf(workflow['on']).some((event) => event.startsWith('pull_request'));
  return [
    ...eventsOf(workflow['on'])
      .filter((event) => DANGEROUS_EVENTS.includes(event))
      .map((event) => `runs on ${event}`),
    ...(isEmptyObject(workflow['permissions']) ? [] : ['grants permissions to every job']),
    ...(workflow['concurrency'] === undefined ? ['has no concurrency group'] : []),
    ...(isJsonObject(jobs)
      ? Object.keys(jobs).flatMap((name) => jobProblems(name, jobs[name], proposals))
      : ['has no jobs']),
    ...unpinnedActions(text),
  ];
}

function jobProblems(name: string, job: JsonValue | undefined, proposals: boolean): readonly string[] {
  if (!isJsonObject(job)) return [`${name}: is not a job`];
  const permissions = job['permissions'];
  const written = isJsonObject(permissions) ? Object.keys(permissions).filter((of) => permissions[of] !== 'read') : [];
  const unexpected = written.filter((of) => ALLOWED_WRITES[name]?.includes(of) !== true);
  return [
    ...(job['timeout-minutes'] === undefined ? [`${name}: has no time limit`] : []),
    ...(isJsonObject(permissions) ? [] : [`${name}: doesn't say its permissions`]),
    ...unexpected.map((of) => `${name}: may write ${of}`),
    ...objectsAt(job, 'steps').flatMap((step) => stepProblems(step).map((problem) => `${name}: ${problem}`)),
    ...(written.includes('id-token') ? credentialProblems(name, job, proposals) : []),
  ];
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

/** A job with an identity runs no code that a proposal could have brought. */
function credentialProblems(name: string, job: JsonObject, proposals: boolean): readonly string[] {
  const scripts = objectsAt(job, 'steps').map((step) => stringAt(step, 'run') ?? '');
  const installs = scripts.some((script) => /\b(?:npm|npx|pnpm|yarn)\b/.test(script));
  return [
    ...(installs ? [`${name}: installs packages beside its identity`] : []),
    ...(!proposals || stringAt(job, 'if')?.includes('head.repo.id') === true
      ? []
      : [`${name}: gives its identity to forks`]),
  ];
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
