import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isJsonObject } from '../../src/model/json.ts';
import { CANARIES, REPOSITORY } from './canary-workshop.ts';
import { projectFiles } from './project-files.ts';
import { actionComplaints, linterComplaints } from './workflow-linters.ts';
import { workflowProblems } from './workflow-rules.ts';

const workflows = projectFiles(['.github/workflows/*.{yml,yaml}']);
const canary = (name: string): string => readFileSync(join(CANARIES, 'workflows', name), 'utf8');

describe('action.yml', () => {
  const text = readFileSync(join(REPOSITORY, 'action.yml'), 'utf8');

  it('is what GitHub understands, and puts no input into a script', async () => {
    expect(await actionComplaints('action.yml', text)).toEqual([]);
    expect(text).not.toMatch(/run:.*\$\{\{/);
    expect(text.match(/uses: \S+/g)).toEqual([expect.stringMatching(/@[0-9a-f]{40}$/)]);
    expect(await actionComplaints('action.yml', text.replace('shell: bash', 'shel: bash'))).not.toEqual([]);
  });

  it('offers every verb that the entry knows', () => {
    const verbs = /description: (validate.*)/.exec(text)?.[1]?.split(/, | or /);
    const entry = readFileSync(join(REPOSITORY, 'src/action/run-action.ts'), 'utf8');
    const known = [...entry.matchAll(/^ {2}\['(\w+)', /gm)].map(([, verb]) => verb);
    expect(verbs).toEqual(expect.arrayContaining(known));
    expect(verbs?.length).toBe(known.length);
  });
});

describe('workflows', () => {
  it('are all looked at', () => {
    const names = workflows.map(({ path }) => path.replace('.github/workflows/', ''));
    const called = ['approve.yml', 'drift.yml', 'plan.yml', 'reconcile.yml', 'validate.yml'];
    expect(names).toEqual(expect.arrayContaining(['ci.yml', 'nightly.yml', ...called]));
  });

  it.each(workflows)('$path is safe against what a pull request brings', ({ text }) => {
    expect(workflowProblems(text)).toEqual([]);
  });

  it.each(workflows)('$path is what GitHub understands', async ({ path, text }) => {
    expect(await linterComplaints(path, text)).toEqual([]);
  });

  it('build the program in one way', () => {
    const programs = workflows.flatMap(({ text }) => {
      const workflow: unknown = parse(text);
      const jobs = isJsonObject(workflow) ? workflow['jobs'] : undefined;
      return isJsonObject(jobs) && jobs['program'] !== undefined ? [jobs['program']] : [];
    });
    expect(programs.length).toBeGreaterThanOrEqual(5);
    for (const program of programs) expect(program).toEqual(programs[0]);
  });

  it('are refused for each unsafe thing', () => {
    expect(workflowProblems(canary('unsafe.yml'))).toEqual([
      'runs on pull_request_target',
      'grants permissions to every job',
      'has no concurrency group',
      'comment: has no time limit',
      "comment: doesn't say its permissions",
      'comment: keeps the checkout credentials',
      'comment: puts an expression into a script',
      'plan: may write pull-requests',
      'plan: has an identity and may write to pull requests',
      'plan: installs packages beside its identity',
      'plan: has an identity of no environment',
      'plan: runs what another job could have replaced',
      'plan: gives its identity to forks',
      'plan: checks out files beside its right to comment',
      'plan: runs what another job could have replaced',
      'mint: may write id-token',
      'called: hands on secrets',
      'uses actions/checkout@v5, which is not pinned to a commit with its version beside it',
      'uses someone/tool@0123456789012345678901234567890123456789, which is not pinned to a commit with its version beside it',
      'uses someone/tool/.github/workflows/plan.yml@main, which is not pinned to a commit with its version beside it',
    ]);
  });

  it('are refused for what GitHub would not understand, by each linter', async () => {
    const complaints = await linterComplaints('wrong.yml', canary('wrong.yml'));
    expect(complaints).toEqual(expect.arrayContaining([expect.stringContaining('property "nothing" is not defined')]));
    expect(complaints).toEqual(expect.arrayContaining([expect.stringContaining("Unexpected value 'withh'")]));
  });
});
