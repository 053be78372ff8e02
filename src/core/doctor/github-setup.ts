/** What a profiles repository on GitHub has, as far as its files tell, and what it needs from Entra. */

import type { DoctorCheck } from './checks.ts';
import { credentialsOf, FEDERATED_APPS, type FederatedCredential, readSubjectForm } from './federation.ts';
import { AREAS } from './permissions.ts';

export interface GitHubFiles {
  /** Name of the file below `.github/workflows` → its text. */
  readonly workflows: ReadonlyMap<string, string>;
  /** Null where there is none. */
  readonly codeowners: string | null;
  /** `OWNER/REPO` of the remote `origin`; null where it names none on GitHub. */
  readonly repository: string | null;
  /** What GitHub answered about subjects; null where nobody brought it. */
  readonly subjects: { readonly answer: unknown } | null;
}

export interface RequiredPermission {
  readonly name: string;
  /** What is not possible without it; null where nothing is. */
  readonly without: string | null;
}

export interface AppRegistration {
  readonly name: string;
  /** Application permissions of Microsoft Graph, with admin consent. */
  readonly permissions: readonly RequiredPermission[];
  readonly credentials: readonly FederatedCredential[];
}

export interface GitHubSetup {
  readonly apps: readonly AppRegistration[];
  readonly checks: readonly DoctorCheck[];
}

/** Everything that stands in the files, and what to copy into Entra; no credentials while the form of subjects is unknown. */
export function describeGitHubSetup(files: GitHubFiles): GitHubSetup {
  const pins = pinsIn(files.workflows);
  const reading = files.subjects === null ? null : readSubjectForm(files.subjects.answer, files.repository);
  const form = reading !== null && 'form' in reading ? reading.form : null;
  return {
    apps: FEDERATED_APPS.map((app) => ({
      name: app.name,
      permissions: permissionsOf(app.name),
      credentials: form === null ? [] : credentialsOf(app, form, pins),
    })),
    checks: [
      subjectCheck(reading, files.repository),
      ...WORKFLOWS.map((workflow) => workflowCheck(workflow, pins.get(workflow))),
      planCheck(files.workflows),
      ownersCheck(files.codeowners),
    ],
  };
}

const WORKFLOWS = ['validate', 'plan', 'reconcile', 'approve', 'drift'];

/** The permissions that nothing goes without come first. */
function permissionsOf(app: string): readonly RequiredPermission[] {
  const reads = AREAS.map(({ read, without }): RequiredPermission => ({ name: read, without }));
  const writes = AREAS.flatMap(({ write, without }) => (write === null ? [] : [{ name: write, without }]));
  const all = app === 'postilion-writer' ? [...reads, ...writes] : reads;
  const once = all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
  return [...once.filter(({ without }) => without === null), ...once.filter(({ without }) => without !== null)];
}

/** Which of our workflows are called, and where from. */
function pinsIn(workflows: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const calls = [...workflows.values()].flatMap((text) => [...text.matchAll(CALL)]);
  return new Map(
    calls.flatMap(([, place = '', name = '', ref = '']) => [[name, `${place}${name}.yml@${ref}`] as const]),
  );
}

const CALL = /^\s*uses: ([\w.-]+\/[\w.-]+\/\.github\/workflows\/)(validate|plan|reconcile|approve|drift)\.yml@(\S+)/gm;

function subjectCheck(reading: ReturnType<typeof readSubjectForm> | null, repository: string | null): DoctorCheck {
  const asked = `gh api repos/${repository ?? 'OWNER/REPO'}/actions/oidc/customization/sub > oidc.json`;
  const fix = `${asked} && postilion doctor --for github --oidc oidc.json`;
  if (reading === null)
    return problem('subjects', 'how GitHub writes the subject of this repository is not known', fix);
  if ('fault' in reading) return problem('subjects', `the form of subjects can't be told: ${reading.fault}`, fix);
  return ok(
    'subjects',
    `subjects begin with ${reading.form.claims === null ? reading.form.prefix : 'claims of your own choice'}`,
  );
}

function workflowCheck(workflow: string, pin: string | undefined): DoctorCheck {
  const id = `workflow-${workflow}`;
  const commit = pin?.split('@')[1] ?? '';
  if (pin === undefined) {
    return advice(
      id,
      `no workflow calls ${workflow}.yml`,
      `take it from what "postilion init" writes, unless it is left out on purpose`,
    );
  }
  if (/^0{40}$/.test(commit)) {
    return problem(
      id,
      `${workflow} calls a place that does not exist`,
      'write where Postilion is on your GitHub, at a full commit',
    );
  }
  if (!/^[0-9a-f]{40}$/.test(commit)) {
    return problem(id, `${workflow} calls ${pin}, which somebody can move`, 'write the full commit in its place');
  }
  return ok(id, `${workflow} calls ${pin}`);
}

/** A plan on pull_request runs as the pull request has it. */
function planCheck(workflows: ReadonlyMap<string, string>): DoctorCheck {
  const plan = [...workflows].find(([, text]) => /\/workflows\/plan\.yml@/.test(text));
  if (plan === undefined) return ok('plan-event', 'nothing plans pull requests');
  if (/^ {2}pull_request_target:/m.test(plan[1]))
    return ok('plan-event', 'pull requests are planned as the default branch has it');
  return problem(
    'plan-event',
    `${plan[0]} runs as the pull request has it, and could be made to hand out the reader's token`,
    'run it on pull_request_target',
  );
}

function ownersCheck(codeowners: string | null): DoctorCheck {
  const lines = (codeowners ?? '').split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  if (lines.some((line) => /\.github/.test(line))) return ok('owners', 'CODEOWNERS says who answers for .github');
  return advice(
    'owners',
    'nobody answers for .github',
    'name a team for /.github/ and /postilion.yaml in .github/CODEOWNERS',
  );
}

function ok(id: string, text: string): DoctorCheck {
  return { id, status: 'ok', text, fix: null, cause: null };
}

function advice(id: string, text: string, fix: string): DoctorCheck {
  return { id, status: 'advice', text, fix, cause: null };
}

function problem(id: string, text: string, fix: string): DoctorCheck {
  return { id, status: 'problem', text, fix, cause: 'unreachable' };
}
