/** The pipeline of a profiles repository on GitLab. */

import type { NewFile } from './new-file.ts';

export function gitlabFiles(version: string): readonly NewFile[] {
  return [{ path: '.gitlab-ci.yml', text: pipeline(version), optional: false }];
}

function pipeline(version: string): string {
  return `# Plans merge requests, applies what was merged, and keeps the tenant as git says.
#
# Variables of the project: POSTILION_TENANT_ID, POSTILION_READER_CLIENT_ID, and, protected, POSTILION_WRITER_CLIENT_ID and
# POSTILION_GIT_TOKEN, a project access token that may write the repository. The writer's federated credential names the
# subject project_path:GROUP/PROJECT:ref_type:branch:ref:main, which only main has; a branch can bring its own version of
# this file, and has the reader at most. Add a schedule for main that runs every two hours.
image: node:22

variables:
  GIT_DEPTH: "0"
  # Named here, where it wins, so that no file of the repository decides where a token goes or what is remembered.
  POSTILION_GRAPH_URL: https://graph.microsoft.com
  POSTILION_STATE_REPO: "."
  POSTILION_STATE_BRANCH: postilion-state

.postilion:
  id_tokens:
    POSTILION_PROOF:
      aud: api://AzureADTokenExchange
  before_script:
    # The proof is a file for the program, and lies outside of the repository.
    - export AZURE_FEDERATED_TOKEN_FILE="$(mktemp)"
    - printf '%s' "$POSTILION_PROOF" > "$AZURE_FEDERATED_TOKEN_FILE"
    - unset POSTILION_PROOF

plan:
  extends: .postilion
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - export POSTILION_CLIENT_ID="$POSTILION_READER_CLIENT_ID"
    - npx --yes postilion@${version} plan --format markdown --out plan.json --no-color | tee plan.md
  artifacts:
    when: always
    paths: [plan.json, plan.md]

# Run it by hand on main with the variable POSTILION_CODES to approve what waits, as a plan prints it.
reconcile:
  extends: .postilion
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  resource_group: postilion
  script:
    - export POSTILION_CLIENT_ID="$POSTILION_WRITER_CLIENT_ID"
    - git remote set-url origin "$CI_PROJECT_URL.git"
    - >-
      git config --global "http.$CI_SERVER_URL/.extraheader"
      "AUTHORIZATION: basic $(printf 'postilion:%s' "$POSTILION_GIT_TOKEN" | base64 -w0)"
    - >-
      if [ -n "\${POSTILION_CODES:-}" ];
      then npx --yes postilion@${version} apply --yes --no-color --approve "$POSTILION_CODES";
      else npx --yes postilion@${version} reconcile --yes --no-color; fi
`;
}
