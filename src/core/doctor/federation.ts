/**
 * What Entra must trust so that a job of GitHub gets an identity, in the form in which GitHub writes subjects today.
 *
 * GitHub tells that form itself (`/repos/OWNER/REPO/actions/oidc/customization/sub`): repositories made since 15 July 2026
 * have ids in their default subject, others only once somebody asked for it, and a repository or an organization may have chosen
 * claims of its own. A subject that doesn't agree letter by letter is refused (AADSTS700213).
 */

import { isJsonArray, isJsonObject, stringAt } from '../../model/json.ts';

/** One app registration, and the jobs that may have it. */
export interface FederatedApp {
  readonly name: 'postilion-reader' | 'postilion-writer';
  readonly environments: readonly Environment[];
}

interface Environment {
  readonly name: string;
  /** Names of our workflows that use it; where the subject names a workflow there is one credential for each. */
  readonly workflows: readonly string[];
}

/** Which environment the jobs of our workflows name. */
export const FEDERATED_APPS: readonly FederatedApp[] = [
  { name: 'postilion-reader', environments: [{ name: 'postilion-plan', workflows: ['plan', 'drift'] }] },
  {
    name: 'postilion-writer',
    environments: [
      { name: 'postilion-apply', workflows: ['reconcile'] },
      { name: 'postilion-approve', workflows: ['approve'] },
    ],
  },
];

/** The body that Entra takes for a federated credential. */
export interface FederatedCredential {
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  readonly description: string;
}

/** How GitHub writes subjects for one repository. */
export interface SubjectForm {
  /** `repo:OWNER/REPO`, or with ids. */
  readonly prefix: string;
  /** The claims of a form of one's own, in their order; null for the default one. */
  readonly claims: readonly string[] | null;
}

export type SubjectFormReading = { readonly form: SubjectForm } | { readonly fault: string };

/** Reads what GitHub's API answered. `repository` is `OWNER/REPO` as far as somebody knows it. */
export function readSubjectForm(answer: unknown, repository: string | null): SubjectFormReading {
  if (!isJsonObject(answer) || typeof answer['use_default'] !== 'boolean') {
    return { fault: 'this is not what GitHub answers: it has no use_default' };
  }
  const told = stringAt(answer, 'sub_claim_prefix') ?? null;
  if (told !== null && !PREFIX.test(told)) return { fault: 'its sub_claim_prefix does not begin with repo:OWNER/REPO' };
  const prefix = told ?? (repository === null ? null : `repo:${repository}`);
  if (prefix === null) return { fault: 'it has no sub_claim_prefix, and no remote "origin" names the repository' };
  if (answer['use_default']) return { form: { prefix, claims: null } };
  const keys = answer['include_claim_keys'];
  if (!isJsonArray(keys) || keys.length === 0) {
    return {
      fault:
        'the repository follows the form of its organization: add include_claim_keys of gh api orgs/OWNER/actions/oidc/customization/sub to the file',
    };
  }
  const claims = keys.filter((key) => typeof key === 'string');
  const strange = claims.find((claim) => !KNOWN.has(claim));
  if (strange !== undefined)
    return { fault: `its claim "${strange}" is none that can be told from here: write the subject by hand` };
  if (!claims.some((claim) => BINDING.has(claim))) {
    return {
      fault: `its claims (${claims.join(', ')}) name neither an environment nor a workflow, so that every workflow of every branch would get the identity: add context`,
    };
  }
  return { form: { prefix, claims } };
}

const PREFIX = /^repo:[\w.-]+(?:@\d+)?\/[\w.-]+(?:@\d+)?$/;
const KNOWN: ReadonlySet<string> = new Set(['repo', 'context', 'environment', 'job_workflow_ref', 'repository_owner']);
const BINDING: ReadonlySet<string> = new Set(['context', 'environment', 'job_workflow_ref']);

/**
 * The credentials of an app. `pins` is workflow → `OWNER/REPO/.github/workflows/plan.yml@COMMIT`, as the callers
 * have it: with `job_workflow_ref` in the form, each new commit needs new credentials.
 */
export function credentialsOf(
  app: FederatedApp,
  form: SubjectForm,
  pins: ReadonlyMap<string, string>,
): readonly FederatedCredential[] {
  return app.environments.flatMap(({ name, workflows }) => {
    const namesWorkflow = form.claims?.includes('job_workflow_ref') === true;
    if (!namesWorkflow) return [credential(name, subjectOf(form, name, ''), workflows)];
    return workflows.flatMap((workflow) => {
      const pin = pins.get(workflow);
      return pin === undefined ? [] : [credential(`${name}-${workflow}`, subjectOf(form, name, pin), [workflow])];
    });
  });
}

function credential(name: string, subject: string, workflows: readonly string[]): FederatedCredential {
  return {
    name,
    issuer: 'https://token.actions.githubusercontent.com',
    subject,
    audiences: ['api://AzureADTokenExchange'],
    description: `the Postilion workflow ${workflows.join(' and ')}`,
  };
}

function subjectOf({ prefix, claims }: SubjectForm, environment: string, pin: string): string {
  if (claims === null) return `${prefix}:environment:${environment}`;
  const values: Readonly<Record<string, string>> = {
    // A form of one's own has names without ids, whatever the default one has.
    repo: prefix.replaceAll(/@\d+/g, ''),
    context: `environment:${environment}`,
    environment: `environment:${environment}`,
    job_workflow_ref: `job_workflow_ref:${pin}`,
    repository_owner: `repository_owner:${prefix.replace(/^repo:/, '').split(/[@/]/)[0] ?? ''}`,
  };
  return claims.map((claim) => values[claim] ?? '').join(':');
}
