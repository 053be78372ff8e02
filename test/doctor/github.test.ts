/** What Entra must trust, in the forms in which GitHub writes subjects, and what the files of a repository tell. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { describeGitHubSetup } from '../../src/core/doctor/github-setup.ts';
import { runHere } from '../cli/program.ts';

const COMMIT = '0123456789'.repeat(4);
const call = (name: string, ref = COMMIT): string =>
  `    uses: contoso/postilion/.github/workflows/${name}.yml@${ref} # v0.2.0\n`;
const WORKFLOWS = new Map([
  ['postilion-approve.yml', call('approve')],
  ['postilion-drift.yml', call('drift')],
  ['postilion-plan.yml', `on:\n  pull_request_target:\n${call('plan')}`],
  ['postilion-reconcile.yml', call('reconcile')],
  ['postilion-validate.yml', call('validate')],
]);
const OWNERS = '/.github/ @contoso/owners\n';

function setupWith(answer: unknown, workflows: ReadonlyMap<string, string> = WORKFLOWS) {
  return describeGitHubSetup({ workflows, codeowners: OWNERS, repository: 'contoso/mail', subjects: { answer } });
}

function subjectsWith(answer: unknown): readonly string[] {
  return setupWith(answer).apps.flatMap(({ credentials }) => credentials.map(({ subject }) => subject));
}

function faultWith(answer: unknown): string | undefined {
  return setupWith(answer).checks.find(({ id, status }) => id === 'subjects' && status === 'problem')?.text;
}

describe('federated credentials', () => {
  it('have ids in their subjects, as GitHub tells for a new repository', () => {
    const answer = { use_default: true, use_immutable_subject: false, sub_claim_prefix: 'repo:contoso@123/mail@456' };
    expect(setupWith(answer).apps).toMatchObject([
      {
        name: 'postilion-reader',
        credentials: [
          {
            name: 'postilion-plan',
            issuer: 'https://token.actions.githubusercontent.com',
            subject: 'repo:contoso@123/mail@456:environment:postilion-plan',
            audiences: ['api://AzureADTokenExchange'],
            description: 'the Postilion workflow plan and drift',
          },
        ],
      },
      {
        name: 'postilion-writer',
        credentials: [
          { subject: 'repo:contoso@123/mail@456:environment:postilion-apply' },
          { subject: 'repo:contoso@123/mail@456:environment:postilion-approve' },
        ],
      },
    ]);
  });

  it('have names alone where GitHub tells no prefix', () => {
    expect(subjectsWith({ use_default: true })[0]).toBe('repo:contoso/mail:environment:postilion-plan');
  });

  it('name the workflow at its commit where the form has job_workflow_ref: one for each', () => {
    const answer = { use_default: false, include_claim_keys: ['repo', 'context', 'job_workflow_ref'] };
    const at = (name: string): string => `job_workflow_ref:contoso/postilion/.github/workflows/${name}.yml@${COMMIT}`;
    expect(subjectsWith(answer)).toEqual([
      `repo:contoso/mail:environment:postilion-plan:${at('plan')}`,
      `repo:contoso/mail:environment:postilion-plan:${at('drift')}`,
      `repo:contoso/mail:environment:postilion-apply:${at('reconcile')}`,
      `repo:contoso/mail:environment:postilion-approve:${at('approve')}`,
    ]);
  });

  it.each([
    [{ use_default: false, include_claim_keys: ['repo'] }, 'every workflow of every branch would get the identity'],
    [
      { use_default: false, include_claim_keys: ['repository_id', 'context'] },
      'its claim "repository_id" is none that can be told',
    ],
    [{ use_default: false }, 'the repository follows the form of its organization'],
    [{ use_default: true, sub_claim_prefix: 'repo:*' }, 'does not begin with repo:OWNER/REPO'],
    [{ message: 'Not Found' }, 'this is not what GitHub answers'],
    [null, 'this is not what GitHub answers'],
  ])('are not made up for %j', (answer, fault) => {
    expect(faultWith(answer)).toContain(fault);
    expect(subjectsWith(answer)).toEqual([]);
  });

  it('come with what each app may do: the reader nothing that writes', () => {
    const [reader, writer] = setupWith({ use_default: true }).apps;
    expect(reader?.permissions.filter(({ name }) => /Write/.test(name))).toEqual([]);
    expect(writer?.permissions.map(({ name }) => name).filter((name) => /Write/.test(name))).toEqual([
      'DeviceManagementConfiguration.ReadWrite.All',
      'DeviceManagementApps.ReadWrite.All',
    ]);
  });
});

describe('workflows', () => {
  const idsOf = (files: ReadonlyMap<string, string>): readonly string[] =>
    setupWith({ use_default: true }, files)
      .checks.filter(({ status }) => status !== 'ok')
      .map(({ id, status }) => `${status} ${id}`);

  it.each([
    ['as init writes them', WORKFLOWS, []],
    ['with one that nobody calls', new Map([...WORKFLOWS, ['postilion-drift.yml', '']]), ['advice workflow-drift']],
    [
      'with a branch for a commit',
      new Map([...WORKFLOWS, ['postilion-drift.yml', call('drift', 'main')]]),
      ['problem workflow-drift'],
    ],
    [
      'with the place that init could not know',
      new Map([...WORKFLOWS, ['postilion-plan.yml', `on:\n  pull_request_target:\n${call('plan', '0'.repeat(40))}`]]),
      ['problem workflow-plan'],
    ],
    [
      'that plan as the pull request has it',
      new Map([...WORKFLOWS, ['postilion-plan.yml', `on:\n  pull_request:\n${call('plan')}`]]),
      ['problem plan-event'],
    ],
  ] as const)('%s', (_, files, wanted) => {
    expect(idsOf(files)).toEqual(wanted);
  });
});

describe('doctor --for github', () => {
  it('says how to ask GitHub, and prints what to copy once somebody did', async (context) => {
    const root = usePlace(context);
    const first = await runHere(['doctor', '--for', 'github'], { cwd: root });
    expect(first.code).toBe(12);
    expect(first.out).toContain('fix: gh api repos/OWNER/REPO/actions/oidc/customization/sub > oidc.json');
    expect(first.out).not.toContain('"subject"');
    writeFileSync(join(root, 'oidc.json'), '{"use_default": true, "sub_claim_prefix": "repo:contoso@123/mail@456"}');
    const second = await runHere(['doctor', '--for', 'github', '--oidc', 'oidc.json'], { cwd: root });
    expect(second.code).toBe(0);
    await expect(second.out).toMatchFileSnapshot('golden/github.txt');
    const json = await runHere(['doctor', '--for', 'github', '--oidc', 'oidc.json', '--format', 'json'], { cwd: root });
    expect(JSON.parse(json.out)).toHaveProperty('apps.1.credentials.1.name', 'postilion-approve');
  });

  it('refuses a file that is not there, and one that is no JSON', async (context) => {
    const root = usePlace(context);
    writeFileSync(join(root, 'oidc.json'), 'gh: Not Found (HTTP 404)');
    for (const [file, why] of [
      ['oidc.json', 'is no JSON'],
      ['other.json', 'cannot be read'],
    ] as const) {
      const { code, err } = await runHere(['doctor', '--for', 'github', '--oidc', file], { cwd: root });
      expect(code).toBe(10);
      expect(err).toContain(`--oidc ${file}: the file ${why}`);
    }
  });
});

function usePlace(context: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'postilion-doctor-'));
  context.onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, '.github', 'workflows'), { recursive: true });
  for (const [name, text] of WORKFLOWS) writeFileSync(join(root, '.github', 'workflows', name), text);
  writeFileSync(join(root, '.github', 'CODEOWNERS'), OWNERS);
  return root;
}
