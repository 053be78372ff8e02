import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CANARIES } from './canary-workshop.ts';
import { projectFiles } from './project-files.ts';
import { workflowProblems } from './workflow-rules.ts';

const workflows = projectFiles(['.github/workflows/*.{yml,yaml}']);

describe('workflows', () => {
  it('are all looked at', () => {
    const paths = workflows.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['.github/workflows/ci.yml', '.github/workflows/plan.yml']));
  });

  it.each(workflows)('$path is safe against what a pull request brings', ({ text }) => {
    expect(workflowProblems(text)).toEqual([]);
  });

  it('are refused for each unsafe thing', () => {
    expect(workflowProblems(readFileSync(join(CANARIES, 'workflows/unsafe.yml'), 'utf8'))).toEqual([
      'runs on pull_request_target',
      'grants permissions to every job',
      'has no concurrency group',
      'comment: has no time limit',
      "comment: doesn't say its permissions",
      'comment: keeps the checkout credentials',
      'comment: puts an expression into a script',
      'plan: may write pull-requests',
      'plan: installs packages beside its identity',
      'plan: gives its identity to forks',
      'mint: may write id-token',
      'uses actions/checkout@v5, which is not pinned to a commit with its version beside it',
      'uses someone/tool@0123456789012345678901234567890123456789, which is not pinned to a commit with its version beside it',
    ]);
  });
});
