/** The repository as the commands need it: configuration, profiles, and everything that's wrong with them. */

import { readConfig } from '../../core/config/postilion-yaml.ts';
import { readProfiles } from '../../core/config/profiles.ts';
import { findConfig } from '../../io/files/find-config.ts';
import { readConfigFiles } from '../../io/files/read-config-files.ts';
import { readCommit } from '../../io/git/read-commit.ts';
import { readTree } from '../../io/git/working-tree.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import type { Certificate } from '../../model/certificate.ts';
import type { Config } from '../../model/config.ts';
import type { Finding } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import type { Result } from '../../model/result.ts';
import { runRules } from '../../rules/run-rules.ts';
import { ExitError } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { readCertificates } from './certificate-files.ts';
import { isOwnTenant } from './state.ts';

/** What could be read. `usable` is null when the input is invalid: then nothing may be sent anywhere. */
export interface Repository {
  readonly findings: readonly Finding[];
  readonly usable: {
    readonly config: Config;
    readonly root: string;
    readonly profiles: readonly DesiredProfile[];
    /** In the files that profiles name. */
    readonly certificates: readonly Certificate[];
    readonly source: Plan['source'];
  } | null;
}

/** Reads and checks everything, offline. Throws ExitError when there is no configuration. */
export async function loadRepository(
  options: { readonly config?: string; readonly atBranch?: boolean },
  terminal: Terminal,
): Promise<Repository> {
  const path = await findConfig(terminal.cwd, options.config);
  if (path === null) {
    const where = options.config ?? 'postilion.yaml';
    throw new ExitError(10, `there is no ${where} in ${terminal.cwd} or above it: write one, or name it with --config`);
  }
  const files = await readConfigFiles(path);
  if (!files.ok) return { findings: files.findings, usable: null };
  const { root } = files.value;
  const here = readConfig(files.value.config, files.value.adopt, CATALOGUE);
  if (!here.ok) return { findings: here.findings, usable: null };
  // A schedule follows the head of a branch, whatever is checked out; a tenant of one's own follows the working tree.
  const branch = options.atBranch === true && !isOwnTenant(here.value, terminal.env) ? here.value.branch : null;
  const config = branch === null ? here : await configAt(root, branch);
  if (!config.ok) return { findings: config.findings, usable: null };
  const globs = config.value.profiles;
  const tree = branch === null ? await readTree({ root, globs }) : await readCommit(root, branch, globs);
  if (!tree.ok) return { findings: [...config.findings, ...tree.findings], usable: null };
  const read = readProfiles(tree.value.files, CATALOGUE);
  const known = [...config.findings, ...tree.findings, ...read.findings];
  if (!read.ok) return { findings: known, usable: null };
  const { commit, dirty } = tree.value;
  const place = { root, rev: branch === null ? null : commit, source: { commit, dirty } };
  const { profiles, certificates, source, ...completed } = await readCertificates(read.value, place);
  const findings = [...known, ...completed.findings, ...runRules(profiles, CATALOGUE)];
  const invalid = findings.some((finding) => finding.hard === true);
  return { findings, usable: invalid ? null : { config: config.value, root, profiles, certificates, source } };
}

/** The configuration as a commit has it. */
async function configAt(root: string, rev: string): Promise<Result<Config>> {
  const tree = await readCommit(root, rev, ['postilion.yaml', 'adopt.yaml']);
  if (!tree.ok) return tree;
  const file = (name: string) => tree.value.files.find(({ path }) => path === name) ?? null;
  const config = file('postilion.yaml') ?? { path: 'postilion.yaml', text: '' };
  return readConfig(config, file('adopt.yaml'), CATALOGUE);
}
