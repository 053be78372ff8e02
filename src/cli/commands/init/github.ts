/** The workflows of a profiles repository on GitHub: each calls one of ours, at a commit, and says what that may do at most. */

import type { NewFile } from './new-file.ts';

/** Where Postilion's own workflows are, and at which commit. */
export interface ProgramSource {
  /** `OWNER/REPO`. */
  readonly repository: string;
  readonly commit: string;
  readonly version: string;
}

/** Stands where nobody told the source: no commit has this name, so that nothing runs until somebody writes one. */
export const NO_SOURCE = { repository: 'OWNER/postilion', commit: '0'.repeat(40) } as const;

export function githubFiles(source: ProgramSource): readonly NewFile[] {
  const file = (path: string, text: string): NewFile => ({ path: `.github/${path}`, text, optional: false });
  return [
    file('workflows/postilion-approve.yml', approveCaller(source)),
    file('workflows/postilion-drift.yml', driftCaller(source)),
    file('workflows/postilion-plan.yml', planCaller(source)),
    file('workflows/postilion-reconcile.yml', reconcileCaller(source)),
    file('workflows/postilion-validate.yml', validateCaller(source)),
    { path: '.github/CODEOWNERS', text: CODEOWNERS, optional: true },
  ];
}

function uses({ repository, commit, version }: ProgramSource, workflow: string): string {
  return `uses: ${repository}/.github/workflows/${workflow}.yml@${commit} # v${version}`;
}

const PATHS = '["profiles/**", "postilion.yaml", "adopt.yaml"]';

function validateCaller(source: ProgramSource): string {
  return `# Checks the files of every pull request offline, also of one from a fork, and of a merge queue. It runs for all of them, so that
# main may require it: a check that is left out for a path is waited for without end.
name: postilion validate

on:
  pull_request:
  merge_group:

permissions: {}

concurrency:
  group: postilion-validate-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  validate:
    permissions:
      contents: read
    ${uses(source, 'validate')}
`;
}

function planCaller(source: ProgramSource): string {
  return `# Says in every pull request whom it would disturb. It runs as this branch has it, whatever the pull request brings: leave
# pull_request_target, which is what makes that so, and let no job of this file check out or run anything.
name: postilion plan

on:
  pull_request_target:
    paths: ${PATHS}

permissions: {}

concurrency:
  group: postilion-plan-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

jobs:
  plan:
    # At most what one of the jobs that are called may do; each of them says how much less it takes.
    permissions:
      checks: write
      contents: read
      id-token: write
      pull-requests: write
    ${uses(source, 'plan')}
`;
}

function reconcileCaller(source: ProgramSource): string {
  return `# Applies what was merged, and heals drift that nobody notices: after every merge, and every two hours.
name: postilion reconcile

on:
  push:
    branches: [main]
    paths: ${PATHS}
  schedule:
    # Off the hour: schedules on the hour are delayed or dropped most.
    - cron: "23 */2 * * *"
  workflow_dispatch:

permissions: {}

concurrency:
  group: postilion-reconcile-\${{ github.ref }}
  cancel-in-progress: false

jobs:
  reconcile:
    permissions:
      contents: write
      id-token: write
      issues: write
      pull-requests: read
    ${uses(source, 'reconcile')}
    with:
      approvals: github
      report-to: github
`;
}

function approveCaller(source: ProgramSource): string {
  return `# Applies what waits: run it by hand with the codes of a plan. The environment postilion-approve asks its reviewers first.
name: postilion approve

on:
  workflow_dispatch:
    inputs:
      codes:
        description: the codes, as the plan prints them, with commas between them
        required: true

permissions: {}

concurrency:
  group: postilion-approve
  cancel-in-progress: false

jobs:
  approve:
    permissions:
      actions: read
      contents: write
      id-token: write
    ${uses(source, 'approve')}
    with:
      codes: \${{ inputs.codes }}
`;
}

function driftCaller(source: ProgramSource): string {
  return `# Fails on a day on which somebody changed in the portal what git says, or the schedule has stopped. It only reads.
name: postilion drift

on:
  schedule:
    - cron: "41 5 * * *"
  workflow_dispatch:

permissions: {}

concurrency:
  group: postilion-drift
  cancel-in-progress: true

jobs:
  drift:
    permissions:
      contents: read
      id-token: write
    ${uses(source, 'drift')}
`;
}

const CODEOWNERS = `# Who must agree to what. Take the # off, and write your own teams; then ask for reviews of code owners in the rules of main.
# Mail profiles: those who answer for people's mail.
# /profiles/             @your-org/mail-admins
# /adopt.yaml            @your-org/mail-admins
# What lets changes through, and what runs: fewer people.
# /postilion.yaml        @your-org/mail-owners
# /.github/              @your-org/mail-owners
`;
