/** `postilion doctor --for github`: which app registrations and federated credentials the workflows need. */

import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { doctorExitCode } from '../../core/doctor/checks.ts';
import { describeGitHubSetup } from '../../core/doctor/github-setup.ts';
import { isThere } from '../../io/files/is-there.ts';
import { openGit } from '../../io/git/open.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { renderGitHubSetup, renderGitHubSetupJson } from '../../report/github-setup.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';

interface GitHubDoctorOptions extends CommonOptions<'doctor'> {
  readonly oidc?: string;
}

const FACES = { text: renderGitHubSetup, json: renderGitHubSetupJson } as const;

/** Looks at the files of the repository, and at what GitHub answered if somebody brought it. Asks nobody. */
export async function runDoctorForGitHub(options: GitHubDoctorOptions, terminal: Terminal): Promise<ExitCode> {
  const root = terminal.cwd;
  const setup = describeGitHubSetup({
    workflows: await workflowsIn(join(root, '.github', 'workflows')),
    codeowners: await textOf(join(root, '.github', 'CODEOWNERS')),
    repository: await repositoryOf(root),
    subjects: options.oidc === undefined ? null : await answerIn(resolve(root, options.oidc), options.oidc),
  });
  terminal.print(FACES[options.format](setup));
  return doctorExitCode(setup.checks);
}

async function workflowsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  if (!(await isThere(folder))) return new Map();
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, (await textOf(join(folder, name))) ?? ''] as const)),
  );
}

async function textOf(path: string): Promise<string | null> {
  return (await isThere(path)) ? readFile(path, 'utf8') : null;
}

/** `OWNER/REPO` of the remote, where that is a GitHub's. */
async function repositoryOf(root: string): Promise<string | null> {
  try {
    const address = await (await openGit(root)).raw(['remote', 'get-url', 'origin']);
    return /github[\w.-]*[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\s*$/.exec(address)?.[1] ?? null;
  } catch {
    return null;
  }
}

async function answerIn(path: string, given: string): Promise<{ readonly answer: unknown }> {
  try {
    return { answer: JSON.parse(await readFile(path, 'utf8')) };
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is no JSON' : 'cannot be read';
    throw new ExitError(EXIT.input, `--oidc ${given}: the file ${why}; write into it what GitHub's API answers`);
  }
}
