/** The dry run of a profiles repository: that of this repository, but the program comes from elsewhere. */

export const PLAN_WORKFLOW = `# A dry run for every pull request that changes profiles. Nothing here can write to a tenant.
#
# What a pull request brings is data, never code: the program is built from the repository and commit that the
# variables POSTILION_REPOSITORY and POSTILION_REF of this repository name. A pull request from a fork gets the offline checks alone; one from this repository is also planned against the tenant, by an identity
# that can only read. Limit that identity's federated credential to the environment below, and the environment to
# refs/pull/*/merge, so that no other workflow of this repository can obtain it.
name: postilion-plan

on:
  pull_request:
    paths: ["profiles/**", "postilion.yaml", "adopt.yaml"]

permissions: {}

concurrency:
  group: plan-\${{ vars.POSTILION_TENANT_ID }}-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

jobs:
  program:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          repository: \${{ vars.POSTILION_REPOSITORY }}
          ref: \${{ vars.POSTILION_REF }}
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
      - run: npm ci --ignore-scripts && npm run build && npm prune --omit=dev --ignore-scripts
      - run: tar --create --gzip --file program.tar.gz package.json dist schemas node_modules
      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: program
          path: program.tar.gz
          retention-days: 1

  validate:
    needs: program
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          path: proposal
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
      - uses: actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0
        with:
          name: program
      - name: Check the profiles offline and annotate them
        run: |
          mkdir program && tar --extract --gzip --file program.tar.gz --directory program
          status=0
          (cd proposal && node ../program/dist/cli/main.js validate --format github --no-color 2>../log.txt) || status=$?
          # The log may quote the proposal: while it is printed, the runner takes no commands from it.
          fence="$(openssl rand -hex 16)"
          echo "::stop-commands::$fence"
          cat log.txt
          echo "::$fence::"
          exit "$status"

  plan:
    needs: [program, validate]
    # A proposal from a fork gets no identity. Repositories are compared by id, because names can be taken over.
    if: >-
      github.event.pull_request.head.repo.id == github.event.repository.id && vars.POSTILION_CLIENT_ID != ''
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    environment: postilion-plan
    permissions:
      contents: read
      id-token: write
    steps:
      # The state branch is read from the remote with the job's own token, which can only read.
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          path: proposal
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
      - uses: actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0
        with:
          name: program
      - name: Plan against the tenant, read-only
        env:
          POSTILION_TENANT_ID: \${{ vars.POSTILION_TENANT_ID }}
          POSTILION_CLIENT_ID: \${{ vars.POSTILION_CLIENT_ID }}
          # Named here, where it wins, so that a proposal can't have the token sent to an address of its choice.
          POSTILION_GRAPH_URL: \${{ vars.POSTILION_GRAPH_URL || 'https://graph.microsoft.com' }}
          READ_TOKEN: \${{ github.token }}
        run: |
          mkdir program && tar --extract --gzip --file program.tar.gz --directory program
          git config --global "http.$GITHUB_SERVER_URL/.extraheader" \\
            "AUTHORIZATION: basic $(printf 'x-access-token:%s' "$READ_TOKEN" | base64 --wrap=0)"
          unset READ_TOKEN
          fence="$(openssl rand -hex 16)"
          echo "::stop-commands::$fence"
          status=0
          (cd proposal && node ../program/dist/cli/main.js plan --format markdown --out ../plan.json --no-color) \\
            > plan.md || status=$?
          echo "::$fence::"
          # A step summary above 1 MiB is dropped whole.
          head --bytes=1000000 plan.md >> "$GITHUB_STEP_SUMMARY"
          exit "$status"
      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        if: \${{ !cancelled() }}
        with:
          name: plan
          path: plan.json
          if-no-files-found: ignore
          retention-days: 30
`;
