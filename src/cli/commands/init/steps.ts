/** What a new repository still needs, which no file can do. */

import { NO_SOURCE, type ProgramSource } from './github.ts';

export type CiPlatform = 'github' | 'azure' | 'gitlab';

export interface NextSteps {
  readonly platform: CiPlatform;
  readonly isEmbedded: boolean;
  readonly source: ProgramSource;
  /** The folder, as the person who starts can type it. */
  readonly dir: string;
}

/** The steps as numbered lines. */
export function nextSteps(start: NextSteps): string {
  const steps = [...firstSteps(start), ...(start.isEmbedded ? [] : PLATFORM_STEPS[start.platform](start))];
  const lines = steps.map((step, index) => `  ${index + 1}. ${step}`);
  return ['started; next:', ...lines, 'docs/getting-started.md of Postilion tells each of them in full', ''].join('\n');
}

function firstSteps({ dir, isEmbedded }: NextSteps): readonly string[] {
  const enter = dir === '.' ? '' : `cd ${dir} && `;
  const commit = `${enter}git init && git add . && git commit --message "Start"   # unless this is a repository already`;
  if (isEmbedded) {
    return [
      commit,
      'postilion plan && postilion apply   # profiles/first.yaml, on a tenant that this machine plays',
      'postilion import --all --out profiles/imported   # what that tenant holds already',
    ];
  }
  return [
    commit,
    'postilion doctor   # signed in with the Azure CLI: what is missing to read the tenant',
    'postilion import --all --out profiles/imported   # what the tenant holds already; planning it changes nothing',
  ];
}

const PLATFORM_STEPS = {
  github: ({ source }: NextSteps) => [
    ...(source.commit === NO_SOURCE.commit
      ? [
          `write in .github/workflows where Postilion is, in place of ${NO_SOURCE.repository}@${NO_SOURCE.commit.slice(0, 7)}…: a public fork or mirror, at a full commit`,
        ]
      : []),
    'postilion doctor --for github   # the two app registrations and their federated credentials, to copy',
    'set the variables POSTILION_TENANT_ID, POSTILION_READER_CLIENT_ID and POSTILION_WRITER_CLIENT_ID of the repository',
    'make the environments postilion-plan, postilion-apply and postilion-approve, all for the branch main alone; give the last one reviewers who may not approve themselves',
    'protect main (reviews by code owners, no pushes) and postilion-state (docs/security.md has the two rulesets)',
    'write your teams into .github/CODEOWNERS',
  ],
  azure: () => [
    'make two service connections with workload identity federation: postilion-reader, and postilion-writer with a branch control check for main',
    'make a pipeline of azure-pipelines.yml, and add it as a build validation of main',
    'let the build service contribute to the branch postilion-state, and nobody else',
  ],
  gitlab: () => [
    'make two app registrations, and set the variables that .gitlab-ci.yml names at its head',
    'protect main and postilion-state, and add a schedule for main',
  ],
} as const satisfies Readonly<Record<CiPlatform, (start: NextSteps) => readonly string[]>>;
