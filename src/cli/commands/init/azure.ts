/** The pipeline of a profiles repository on Azure DevOps. */

import type { NewFile } from './new-file.ts';

export function azureFiles(version: string): readonly NewFile[] {
  return [{ path: 'azure-pipelines.yml', text: PIPELINE.replace('VERSION', version), optional: false }];
}

const PIPELINE = `# Plans pull requests, applies what was merged, and keeps the tenant as git says.
#
# Two service connections of the type "workload identity federation": postilion-reader may only read, postilion-writer may
# write. A branch of this repository can bring its own version of this file: give postilion-writer a branch control check
# that lets main alone use it, so that a pull request has the reader at most. For plans, add this pipeline as a build
# validation of main. The build service needs the right to contribute to the branch postilion-state.
trigger:
  branches: { include: [main] }
  paths: { include: [profiles, postilion.yaml, adopt.yaml] }

schedules:
  - cron: "23 */2 * * *"
    displayName: reconcile
    branches: { include: [main] }
    always: true

parameters:
  - name: codes
    displayName: Codes to approve, as a plan prints them, with commas between them
    type: string
    default: none

pool:
  vmImage: ubuntu-24.04

variables:
  postilion: postilion@VERSION

steps:
  - checkout: self
    fetchDepth: 0
    # git signs in with this to read and write the state branch.
    persistCredentials: true
  - task: UseNode@1
    inputs: { version: 22.x }

  - task: AzureCLI@2
    displayName: Plan, read-only
    condition: eq(variables['Build.Reason'], 'PullRequest')
    inputs:
      azureSubscription: postilion-reader
      scriptType: bash
      scriptLocation: inlineScript
      inlineScript: |
        npx --yes "$(postilion)" plan --format markdown --out plan.json --no-color > plan.md
        echo "##vso[task.uploadsummary]$PWD/plan.md"
    env:
      # Named here, where it wins, so that no file of the repository decides where a token goes or what is remembered.
      POSTILION_GRAPH_URL: https://graph.microsoft.com
      POSTILION_STATE_REPO: .
      POSTILION_STATE_BRANCH: postilion-state

  - task: AzureCLI@2
    displayName: Reconcile the tenant with main
    condition: and(ne(variables['Build.Reason'], 'PullRequest'), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
    inputs:
      azureSubscription: postilion-writer
      scriptType: bash
      scriptLocation: inlineScript
      inlineScript: |
        if [ "$CODES" = none ]
        then npx --yes "$(postilion)" reconcile --yes --no-color
        else npx --yes "$(postilion)" apply --yes --no-color --approve "$CODES"
        fi
    env:
      POSTILION_GRAPH_URL: https://graph.microsoft.com
      POSTILION_STATE_REPO: .
      POSTILION_STATE_BRANCH: postilion-state
      CODES: \${{ parameters.codes }}
`;
